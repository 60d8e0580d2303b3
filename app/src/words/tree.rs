//! The tree of files.

/// What it is called.
pub const FILES: &str = "Files";
/// The folder that holds the sample.
pub const SAMPLE: &str = "sample";
/// Of a file or what holds one; after its name.
pub const HAS_ERRORS: &str = " has errors";
/// Where nothing is worse.
pub const HAS_WARNINGS: &str = " has warnings";

/// Opens the menu of what can be done to an item; also what it stands in.
pub const ACTIONS: &str = "Actions";
/// Makes a file.
pub const NEW_FILE: &str = "New file…";
/// Makes a copy of a bundle or a file.
pub const DUPLICATE: &str = "Duplicate";
/// Gives a bundle another name.
pub const RENAME: &str = "Rename…";
/// Gives a file or a folder another name or place.
pub const MOVE: &str = "Rename or move…";
/// Takes a bundle away.
pub const CLOSE: &str = "Close bundle";
/// Takes a file or a folder away.
pub const DELETE: &str = "Delete";

/// A bundle's kind and version.
pub fn version(kind: &str, version: &str) -> String {
    format!("{kind} · {version}")
}

/// What can be done to an item.
pub fn actions_for(item: &str) -> String {
    format!("Actions for {item}")
}

/// The same, for whoever points at the button.
pub fn actions_title(item: &str) -> String {
    format!("Actions for {item} (also by right click)")
}
