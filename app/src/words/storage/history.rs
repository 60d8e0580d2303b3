//! Earlier states of the workspace, and the room they take.

use crate::storage::{Changed, Reason, What};
use crate::words::common::megabytes;

/// The heading.
pub const TITLE: &str = "History of this workspace";
/// Where there is none.
pub const NONE: &str = "Nothing yet. A state is kept every two minutes while you work, and before \
                        anything is taken away.";
/// The list.
pub const STATES: &str = "Earlier states";
/// Goes back to one.
pub const GO_BACK: &str = "Go back";
/// Once that is done.
pub const IS_BACK: &str = "The earlier state is back. What was here is in the history.";
/// Takes all of them away, once asked.
pub const FORGET: &str = "Forget these states";
/// Asks.
pub const FORGET_ASKS: &str = "Forget all of these states for good?";
/// Yes.
pub const FORGET_YES: &str = "Forget for good";
/// No.
pub const FORGET_NO: &str = "Keep them";

/// The heading of how much room there is.
pub const ROOM: &str = "Room";
/// Asks for the work to be kept for as long as the person wants.
pub const ASK: &str = "Ask the browser to keep it";
/// Where the browser declines; after a sentence.
pub const ASK_REFUSED: &str =
    " It does not promise more: browsers do so for pages that are installed, or often used.";

/// Goes back to one, for whoever does not see what it stands beside.
pub fn go_back_to(state: &str) -> String {
    format!("Go back to {state}")
}

/// Why a state is kept.
pub const fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Time => "as it was then",
        Reason::Less => "before something was taken away",
        Reason::Replaced => "before another state took its place",
    }
}

/// The most changes, and the most files of one, that a line names.
const NAMED: usize = 3;

/// What has changed since the state before: `Changed queue: schema/schema.yaml. Closed worker.`
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

/// How many of how many bytes are taken, and whether the browser may clear them.
pub fn room(used: f64, room: f64, lasts: bool) -> String {
    let kept = if lasts {
        "The browser clears it only when you ask it to."
    } else {
        "The browser may clear it when room is short."
    };
    format!("{} of {} are taken. {kept}", megabytes(used), megabytes(room))
}
