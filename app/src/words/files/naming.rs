//! Names and paths: those of new files, and other ones for what is there.

/// Gives up.
pub const CANCEL: &str = "Cancel";
/// A bundle's name.
pub const NAME: &str = "Name";
/// A file's path.
pub const PATH: &str = "Path in the bundle";
/// Gives a bundle another name.
pub const RENAME: &str = "Rename";
/// Gives a file another path.
pub const MOVE: &str = "Move";
/// Makes a file.
pub const CREATE: &str = "Create";
/// The heading of paths to choose from.
pub const LACKING: &str = "What the bundle can have and lacks:";
/// A name that is still to come.
pub const EMPTY: &str = "Give it a name.";

/// Asks for another name for a bundle.
pub fn rename(bundle: &str) -> String {
    format!("Rename {bundle}")
}

/// Asks for another path.
pub fn rename_file(path: &str) -> String {
    format!("Rename or move {path}")
}

/// Asks for the path of a new file.
pub fn new_file(bundle: &str) -> String {
    format!("New file in {bundle}")
}

/// A name that another bundle has.
pub fn taken(bundle: &str) -> String {
    format!("There is a bundle {bundle} already. Choose another name.")
}
