//! What the browser keeps of the work, and what keeps it from that.

/// What a new workspace is called.
pub const NAME: &str = "My workspace";
/// Where all of it is gone.
pub const CLEARED: &str = "This browser has cleared what it kept for this page.";
/// Why, and what can be done.
pub const CLEARED_HELP: &str = "It does so where room is short, or when the person asks for it. Open your \
                                downloads again; “Workspaces” can ask the browser to keep what is here.";
/// A state that is of another form, or gone.
pub const STATE_UNREADABLE: &str = "This state cannot be read any more.";
/// A workspace that is gone.
pub const GONE: &str = "This workspace is gone: another tab has deleted it.";
/// Where another tab has saved this workspace since, and another one is to be opened.
pub const UNDECIDED: &str =
    "Another tab has changed this workspace. Say first which of the two stays.";
/// Where nothing more can be kept.
pub const FULL: &str = "This browser has no more room for this page. Download the workspace now; then delete \
                        others, or their history, under “Workspaces”.";
/// What to do with a workspace of another version of the page.
pub const UNREADABLE_HELP: &str =
    "It was left as it is. Reload the page to get the newest version.";
/// Where a new version of the page waits for the work to be saved.
pub const NOT_TAKEN_UP: &str = "The new version was not taken up, as your work is not saved.";
/// What to do about that.
pub const NOT_TAKEN_UP_HELP: &str =
    "Download it first. Then close every tab with this page, and open it again.";

/// A workspace of another version of the page.
pub fn unreadable(workspace: &str) -> String {
    format!("The workspace “{workspace}” was saved by another version of Cyclotron.")
}

/// Where nothing can be kept at all.
pub fn none(reason: &dyn std::fmt::Display) -> String {
    format!(
        "This browser keeps nothing for this page ({reason}): download the workspace before you \
         close it."
    )
}

/// Where keeping it failed.
pub fn failed(reason: &dyn std::fmt::Display) -> String {
    format!(
        "This browser could not save the work ({reason}). It is tried again; download the \
         workspace before you close the page."
    )
}
