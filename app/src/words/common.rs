//! How many of what there are.

use crate::browser::numbers::{decimal, grouped};

/// `1 file`, `12,345 files`.
pub fn files(count: usize) -> String {
    of(count, "file", "files")
}

/// Files beyond those that are listed.
pub fn more_files(count: usize) -> String {
    of(count, "more file", "more files")
}

/// Bundles.
pub fn bundles(count: usize) -> String {
    of(count, "bundle", "bundles")
}

/// Samples.
pub fn samples(count: usize) -> String {
    of(count, "sample", "samples")
}

/// Samples beyond those that are shown.
pub fn more_samples(count: usize) -> String {
    of(count, "more sample", "more samples")
}

/// Rendered texts beyond those that are listed.
pub fn more_texts(count: usize) -> String {
    of(count, "more text", "more texts")
}

/// What templates render to.
pub fn renderings(count: usize) -> String {
    of(count, "rendering", "renderings")
}

/// Lines of a text.
pub fn lines(count: usize) -> String {
    of(count, "line", "lines")
}

/// Rows of a comparison.
pub fn rows(count: usize) -> String {
    of(count, "row", "rows")
}

/// Pages of the help.
pub fn pages(count: usize) -> String {
    of(count, "page", "pages")
}

/// Severities of problems.
pub fn severities(count: usize) -> String {
    of(count, "severity", "severities")
}

/// Inputs that a schema declares.
pub fn inputs(count: usize) -> String {
    of(count, "input", "inputs")
}

/// What a picture is made of.
pub fn nodes(count: usize) -> String {
    of(count, "node", "nodes")
}

/// What lies between them.
pub fn edges(count: usize) -> String {
    of(count, "edge", "edges")
}

/// The size of a file.
pub fn bytes(count: u64) -> String {
    format!("{} {}", grouped(count), if count == 1 { "byte" } else { "bytes" })
}

/// Much of it, in the megabytes that Proton's limits and ours are in.
pub fn megabytes(bytes: f64) -> String {
    let megabytes = bytes / 1_048_576.0;
    if megabytes < 1024.0 {
        format!("{} MB", decimal(megabytes, u32::from(megabytes < 100.0)))
    } else {
        format!("{} GB", decimal(megabytes / 1024.0, 1))
    }
}

/// Reasons why Proton would have refused a bundle.
pub fn reasons(count: usize) -> String {
    of(count, "reason", "reasons")
}

/// Problems, however bad.
pub fn problems(count: usize) -> String {
    of(count, "problem", "problems")
}

/// Problems that are errors.
pub fn errors(count: usize) -> String {
    of(count, "error", "errors")
}

/// Problems that are warnings.
pub fn warnings(count: usize) -> String {
    of(count, "warning", "warnings")
}

/// Problems that are notes.
pub fn notes(count: usize) -> String {
    of(count, "note", "notes")
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
