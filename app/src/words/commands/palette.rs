//! The palette: everything that can be done or gone to, in one list.

use crate::browser::numbers::grouped;
use crate::commands::Group;

/// The button that opens it.
pub const BUTTON: &str = "Search or run…";
/// The dialog.
pub const TITLE: &str = "Search or run";
/// The field.
pub const FIELD: &str = "What to do, or where to go";
/// What the empty field says.
pub const PLACEHOLDER: &str = "An action, a file, an input, a problem…";
/// The list.
pub const LIST: &str = "What fits";
/// Closes it.
pub const CLOSE: &str = "Close";
/// The signs below the list.
pub const SIGNS: &str = "Look among";
/// The field that was chosen is in no form any more.
pub const GONE: &str = "That input is not there any more.";
/// The pages of the help are not there yet.
pub const PAGES_COMING: &str = "The pages of the help are on their way…";

/// The kind of an action.
pub const ACTION: &str = "Action";
/// The kind of a file.
pub const FILE: &str = "File";
/// The kind of a field that is filled in.
pub const INPUT: &str = "Input";
/// The kind of a field that stands for what another stack would supply.
pub const OUTPUT: &str = "Output";
/// The kind of a problem that has to be mended.
pub const ERROR: &str = "Error";
/// The kind of a problem that should be.
pub const WARNING: &str = "Warning";
/// The kind of a problem that may be.
pub const NOTE: &str = "Note";
/// The kind of a page of the help.
pub const HELP: &str = "Help";

/// The heading of a group.
pub const fn group(group: Group) -> &'static str {
    match group {
        Group::Recent => "Recent",
        Group::Actions => "Actions",
        Group::Files => "Files",
        Group::Inputs => "Inputs",
        Group::Problems => "Problems",
        Group::Help => "Help",
    }
}

/// What stands beside the heading where not all are listed.
pub fn some_of(listed: usize, all: usize) -> String {
    format!("{} of {}", grouped(listed as u64), grouped(all as u64))
}

/// How many fit, for those who do not see the list.
pub fn count(all: usize) -> String {
    match all {
        0 => "Nothing fits".to_owned(),
        1 => "1 fits".to_owned(),
        _ => format!("{} fit", grouped(all as u64)),
    }
}

/// Nothing fits what was typed.
pub fn nothing(typed: &str) -> String {
    format!("Nothing fits “{typed}”.")
}

/// Where something is, and in which bundle.
pub fn beside(place: &str, bundle: &str) -> String {
    format!("{place}, {bundle}")
}

/// A line of a file.
pub fn place(path: &str, line: Option<usize>) -> String {
    line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
}
