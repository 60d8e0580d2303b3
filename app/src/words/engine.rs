//! The engine, the rules of CloudFormation and the editor's help, where they stop or have no answer.

use crate::browser::numbers::grouped;

/// An answer that cannot be read.
pub const NONSENSE: &str = "The engine gave an answer that makes no sense.";
/// It ended by itself.
pub const STOPPED: &str = "The engine has stopped.";
/// It cannot run in this browser.
pub const NO_WORKERS: &str = "The engine could not be started: this browser allows no workers.";
/// It did not come.
pub const NOT_STARTED: &str = "The engine did not start.";
/// It was ended as it took too long.
pub const NO_ANSWER: &str = "The engine did not answer within 2 seconds.";
/// The same while it packed a download.
pub const NOT_PACKED: &str = "The engine did not pack within 20 seconds.";
/// It is of another build than the page.
pub const TWO_VERSIONS: &str = "The page and its engine are of two different versions.";
/// What to do about that.
pub const TWO_VERSIONS_HELP: &str =
    "Reload the page to get the newest of both. Your work is saved.";
/// What it means that it has stopped.
pub const REPLACED: &str = "It was replaced by a new one. Your text is safe.";
/// The same where no new one is tried.
pub const GIVEN_UP: &str = "Your text is safe and can be edited and saved. Check the \
                            connection, then change something or reload the page to try again.";

/// The same while it opened something.
pub fn not_opened(name: &str) -> String {
    format!("{name} was not opened. The rest of your work is as it was.")
}

/// The same while it made something: the names, in a row.
pub fn not_made(names: &str) -> String {
    format!("Not made: {names}. The rest of your work is as it was: try once more.")
}

/// Why CloudFormation's rules are not checked: an answer that cannot be read.
pub const RULES_NONSENSE: &str = "their answer makes no sense";
/// They did not come, or ended by themselves.
pub const RULES_STOPPED: &str = "they could not be loaded, or have stopped";
/// They cannot run in this browser.
pub const RULES_NO_WORKERS: &str = "this browser allows no workers";
/// The person ended them.
pub const RULES_ENDED: &str = "you stopped them";
/// They are of another build than the page.
pub const RULES_VERSION: &str = "they are of another version than the page: reload it";
/// They were ended as they took too long.
pub const RULES_NO_ANSWER: &str = "they do not answer";
/// What that means.
pub const RULES_HELP: &str =
    "Everything else is. Check the connection, then try again at the foot of the page.";

/// That they are not checked, and why: one of the reasons above.
pub fn rules_failed(reason: &str) -> String {
    format!("CloudFormation's rules are not checked: {reason}.")
}

/// The list of what a file is made of.
pub const OUTLINE: &str = "Outline";
/// Where what was asked for is of an older text.
pub const TEXT_CHANGED: &str = "The text has changed meanwhile. Try once more.";
/// Where there is no definition and no use.
pub const NOWHERE: &str = "There is nowhere to go from here.";

/// The list of places where something is read.
pub fn places(count: usize) -> String {
    format!("{} places", grouped(count as u64))
}
