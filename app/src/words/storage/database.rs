//! The texts of the storage of this browser, and of its errors.

use crate::storage::Unreadable;
pub use crate::words::common::DOWNLOAD;
use crate::words::common::snapshots;

/// The name of a new workspace.
pub const NAME: &str = "My workspace";
/// The notice where the browser has cleared the storage.
pub const CLEARED: &str = "This browser has deleted the data of this page.";
/// The reason, and the way out.
pub const CLEARED_HELP: &str = "Browsers do this when space is low, or at the user’s request. Open your downloads again; under “Workspaces” you can request persistent storage.";
/// The error for a state of the history that no longer exists.
pub const SNAPSHOT_GONE: &str = "This snapshot no longer exists.";
/// The error for a state of the history that cannot be read.
pub const SNAPSHOT_UNREADABLE: &str =
    "This snapshot can’t be read. It was not changed, and you can download it.";
/// The reason why a save failed: the record of an unchanged bundle is missing.
pub const BUNDLE_MISSING: &str = "a stored bundle is missing";
/// The notice for a workspace that another tab has deleted.
pub const GONE: &str = "Another tab has deleted this workspace.";
/// The notice where another workspace is opened before a conflict with another tab is resolved.
pub const UNDECIDED: &str = "Another tab has changed this workspace. Choose which version to keep.";
/// The error where another state is opened before the last edits and form entries are saved.
pub const NOT_SETTLED: &str =
    "Your last edits are not saved yet. Wait until the analysis has finished, then try again.";
/// The error where the quota is exhausted.
pub const FULL: &str = "Browser storage is full. Download the workspace now; then delete other workspaces, or their history, under “Workspaces”.";
/// The way out for a workspace of a newer version of the page.
pub const NEWER_HELP: &str = "It was not changed. Reload the page to get the newest version, or download it under “Workspaces”.";
/// The way out for a workspace that cannot be read.
pub const LEFT_HELP: &str = "It was not changed. You can download it under “Workspaces”.";
/// The notice where the update of the page was cancelled, since the work could not be saved.
pub const NOT_UPDATED: &str = "Not updated: your work isn’t saved yet.";
/// The way out of that.
pub const NOT_UPDATED_HELP: &str =
    "Download it first. Then close every tab with this page, and open it again.";

/// The name in the list of a workspace whose name cannot be read.
pub const UNNAMED: &str = "Workspace";
/// The name in the list of a journal that cannot be read.
pub const JOURNAL: &str = "Last edits of a closed tab";

/// The name in the list of unreadable states of a workspace that an earlier version of the page has stored.
pub fn legacy_states(workspace: &str, count: usize) -> String {
    format!("{workspace}: {} of an earlier version", snapshots(count))
}

/// The reason why a workspace or a state in a list cannot be read.
pub const fn why(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Newer => "Saved by a newer version of Cyclotron, and kept unchanged.",
        Unreadable::Damaged => "It can’t be read, and is kept unchanged.",
    }
}

/// The notice for a workspace of a newer version of the page; without the name if that cannot be read.
pub fn newer(workspace: Option<&str>) -> String {
    format!("{} was saved by a newer version of Cyclotron.", subject(workspace))
}

/// The notice for a damaged workspace; without the name if that cannot be read.
pub fn damaged(workspace: Option<&str>) -> String {
    format!("{} can’t be read: its stored data is damaged.", subject(workspace))
}

fn subject(workspace: Option<&str>) -> String {
    workspace.map_or_else(|| "A workspace".to_owned(), |name| format!("The workspace “{name}”"))
}

/// The notice where the work of an earlier version of the page cannot be imported.
pub fn not_taken_over(reason: &str) -> String {
    format!("Couldn’t import work of an earlier version of Cyclotron: {reason}")
}

/// The notice for text that was typed before the page was closed, in files that have changed since.
pub fn not_put_back(paths: &str) -> String {
    format!(
        "Your last edits before the page was closed were not restored: {paths} has changed since."
    )
}

/// The typed text.
pub fn typed(text: &str) -> String {
    format!("You typed: {text}")
}

/// The name of a workspace that an earlier version of the page changed after it was imported.
pub fn from_before(workspace: &str) -> String {
    format!("{workspace} (from an earlier version)")
}

/// The error where the browser offers no storage.
pub fn none(reason: &dyn std::fmt::Display) -> String {
    format!(
        "This browser can’t store data for this page ({reason}). Download the workspace before you close it."
    )
}

/// The error where a save failed.
pub fn failed(reason: &dyn std::fmt::Display) -> String {
    format!(
        "This browser couldn’t save your work ({reason}). Cyclotron tries again; download the workspace before you close the page."
    )
}
