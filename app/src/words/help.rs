//! The texts of the help.

use super::common::pages;
pub use crate::words::common::{CLOSE, LOADING_HELP as WAITING};

/// The title of the help.
pub const TITLE: &str = "Help";
/// The accessible name of the search field.
pub const SEARCH: &str = "Search the help";
/// The placeholder of the search field.
pub const SEARCH_HINT: &str = "Search help: filters, names, error codes";
/// The label of the button that returns to the page shown before.
pub const BACK: &str = "Back";
/// The label of the button that returns to the list of pages.
pub const ALL: &str = "All pages";
/// The tooltip of that button.
pub const CLOSE_TITLE: &str = "Close the help (Escape)";
/// The accessible name of the scrolling text.
pub const BODY: &str = "Help text";
/// The accessible name of the buttons below a page.
pub const NEIGHBOURS: &str = "Previous and next page";
/// The label of the button for the previous page.
pub const PREVIOUS: &str = "Previous";
/// The label of the button for the next page.
pub const NEXT: &str = "Next";
/// The accessible name of a code block.
pub const CODE: &str = "Code";
/// The suggestion below an empty search result.
pub const FEWER: &str = "Try fewer words, or a part of a word.";

/// The number of pages.
pub fn count(all: usize) -> String {
    pages(all)
}

/// The number of pages that match, and the number of those that are listed.
pub fn found(count: usize, listed: usize) -> String {
    match count {
        0 => "No page found".to_owned(),
        _ if listed < count => {
            format!("{} found, the first {listed} listed", pages(count))
        }
        _ => format!("{} found", pages(count)),
    }
}

/// The line where a problem code has no page.
pub fn no_page(code: &str) -> String {
    format!("No page about {code}.")
}

/// The empty state of a search.
pub fn nothing(query: &str) -> String {
    format!("No page contains all of “{query}”.")
}

/// The label of the button that searches for a similar name.
pub fn instead(name: &str) -> String {
    format!("Search for “{name}”")
}
