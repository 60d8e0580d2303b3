//! The dialogs for names and paths: of new files, and for renaming.

pub use crate::words::common::{CANCEL, CREATE, NAME, RENAME};

/// The label of the field for the path of a file.
pub const PATH: &str = "Path in the bundle";
/// The label of the button that moves a file.
pub const MOVE: &str = "Move";
/// The heading of the suggested paths.
pub const LACKING: &str = "Missing files:";
/// The error for an empty name.
pub const EMPTY: &str = "Enter a name.";

/// The title of the dialog that renames a bundle.
pub fn rename(bundle: &str) -> String {
    format!("Rename {bundle}")
}

/// The title of the dialog that moves a file or folder.
pub fn rename_file(path: &str) -> String {
    format!("Rename or move {path}")
}

/// The title of the dialog for a new file.
pub fn new_file(bundle: &str) -> String {
    format!("New file in {bundle}")
}

/// The error for a name that another bundle has.
pub fn taken(bundle: &str) -> String {
    format!("A bundle named {bundle} is already open. Choose another name.")
}
