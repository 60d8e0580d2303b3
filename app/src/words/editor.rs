//! The texts of the editor's list of places.

/// The placeholder of the field that filters the list.
pub const FILTER: &str = "Type to filter";
/// The empty state where no place matches the filter.
pub const NO_RESULTS: &str = "No results. Try another word, or press Escape.";
/// The empty state of a file without places.
pub const NO_OUTLINE: &str = "This file has no outline.";

/// The message where the editor's code could not be loaded.
pub const NOT_LOADED: &str = "The editor could not be loaded, so the text is read-only. Check your connection, or reload the page.";
/// The label of the button that loads it again.
pub const TRY_AGAIN: &str = "Try again";

/// The label of the button that lists the outline of the open file.
pub const OUTLINE: &str = "Outline";
/// The tooltip of that button: its keys.
pub const OUTLINE_TITLE: &str = "Ctrl+Shift+O";

/// The accessible name of the filter field.
pub fn filter(title: &str) -> String {
    format!("Filter: {title}")
}

/// The accessible name of the tabs of the open files.
pub const OPEN_FILES: &str = "Open files";
/// The tooltip of the mark that closes the tab of a file.
pub const CLOSE_FILE: &str = "Close (Delete)";
/// The accessible name of the panel with the text.
pub const TEXT: &str = "Text of the file";
