//! The list of places to choose from.

/// What is typed to make it shorter.
pub const FILTER: &str = "Type to filter";
/// Where nothing holds that.
pub const NOTHING_FITS: &str = "Nothing fits. Another word, or Escape.";
/// Where there is nothing to filter.
pub const NO_PARTS: &str = "This file has no parts to list.";

/// Lists what the file that is edited is made of.
pub const OUTLINE: &str = "Outline";
/// The keys that do the same.
pub const OUTLINE_TITLE: &str = "Ctrl+Shift+O";

/// The field for it.
pub fn filter(title: &str) -> String {
    format!("Filter: {title}")
}
