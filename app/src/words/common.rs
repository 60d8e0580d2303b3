//! Labels that several features have, and counts and sizes with their units.

use crate::browser::numbers::{decimal, grouped};

// The labels of buttons and fields that several features have.
pub const CANCEL: &str = "Cancel";
pub const CLOSE: &str = "Close";
pub const CREATE: &str = "Create";
pub const DELETE: &str = "Delete";
pub const RENAME: &str = "Rename";
pub const RESTORE: &str = "Restore";
pub const COPY: &str = "Copy";
pub const TRY_AGAIN: &str = "Try again";
pub const CLEAR: &str = "Clear";
pub const DISMISS: &str = "Dismiss";
pub const RELOAD: &str = "Reload";
pub const STOP: &str = "Stop";
pub const DOWNLOAD: &str = "Download";
pub const NAME: &str = "Name";
pub const REQUIRED: &str = "required";
pub const COMPARING: &str = "Comparing…";
pub const WITH_SAMPLES: &str = "Include samples (spec/)";
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub const NOTHING_TO_REDO: &str = "There is nothing to redo.";
pub const NO_BUNDLE: &str = "No bundle is open.";
pub const LOADING_HELP: &str = "Loading help…";
pub const COPIED: &str = "Copied.";
pub const NEW_FILE: &str = "New file…";

/// The number of files: `1 file`, `12,345 files`.
pub fn files(count: usize) -> String {
    of(count, "file", "files")
}

/// The number of files that are not listed.
pub fn more_files(count: usize) -> String {
    of(count, "more file", "more files")
}

/// The number of bundles.
pub fn bundles(count: usize) -> String {
    of(count, "bundle", "bundles")
}

/// The number of templates.
pub fn templates(count: usize) -> String {
    of(count, "template", "templates")
}

/// The number of snapshots in the history.
pub fn snapshots(count: usize) -> String {
    of(count, "snapshot", "snapshots")
}

/// The number of samples.
pub fn samples(count: usize) -> String {
    of(count, "sample", "samples")
}

/// The number of samples that are not shown.
pub fn more_samples(count: usize) -> String {
    of(count, "more sample", "more samples")
}

/// The number of renderings that are not listed.
pub fn more_texts(count: usize) -> String {
    of(count, "more rendering", "more renderings")
}

/// The number of renderings.
pub fn renderings(count: usize) -> String {
    of(count, "rendering", "renderings")
}

/// The number of lines of a text.
pub fn lines(count: usize) -> String {
    of(count, "line", "lines")
}

/// The number of rows of a comparison.
pub fn rows(count: usize) -> String {
    of(count, "row", "rows")
}

/// The number of help pages.
pub fn pages(count: usize) -> String {
    of(count, "page", "pages")
}

/// The number of severities of problems.
pub fn severities(count: usize) -> String {
    of(count, "severity", "severities")
}

/// The number of inputs that a schema declares.
pub fn inputs(count: usize) -> String {
    of(count, "input", "inputs")
}

/// The number of nodes of a diagram.
pub fn nodes(count: usize) -> String {
    of(count, "node", "nodes")
}

/// The number of edges of a diagram.
pub fn edges(count: usize) -> String {
    of(count, "edge", "edges")
}

/// A size in bytes.
pub fn bytes(count: u64) -> String {
    format!("{} {}", grouped(count), if count == 1 { "byte" } else { "bytes" })
}

/// A large size in megabytes of 1,048,576 bytes, the unit of Proton's limits.
pub fn megabytes(bytes: f64) -> String {
    let megabytes = bytes / 1_048_576.0;
    if megabytes < 1024.0 {
        format!("{} MB", decimal(megabytes, u32::from(megabytes < 100.0)))
    } else {
        format!("{} GB", decimal(megabytes / 1024.0, 1))
    }
}

/// The number of reasons why Proton would have refused a bundle.
pub fn reasons(count: usize) -> String {
    of(count, "reason", "reasons")
}

/// The number of problems of any severity.
pub fn problems(count: usize) -> String {
    of(count, "problem", "problems")
}

/// The number of errors.
pub fn errors(count: usize) -> String {
    of(count, "error", "errors")
}

/// The number of warnings.
pub fn warnings(count: usize) -> String {
    of(count, "warning", "warnings")
}

/// The number of notes.
pub fn notes(count: usize) -> String {
    of(count, "note", "notes")
}

/// The number of matches of a search.
pub fn matches(count: usize) -> String {
    of(count, "match", "matches")
}

fn of(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count as u64), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_many() {
        assert_eq!([files(0), files(1), files(2)], ["0 files", "1 file", "2 files"]);
        assert_eq!(bytes(12_345), "12,345 bytes");
        let sizes = [0.1, 12.34, 512.0, 10_240.0].map(|size| megabytes(size * 1_048_576.0));
        assert_eq!(sizes, ["0.1 MB", "12.3 MB", "512 MB", "10.0 GB"]);
    }
}
