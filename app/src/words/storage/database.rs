//! What the browser keeps of the work, and what keeps it from that.

use crate::storage::Unreadable;

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
/// A workspace whose name cannot be read.
pub const SOME: &str = "of another version";
/// What to do with a workspace of a newer version of the page.
pub const NEWER_HELP: &str = "It was left as it is. Reload the page to get the newest version, or download it under “Workspaces”.";
/// What to do with a workspace that cannot be read.
pub const LEFT_HELP: &str = "It was left as it is. You can download it under “Workspaces”.";
/// Where a new version of the page waits for the work to be saved.
pub const NOT_TAKEN_UP: &str = "The new version was not taken up, as your work is not saved.";
/// What to do about that.
pub const NOT_TAKEN_UP_HELP: &str =
    "Download it first. Then close every tab with this page, and open it again.";

/// A workspace whose name cannot be read, in the list.
pub const UNNAMED: &str = "Workspace";
/// Downloads what is stored of it.
pub const DOWNLOAD: &str = "Download";

/// Why a workspace or a state in a list cannot be read.
pub const fn why(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Newer => "A newer version of Cyclotron has saved it. It is kept as it is.",
        Unreadable::Damaged => "It cannot be read. It is kept as it is.",
    }
}

/// A workspace of a newer version of the page.
pub fn newer(workspace: &str) -> String {
    format!("The workspace “{workspace}” was saved by a newer version of Cyclotron.")
}

/// A workspace that is damaged.
pub fn damaged(workspace: &str) -> String {
    format!("The workspace “{workspace}” cannot be read: what is stored is damaged.")
}

/// Where the work of an earlier version of the page cannot be read.
pub fn not_taken_over(reason: &str) -> String {
    format!("The work of an earlier version of Cyclotron was not taken over: {reason}")
}

/// Texts that have changed elsewhere since something was typed there, just before a page was closed.
pub fn not_put_back(paths: &str) -> String {
    format!(
        "The last keys before the page was closed were not put back: {paths} has changed since."
    )
}

/// What was typed there.
pub fn typed(text: &str) -> String {
    format!("This was typed: {text}")
}

/// A workspace that an earlier version of the page has changed since it was taken over.
pub fn from_before(workspace: &str) -> String {
    format!("{workspace} (from an earlier version)")
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
