//! The status bar at the foot of the page.

use crate::browser::numbers::decimal;
pub use crate::words::common::{STOP, TRY_AGAIN};
use crate::words::common::{errors, megabytes, warnings};

/// The state of the engine while it loads.
pub const LOADING: &str = "Loading the engine…";
/// The state of the engine while it analyzes.
pub const ANALYZING: &str = "Analyzing…";
/// The state of the engine in a safe start.
pub const SAFE_START: &str = "Safe start: not analyzed";
/// The state of the engine after it stopped.
pub const STOPPED: &str = "Not analyzed: change the text to try again";

/// The state of the storage where all changes are saved.
pub const SAVED: &str = "Saved in this browser";
/// The tooltip of the shown bundle, sample and instance.
pub const SHOWN: &str = "Bundle › sample › instance";
/// The state of the page where it opens without a network.
pub const OFFLINE: &str = "Available offline";
/// The accessible name of the details, and of the button that opens them.
pub const DETAILS: &str = "Details of the checks";

/// The state of the storage after an error.
pub const NOT_SAVED: &str = "Not saved";
/// The state of the storage while changes are saved.
pub const SAVING: &str = "Saving…";
/// The state of the storage where another tab has saved the workspace.
pub const SAVED_ELSEWHERE: &str = "Not saved. Another tab has changed this workspace.";

/// The state of CloudFormation's rules before there is a rendering to check.
pub const RULES_WAITING: &str = "CloudFormation checks: queued";
/// The accessible name of the progress bar while they load.
pub const RULES_LOADING: &str = "Loading CloudFormation checks";
/// Their state while they start.
pub const RULES_STARTING: &str = "Starting CloudFormation checks…";
/// Their state while they check.
pub const RULES_CHECKING: &str = "Running CloudFormation checks…";
/// The accessible name of that button.
pub const STOP_RULES: &str = "Stop loading CloudFormation checks";

/// The state of the engine after an analysis that took `took` milliseconds.
pub fn analyzed(took: f64) -> String {
    format!("Analyzed in {} ms", decimal(took, 1))
}

/// The text of the bar after an error of the storage.
pub fn not_saved(reason: &str) -> String {
    format!("Not saved. {reason}")
}

/// The number of errors and warnings, on the button that opens the problems.
pub fn problems(error: usize, warning: usize) -> String {
    match (error, warning) {
        (0, 0) => "No errors".to_owned(),
        (_, 0) => errors(error),
        (0, _) => warnings(warning),
        _ => format!("{}, {}", errors(error), warnings(warning)),
    }
}

/// Their state while they load: the loaded bytes, and the total where it is known.
pub fn rules_loading(loaded: f64, total: Option<f64>) -> String {
    let loaded = megabytes(loaded);
    match total {
        Some(total) => format!("{RULES_LOADING}: {loaded} of {}", megabytes(total)),
        None => format!("{RULES_LOADING}: {loaded}"),
    }
}

/// Their state after a check that took `took` milliseconds.
pub fn rules_checked(took: f64) -> String {
    format!("CloudFormation checks took {} ms", decimal(took, 0))
}

/// Their state after an error.
pub fn rules_failed(reason: &str) -> String {
    format!("CloudFormation checks are off: {reason}")
}

/// The state of the bundle's folder.
pub fn folder(name: &str, is_unsaved: bool) -> String {
    if is_unsaved {
        format!("{name}: not saved to the folder ●")
    } else {
        format!("{name}: saved to the folder")
    }
}

/// The place of the cursor; both count from 1.
pub fn cursor(line: usize, column: usize) -> String {
    format!("Ln {line}, Col {column}")
}
