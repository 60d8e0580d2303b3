//! The notices about the engine, CloudFormation's rules and the language features, where they fail.

use crate::browser::numbers::grouped;

/// The notice for a reply that cannot be read.
pub const NONSENSE: &str = "The engine gave an answer that makes no sense.";
/// The notice for an engine that ended on its own.
pub const STOPPED: &str = "The engine has stopped.";
/// The notice for a browser without workers.
pub const NO_WORKERS: &str = "The engine could not be started: this browser allows no workers.";
/// The notice for an engine that did not load.
pub const NOT_STARTED: &str = "The engine did not start.";
/// The notice for an engine that was ended by the timeout.
pub const NO_ANSWER: &str = "The engine did not answer within 2 seconds.";
/// The notice for an engine that was ended by the timeout of a download.
pub const NOT_PACKED: &str = "The engine did not pack within 20 seconds.";
/// The notice for an engine that was ended by the timeout while it read an archive or a folder.
pub const NOT_READ: &str = "Reading took longer than 20 seconds.";
/// The notice for an engine of another build than the page.
pub const TWO_VERSIONS: &str = "The page and its engine are of two different versions.";
/// The way out of that.
pub const TWO_VERSIONS_HELP: &str =
    "Reload the page to get the newest of both. Your work is saved.";
/// The second sentence of the notice where a new engine was started.
pub const REPLACED: &str = "It was replaced by a new one. Your text is safe.";
/// The second sentence of the notice where no new engine is started.
pub const GIVEN_UP: &str = "Your text is safe and can be edited and saved. Check the \
                            connection, then change something or reload the page to try again.";

/// The second sentence of the notice for an engine that stopped while it opened `name`.
pub fn not_opened(name: &str) -> String {
    format!("{name} was not opened. The rest of your work is as it was.")
}

/// The second sentence of the notice for an engine that stopped while it made bundles: their names, joined.
pub fn not_made(names: &str) -> String {
    format!("Not made: {names}. The rest of your work is as it was: try once more.")
}

/// The reason why CloudFormation's rules are not checked: a reply that cannot be read.
pub const RULES_NONSENSE: &str = "their answer makes no sense";
/// The reason: the worker did not load, or ended on its own.
pub const RULES_STOPPED: &str = "they could not be loaded, or have stopped";
/// The reason: the browser has no workers.
pub const RULES_NO_WORKERS: &str = "this browser allows no workers";
/// The reason: the user stopped the loading.
pub const RULES_ENDED: &str = "you stopped them";
/// The reason: the rules are of another build than the page.
pub const RULES_VERSION: &str = "they are of another version than the page: reload it";
/// The reason: the worker was ended by the timeout.
pub const RULES_NO_ANSWER: &str = "they do not answer";
/// The second sentence of the notice about the rules.
pub const RULES_HELP: &str =
    "Everything else is. Check the connection, then try again at the foot of the page.";

/// The notice that the rules are not checked; `reason` is one of the reasons above.
pub fn rules_failed(reason: &str) -> String {
    format!("CloudFormation's rules are not checked: {reason}.")
}

/// The title of the list of the outline.
pub const OUTLINE: &str = "Outline";
/// The notice for a reply about an older text.
pub const TEXT_CHANGED: &str = "The text has changed meanwhile. Try once more.";
/// The notice where the cursor is on no definition and no use.
pub const NOWHERE: &str = "There is nowhere to go from here.";

/// The title of the list of the places that read a name.
pub fn places(count: usize) -> String {
    format!("{} places", grouped(count as u64))
}
