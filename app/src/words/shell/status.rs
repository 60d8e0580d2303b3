//! The foot of the page.

use crate::browser::numbers::decimal;
use crate::words::common::{errors, megabytes, warnings};

/// While the engine comes.
pub const LOADING: &str = "Loading the engine…";
/// While it works.
pub const ANALYZING: &str = "Analyzing…";
/// Where the page was opened so that it runs nothing.
pub const SAFE_START: &str = "Safe start: not analyzed";
/// Where it stopped.
pub const STOPPED: &str = "Not analyzed: change the text to try again";

/// All is kept.
pub const SAVED: &str = "Saved";
/// Not all is, yet.
pub const SAVING: &str = "Saving…";
/// Another tab has kept something else.
pub const SAVED_ELSEWHERE: &str = "Not saved. Another tab has changed this workspace.";

/// The rules of CloudFormation wait for something to check.
pub const RULES_WAITING: &str = "CloudFormation’s rules: waiting";
/// They are loaded.
pub const RULES_LOADING: &str = "Loading CloudFormation’s rules";
/// They are there, and not ready.
pub const RULES_STARTING: &str = "Starting CloudFormation’s rules…";
/// They work.
pub const RULES_CHECKING: &str = "Checking with CloudFormation’s rules…";
/// Ends the loading.
pub const STOP: &str = "Stop";
/// The same, for those who do not see beside what it stands.
pub const STOP_RULES: &str = "Stop loading CloudFormation’s rules";
/// Loads them once more.
pub const TRY_AGAIN: &str = "Try again";

/// How long the analysis took, in milliseconds.
pub fn analyzed(took: f64) -> String {
    format!("Analyzed in {} ms", decimal(took, 1))
}

/// Why nothing is kept.
pub fn not_saved(reason: &str) -> String {
    format!("Not saved. {reason}")
}

/// How many problems there are.
pub fn problems(error: usize, warning: usize) -> String {
    match (error, warning) {
        (0, 0) => "No errors".to_owned(),
        (_, 0) => errors(error),
        (0, _) => warnings(warning),
        _ => format!("{}, {}", errors(error), warnings(warning)),
    }
}

/// How many bytes of CloudFormation's rules are there, and of how many where that is known.
pub fn rules_loading(loaded: f64, total: Option<f64>) -> String {
    let loaded = megabytes(loaded);
    match total {
        Some(total) => format!("{RULES_LOADING}: {loaded} of {}", megabytes(total)),
        None => format!("{RULES_LOADING}: {loaded}"),
    }
}

/// How long their checks took, in milliseconds.
pub fn rules_checked(took: f64) -> String {
    format!("CloudFormation’s rules checked in {} ms", decimal(took, 0))
}

/// Why they did not check.
pub fn rules_failed(reason: &str) -> String {
    format!("Not checked by CloudFormation’s rules: {reason}")
}
