//! The texts of the search in all files.

pub use super::common::CLOSE;
use super::common::{files, matches};

/// The title.
pub const TITLE: &str = "Search in all files";
/// The label of the field for the text to search.
pub const FIELD: &str = "Search";
/// The label of the field for the new text.
pub const REPLACE_FIELD: &str = "Replace with";
/// The label of the switch for upper and lower case.
pub const MATCH_CASE: &str = "Match case";
/// The label of the switch for whole words.
pub const WHOLE_WORDS: &str = "Whole words";
/// The label of the button that shows the field for the new text.
pub const REPLACE: &str = "Replace…";
/// The label of the button that replaces all matches.
pub const REPLACE_ALL: &str = "Replace all";
/// The label of the button that replaces the matches in a file.
pub const REPLACE_HERE: &str = "Replace";
/// The accessible name of the list of matches.
pub const MATCHES: &str = "Matches";
/// The status before a text is entered.
pub const EMPTY: &str = "Enter a text to search all files.";

/// The bundle and the path of a file.
pub fn place(bundle: &str, path: &str) -> String {
    format!("{bundle} › {path}")
}

/// The accessible name of the button that replaces the matches in a file.
pub fn replace_in(path: &str) -> String {
    format!("Replace in {path}")
}

/// The number of matches. With `is_cut`, there may be more.
pub fn count(count: usize, in_files: usize, is_cut: bool) -> String {
    match count {
        0 => "No matches.".to_owned(),
        _ if is_cut => format!("The first {}, in {}.", matches(count), files(in_files)),
        _ => format!("{} in {}.", matches(count), files(in_files)),
    }
}

/// The notice after matches were replaced.
pub fn replaced(count: usize, in_files: usize) -> String {
    format!("Replaced {} in {}.", matches(count), files(in_files))
}
