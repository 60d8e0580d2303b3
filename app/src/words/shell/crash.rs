//! The banner of a panic.

pub use crate::words::common::RELOAD;

/// The first sentence of the banner; `state` follows.
pub const HAPPENED: &str = "Something went wrong in Cyclotron.";
/// The label of the button that shows the details for a bug report; also their accessible name.
pub const DETAILS: &str = "Details";
/// The label of the button that copies the details.
pub const COPY: &str = "Copy details";
/// The label of that button after the details were copied.
pub const COPIED: &str = "Copied";
/// The label of the button that reloads in a safe start.
pub const WITHOUT_RENDERING: &str = "Reload without rendering";

/// The second sentence of the banner: whether the work is saved.
pub const fn state(is_saved: bool) -> &'static str {
    if is_saved { "Your work is saved." } else { "Your last change may not be saved." }
}

/// The first lines of the details for a bug report.
pub fn report(message: &str, location: &str, version: &str, build: &str) -> String {
    format!("{message}\nat {location}\nCyclotron {version}, build {build}")
}
