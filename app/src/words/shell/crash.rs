//! The banner of a panic.

/// First sentence of the banner; whether the work is saved follows.
pub const HAPPENED: &str = "Something went wrong in Cyclotron.";
/// Loads the page anew.
pub const RELOAD: &str = "Reload";
/// Shows what to send with a report of the fault; also the name of that text.
pub const DETAILS: &str = "Details";
/// Copies that text.
pub const COPY: &str = "Copy details";
/// Below the details, once they are copied.
pub const COPIED: &str = "Copied";
/// Loads the page anew, in case it stops again while it renders.
pub const WITHOUT_RENDERING: &str = "Reload without rendering";

/// Whether the work is saved.
pub const fn state(is_saved: bool) -> &'static str {
    if is_saved { "Your work is saved." } else { "Your last change may not be saved." }
}

/// Above the details that belong in a bug report.
pub fn report(message: &str, location: &str, version: &str, build: &str) -> String {
    format!("{message}\nat {location}\nCyclotron {version}, build {build}")
}
