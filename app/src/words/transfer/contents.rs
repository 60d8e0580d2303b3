//! What is in an archive.

/// The list of its files.
pub const LABEL: &str = "Files in it";

/// What is said in place of the files that are not listed.
pub fn more(count: usize) -> String {
    format!("and {}", crate::words::common::more_files(count))
}
