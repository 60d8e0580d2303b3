//! The texts of the command palette.

use crate::browser::numbers::grouped;
use crate::commands::Group;
pub use crate::words::common::{CLOSE, LOADING_HELP as PAGES_COMING};

/// The label of the button that opens the palette.
pub const BUTTON: &str = "Search or run…";
/// The title of the dialog.
pub const TITLE: &str = "Search or run";
/// The accessible name of the search field.
pub const FIELD: &str = "Search actions, files, inputs and problems";
/// The placeholder of the search field.
pub const PLACEHOLDER: &str = "Search actions, files, inputs, problems…";
/// The accessible name of the list of matches.
pub const LIST: &str = "Results";
/// The accessible name of the row of prefixes below the list.
pub const SIGNS: &str = "Search in";
/// The notice for a chosen input that is no longer in a form.
pub const GONE: &str = "That input no longer exists.";

/// The kind of a match: a command.
pub const ACTION: &str = "Action";
/// The kind of a match: a file.
pub const FILE: &str = "File";
/// The kind of a match: a field of the form of inputs.
pub const INPUT: &str = "Input";
/// The kind of a match: a field of the form of other stacks' outputs.
pub const OUTPUT: &str = "Output";
/// The kind of a match: an error.
pub const ERROR: &str = "Error";
/// The kind of a match: a warning.
pub const WARNING: &str = "Warning";
/// The kind of a match: a note.
pub const NOTE: &str = "Note";
/// The kind of a match: a help page.
pub const HELP: &str = "Help";

/// The heading of a group of matches.
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

/// The text beside a heading where only some of the matches are listed.
pub fn some_of(listed: usize, all: usize) -> String {
    format!("{} of {}", grouped(listed as u64), grouped(all as u64))
}

/// The number of matches, for screen readers.
pub fn count(all: usize) -> String {
    match all {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        _ => format!("{} results", grouped(all as u64)),
    }
}

/// The empty state of the list.
pub fn nothing(typed: &str) -> String {
    format!("No results for “{typed}”.")
}

/// The text beside a match: its place and its bundle.
pub fn beside(place: &str, bundle: &str) -> String {
    format!("{place}, {bundle}")
}

/// The place of a match: a file, and a line in it.
pub fn place(path: &str, line: Option<usize>) -> String {
    line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"))
}
