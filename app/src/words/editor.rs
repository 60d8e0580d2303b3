//! The texts of the editor's list of places.

/// The placeholder of the field that filters the list.
pub const FILTER: &str = "Type to filter";
/// The empty state where no place matches the filter.
pub const NOTHING_FITS: &str = "Nothing fits. Another word, or Escape.";
/// The empty state of a file without places.
pub const NO_PARTS: &str = "This file has no parts to list.";

/// The label of the button that lists the outline of the open file.
pub const OUTLINE: &str = "Outline";
/// The tooltip of that button: its keys.
pub const OUTLINE_TITLE: &str = "Ctrl+Shift+O";

/// The accessible name of the filter field.
pub fn filter(title: &str) -> String {
    format!("Filter: {title}")
}
