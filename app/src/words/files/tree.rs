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
/// Gives a file or a folder another name or place.
pub const MOVE: &str = "Rename or move…";
/// Takes a file or a folder away.
pub const DELETE: &str = "Delete";

/// Makes a file in a bundle.
pub fn new_file_in(bundle: &str) -> String {
    format!("New file in {bundle}…")
}

/// Makes a copy of a bundle.
pub fn duplicate(bundle: &str) -> String {
    format!("Duplicate {bundle}")
}

/// Gives a bundle another name.
pub fn rename(bundle: &str) -> String {
    format!("Rename {bundle}…")
}

/// Takes a bundle away.
pub fn close(bundle: &str) -> String {
    format!("Close {bundle}")
}

/// The name of a button that acts on the bundle that is shown.
pub fn on_bundle(action: &str, bundle: Option<&str>) -> String {
    bundle.map_or_else(|| action.to_owned(), |bundle| format!("{action}: {bundle}"))
}

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
