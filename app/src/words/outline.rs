//! The list of places to choose from.

/// What is typed to make it shorter.
pub const FILTER: &str = "Type to filter";
/// Where nothing holds that.
pub const NOTHING_FITS: &str = "Nothing fits. Another word, or Escape.";
/// Where there is nothing to filter.
pub const NO_PARTS: &str = "This file has no parts to list.";

/// The field for it.
pub fn filter(title: &str) -> String {
    format!("Filter: {title}")
}
