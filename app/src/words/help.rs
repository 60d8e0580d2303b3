//! The help.

use super::common::pages;

/// What it is called.
pub const TITLE: &str = "Help";
/// The field that searches it.
pub const SEARCH: &str = "Search the help";
/// What can be searched for, in the empty field.
pub const SEARCH_HINT: &str = "A filter, a name, a code, a word";
/// Leads to what was shown before.
pub const BACK: &str = "Back";
/// Leads to the list.
pub const ALL: &str = "All pages";
/// Closes it.
pub const CLOSE: &str = "Close";
/// What closes it as well, for whoever points at that.
pub const CLOSE_TITLE: &str = "Close the help (Escape)";
/// The part that scrolls.
pub const BODY: &str = "Help text";
/// The buttons below a page.
pub const NEIGHBOURS: &str = "Pages of the help";
/// Leads to the page before.
pub const PREVIOUS: &str = "Previous";
/// Leads to the page after.
pub const NEXT: &str = "Next";
/// A block of code, for whoever does not see it.
pub const CODE: &str = "Code";
/// While the pages are not here.
pub const WAITING: &str = "The pages are on their way…";
/// The way out where nothing was found.
pub const FEWER: &str = "Look for fewer words, or for a part of one.";

/// How many pages there are.
pub fn count(all: usize) -> String {
    pages(all)
}

/// How many pages were found, and how many of them are listed.
pub fn found(count: usize, listed: usize) -> String {
    match count {
        0 => "No page found".to_owned(),
        _ if listed < count => {
            format!("{} found, the first {listed} listed", pages(count))
        }
        _ => format!("{} found", pages(count)),
    }
}

/// What was asked for has no page.
pub fn no_page(code: &str) -> String {
    format!("There is no page about {code}.")
}

/// Nothing was found.
pub fn nothing(query: &str) -> String {
    format!("No page holds all of “{query}”.")
}

/// Searches for something else, which it may have been.
pub fn instead(name: &str) -> String {
    format!("Search for “{name}”")
}
