//! The texts of the file tree.

pub use crate::words::common::{DELETE, NEW_FILE};

/// The accessible name of the tree.
pub const FILES: &str = "Files";
/// The hint beside the folder with the sample.
pub const SAMPLE: &str = "sample";
/// The text after the name of an item with errors, for screen readers.
pub const HAS_ERRORS: &str = " has errors";
/// The text after the name of an item with warnings and without errors, for screen readers.
pub const HAS_WARNINGS: &str = " has warnings";

/// The label of the button that opens the menu of actions; also the accessible name of the menu.
pub const ACTIONS: &str = "Actions";
/// The menu item that copies a bundle or a file.
pub const DUPLICATE: &str = "Duplicate";
/// The menu item that renames or moves a file or a folder.
pub const MOVE: &str = "Rename or move…";

/// The menu item that creates a file in a bundle.
pub fn new_file_in(bundle: &str) -> String {
    format!("New file in {bundle}…")
}

/// The menu item that copies a bundle.
pub fn duplicate(bundle: &str) -> String {
    format!("Duplicate {bundle}")
}

/// The menu item that renames a bundle.
pub fn rename(bundle: &str) -> String {
    format!("Rename {bundle}…")
}

/// The menu item and the button that close a bundle.
pub fn close(bundle: &str) -> String {
    format!("Close {bundle}")
}

/// The accessible name of a button that acts on the shown bundle.
pub fn on_bundle(action: &str, bundle: Option<&str>) -> String {
    bundle.map_or_else(|| action.to_owned(), |bundle| format!("{action}: {bundle}"))
}

/// The kind and the version of a bundle.
pub fn version(kind: &str, version: &str) -> String {
    format!("{kind} · {version}")
}

/// The accessible name of the menu of an item, and of the button that opens it.
pub fn actions_for(item: &str) -> String {
    format!("Actions for {item}")
}

/// The tooltip of the button that opens the menu of an item.
pub fn actions_title(item: &str) -> String {
    format!("Actions for {item} (or right-click)")
}
