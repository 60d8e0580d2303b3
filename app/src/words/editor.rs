//! The texts of the editor and of its list of places.

pub use crate::words::common::TRY_AGAIN;

/// The placeholder of the field that filters the list.
pub const FILTER: &str = "Type to filter";
/// The empty state where no place matches the filter.
pub const NO_RESULTS: &str = "No results. Try another word, or press Escape.";
/// The empty state of a file without places.
pub const NO_OUTLINE: &str = "This file has no outline.";

/// The message where the editor's code could not be loaded.
pub const NOT_LOADED: &str = "The editor could not be loaded, so the text is read-only. Check your connection, or reload the page.";

/// The label of the button that lists the outline of the open file.
pub const OUTLINE: &str = "Outline";
/// The hint in the status line while the editor has got the focus by keyboard.
pub const LEAVE: &str = "To leave the editor: Esc, then Tab";
/// The label of the button that goes back to the previous place.
pub const BACK: &str = "Go back";
/// The label of the button that goes forward again.
pub const FORWARD: &str = "Go forward";

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

/// The question before an edit of several files is undone or redone in a part of them.
pub mod edit_question {
    pub use crate::words::common::CANCEL;
    use crate::words::common::files;

    /// The title.
    pub const TITLE: &str = "Some files have changed since";

    /// The text before the message of the edit.
    pub const fn edit(is_redo: bool) -> &'static str {
        if is_redo { "You are about to redo:" } else { "You are about to undo:" }
    }

    /// The text before the list of the changed files.
    pub const fn changed(count: usize) -> &'static str {
        if count == 1 {
            "This file has changed since, and stays as it is:"
        } else {
            "These files have changed since, and stay as they are:"
        }
    }

    /// The label of the button for the other files.
    pub fn in_others(is_redo: bool, count: usize) -> String {
        format!("{} in {}", verb(is_redo), files(count))
    }

    /// The label of the button for the open file.
    pub fn only_here(is_redo: bool) -> String {
        format!("{} in this file only", verb(is_redo))
    }

    const fn verb(is_redo: bool) -> &'static str {
        if is_redo { "Redo" } else { "Undo" }
    }
}
