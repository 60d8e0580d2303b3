//! The list of the files of an archive.

/// The accessible name of the list.
pub const LABEL: &str = "Contents";

/// The last line, where the list leaves files out.
pub fn more(count: usize) -> String {
    format!("and {}", crate::words::common::more_files(count))
}
