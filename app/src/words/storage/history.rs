//! The history of the workspace, and the used and free storage.

use std::collections::HashMap;

use crate::storage::{ChangeKind, Changed, Reason};
pub use crate::words::common::RESTORE;
use crate::words::common::megabytes;

/// The heading of the history.
pub const TITLE: &str = "History of this workspace";
/// The empty state of the history.
pub const NONE: &str = "Nothing yet. Snapshots are taken every two minutes while you work, and before anything is deleted.";
/// The accessible name of the list of states.
pub const STATES: &str = "Snapshots";
/// The notice after a state was restored.
pub const RESTORED: &str = "Restored the snapshot. The state before it is in the history.";
/// The label of the button that asks whether to delete the history.
pub const DELETE_HISTORY: &str = "Delete history";
/// The question before the history is deleted.
pub const DELETE_HISTORY_QUESTION: &str = "Delete the whole history permanently?";
/// The label of the button that deletes the history.
pub const DELETE_HISTORY_CONFIRM: &str = "Delete permanently";
/// The label of the button that cancels.
pub const DELETE_HISTORY_CANCEL: &str = "Keep";

/// The label of the list of the bundles of a state.
pub const BUNDLES: &str = "Bundles";
/// The label of the button that restores a bundle of a state.
pub const RESTORE_BUNDLE: &str = "Restore bundle";
/// The label of the button that compares a bundle of a state with the open one.
pub const COMPARE: &str = "Compare";
/// The message where a bundle of a state no longer exists.
pub const BUNDLE_GONE: &str = "This bundle is no longer in the history.";

/// The heading of the used and free storage.
pub const STORAGE: &str = "Storage";
/// The label of the button that requests persistent storage from the browser.
pub const ASK: &str = "Request persistent storage";
/// The second sentence after the browser declined the request.
pub const ASK_REFUSED: &str =
    " The browser declined. Browsers grant it to pages that are installed, or often used.";

/// The accessible name of the button that restores a state.
pub fn go_back_to(state: &str) -> String {
    format!("Restore {state}")
}

/// The accessible name of the list of the bundles of a state.
pub fn bundles_of(state: &str) -> String {
    format!("Bundles of {state}")
}

/// The accessible name of the button that compares a bundle of a state with the open one.
pub fn compare_bundle(bundle: &str) -> String {
    format!("Compare {bundle} with the current state")
}

/// The accessible name of the button that restores a bundle of a state.
pub fn restore_bundle(bundle: &str) -> String {
    format!("Restore bundle {bundle}")
}

/// The reason for keeping a state.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "automatic",
        Reason::Less => "before a deletion",
        Reason::Replaced => "before it was replaced",
    }
}

/// The most changes of a state, and the most files of one change, that a line names.
pub const NAMED: usize = 3;

/// The numbers of added and removed lines, by the bundle and the path of the file.
pub type ChangedLines = HashMap<(String, String), (usize, usize)>;

/// The changes since the state before: `Changed queue: schema/schema.yaml +3 −1. Closed worker.` Lines that are not
/// counted yet are left out.
pub fn changes(changes: &[Changed], lines: &ChangedLines) -> String {
    let mut said: Vec<String> = changes.iter().take(NAMED).map(|one| change(one, lines)).collect();
    let more = changes.len().saturating_sub(NAMED);
    if more > 0 {
        said.push(format!("And {more} more."));
    }
    said.join(" ")
}

fn change(Changed { bundle, what }: &Changed, lines: &ChangedLines) -> String {
    match what {
        ChangeKind::Opened => format!("Opened {bundle}."),
        ChangeKind::Closed => format!("Closed {bundle}."),
        ChangeKind::Renamed(from) => format!("Renamed {from} to {bundle}."),
        ChangeKind::Options => format!("Changed the options of {bundle}."),
        ChangeKind::Files(paths) => {
            let named = paths.iter().take(NAMED).map(|path| {
                match lines.get(&(bundle.clone(), path.clone())) {
                    Some((added, removed)) => format!("{path} +{added} −{removed}"),
                    None => path.clone(),
                }
            });
            let named = named.collect::<Vec<_>>().join(", ");
            let more = paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Changed {bundle}: {named}{more}.")
        }
    }
}

/// The used and the free storage in bytes; `lasts` says whether the storage is persistent.
pub fn room(used: f64, room: f64, lasts: bool) -> String {
    let kept = if lasts {
        "The browser deletes it only at your request."
    } else {
        "The browser may delete it when space is low."
    };
    format!("{} of {} used. {kept}", megabytes(used), megabytes(room))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_in_one_line_each() {
        let changed = |bundle: &str, what| Changed { bundle: bundle.into(), what };
        let files = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"].map(str::to_owned).to_vec();
        let all =
            [changed("queue", ChangeKind::Files(files)), changed("worker", ChangeKind::Closed)];
        let lines = HashMap::from([(("queue".to_owned(), "b.yaml".to_owned()), (3, 1))]);
        assert_eq!(
            changes(&all, &lines),
            "Changed queue: a.yaml, b.yaml +3 −1, c.yaml and 1 more. Closed worker."
        );
    }
}
