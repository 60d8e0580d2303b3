//! The history of the workspace, and the used and free storage.

use crate::storage::{Changed, Reason, What};
use crate::words::common::megabytes;

/// The heading of the history.
pub const TITLE: &str = "History of this workspace";
/// The empty state of the history.
pub const NONE: &str = "Nothing yet. A state is kept every two minutes while you work, and before \
                        anything is taken away.";
/// The accessible name of the list of states.
pub const STATES: &str = "Earlier states";
/// The label of the button that restores a state.
pub const GO_BACK: &str = "Go back";
/// The notice after a state was restored.
pub const IS_BACK: &str = "The earlier state is back. What was here is in the history.";
/// The label of the button that asks whether to delete the history.
pub const FORGET: &str = "Forget these states";
/// The question before the history is deleted.
pub const FORGET_ASKS: &str = "Forget all of these states for good?";
/// The label of the button that deletes the history.
pub const FORGET_YES: &str = "Forget for good";
/// The label of the button that cancels.
pub const FORGET_NO: &str = "Keep them";

/// The heading of the used and free storage.
pub const ROOM: &str = "Room";
/// The label of the button that requests persistent storage from the browser.
pub const ASK: &str = "Ask the browser to keep it";
/// The second sentence after the browser declined the request.
pub const ASK_REFUSED: &str =
    " It does not promise more: browsers do so for pages that are installed, or often used.";

/// The accessible name of the button that restores a state.
pub fn go_back_to(state: &str) -> String {
    format!("Go back to {state}")
}

/// The reason for keeping a state.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "as it was then",
        Reason::Less => "before something was taken away",
        Reason::Replaced => "before another state took its place",
    }
}

/// The most changes of a state, and the most files of one change, that a line names.
const NAMED: usize = 3;

/// The changes since the state before: `Changed queue: schema/schema.yaml. Closed worker.`
pub fn changes(changes: &[Changed]) -> String {
    let mut said: Vec<String> = changes.iter().take(NAMED).map(change).collect();
    let more = changes.len().saturating_sub(NAMED);
    if more > 0 {
        said.push(format!("And {more} more."));
    }
    said.join(" ")
}

fn change(Changed { bundle, what }: &Changed) -> String {
    match what {
        What::Opened => format!("Opened {bundle}."),
        What::Closed => format!("Closed {bundle}."),
        What::Renamed(from) => format!("Renamed {from} to {bundle}."),
        What::Options => format!("Changed the options of {bundle}."),
        What::Files(paths) => {
            let named = paths.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
            let more = paths.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Changed {bundle}: {named}{more}.")
        }
    }
}

/// The used and the free storage in bytes; `lasts` says whether the storage is persistent.
pub fn room(used: f64, room: f64, lasts: bool) -> String {
    let kept = if lasts {
        "The browser clears it only when you ask it to."
    } else {
        "The browser may clear it when room is short."
    };
    format!("{} of {} are taken. {kept}", megabytes(used), megabytes(room))
}
