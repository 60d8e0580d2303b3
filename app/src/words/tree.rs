//! The tree of files.

/// What it is called.
pub const FILES: &str = "Files";
/// The folder that holds the sample.
pub const SAMPLE: &str = "sample";
/// Of a file or what holds one; after its name.
pub const HAS_ERRORS: &str = " has errors";
/// Where nothing is worse.
pub const HAS_WARNINGS: &str = " has warnings";

/// A bundle's kind and version.
pub fn version(kind: &str, version: &str) -> String {
    format!("{kind} · {version}")
}
