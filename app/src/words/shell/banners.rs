//! The banners that wait for a decision: another tab's work, a safe start, a new version of the page.

pub use crate::words::common::RELOAD;

/// The banner where another tab has saved the workspace.
pub const ELSEWHERE: &str = "Another tab has changed this workspace.";
/// The second sentence of that banner.
pub const ELSEWHERE_HELP: &str = " Saving is paused until you choose a version. The other one goes into the history, under “Workspaces”.";
/// The label of the button that loads the other tab's work.
pub const SHOW_OTHER: &str = "Use the other tab’s version";
/// The label of the button that keeps the work of this tab.
pub const KEEP_MINE: &str = "Keep this tab’s version";
/// The notice after the other tab's work was loaded.
pub const OTHER_SHOWN: &str = "Now showing the other tab’s version.";
/// The notice after the work of this tab was kept.
pub const MINE_KEPT: &str = "Kept and saved this tab’s version.";

/// The label of the button that downloads all bundles, where they cannot be saved.
pub const DOWNLOAD_ALL: &str = "Download workspace";

/// The banner of a safe start.
pub const SAFE_START: &str = "Safe start: nothing is rendered or checked.";
/// The second sentence of that banner.
pub const SAFE_START_HELP: &str =
    " You can edit, download and close bundles, then turn rendering on again.";
/// The label of the button that ends the safe start.
pub const GO_ON: &str = "Render and check";

/// The accessible name of the banner about a new version of the page.
pub const NEW_VERSION: &str = "New version";
/// The banner where a new version is ready.
pub const READY: &str = "A new version is ready. The page will reload, and your work stays.";
/// The banner while the work is saved before the reload.
pub const LEAVING: &str = "Saving your work, then reloading…";
/// The banner where another tab has switched to the new version.
pub const TAKEN: &str =
    "Another tab switched to a new version. Reload this page to use it here too.";
/// The label of the button that switches to the new version.
pub const USE: &str = "Update";
/// The label of the button that hides the banner.
pub const NOT_NOW: &str = "Not now";
