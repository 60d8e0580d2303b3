//! What waits for a decision: another tab's work, a safe start, a newer version of the page.

/// Another tab has saved the workspace since.
pub const ELSEWHERE: &str = "Another tab has changed this workspace.";
/// What that means; after it.
pub const ELSEWHERE_HELP: &str = " Nothing is saved here until you say which of the two stays. The other one goes \
                                  into the history, under “Workspaces”.";
/// Takes the other tab's work.
pub const SHOW_OTHER: &str = "Show the other tab’s work";
/// Keeps the work of this tab.
pub const KEEP_MINE: &str = "Keep this tab’s work";
/// Once the other is taken.
pub const OTHER_SHOWN: &str = "The other tab’s work is shown.";
/// Once this one is kept.
pub const MINE_KEPT: &str = "This tab’s work is kept and saved.";

/// The page was opened so that it runs nothing.
pub const SAFE_START: &str = "Safe start: nothing is rendered or checked.";
/// What that means; after it.
pub const SAFE_START_HELP: &str =
    " You can edit, download and close what is open. Then go on as usual.";
/// Ends it.
pub const GO_ON: &str = "Render and check";

/// What the line about newer versions is called.
pub const NEW_VERSION: &str = "New version";
/// There is one.
pub const READY: &str =
    "A new version is ready. The page is loaded anew for it, and your work stays.";
/// It is on its way.
pub const LEAVING: &str = "Your work is being saved, then the page is loaded anew…";
/// Another tab has taken it.
pub const TAKEN: &str = "A new version came with another tab. This page goes on as it is; reload it to have \
                         the new one here too.";
/// Takes it, where another tab has done so before.
pub const RELOAD: &str = "Reload";
/// Takes it.
pub const USE: &str = "Use it";
/// Leaves it for later.
pub const NOT_NOW: &str = "Not now";
