//! What was done to bundles and files, and what could not be undone.

use cyclotron_core::compare::Number;

use super::common::{files, problems};

/// Why nothing is undone in a bundle that was closed.
pub const CLOSED: &str = "its bundle is no longer open.";
/// Where a bundle stays though its opening was undone.
pub const STAYS_HELP: &str = "Close it, if it is not wanted.";
/// Where a file cannot be copied.
pub const NOT_COPIED_HELP: &str = "The bundle is full, or its path would be too long.";
/// Where nothing was done that could be undone.
pub const NOTHING: &str = "There is nothing to undo.";
/// Where a file has changed since.
pub const CHANGED_HELP: &str =
    "Ctrl+Z in the editor undoes what happened in a file, the newest first.";
/// A problem was found in an older text than the one that would be changed.
pub const LOOK_AGAIN: &str = "The text has changed since. It is checked anew: try once more.";

/// A bundle or a file that was made.
pub fn made(name: &str) -> String {
    format!("Made {name}.")
}

/// A bundle or a file that was made like another one.
pub fn copied(name: &str, of: &str) -> String {
    format!("Made {name}, a copy of {of}.")
}

/// A file that was not.
pub fn not_copied(path: &str) -> String {
    format!("{path} was not copied.")
}

/// A bundle that has another name.
pub fn renamed(from: &str, to: &str) -> String {
    format!("Renamed {from} to {to}.")
}

/// Something that has another name in several files.
pub fn renamed_in(old: &str, new: &str, count: usize) -> String {
    format!("Renamed {old} to {new} in {}.", files(count))
}

/// A file or a folder that has another path.
pub fn moved(from: &str, to: &str) -> String {
    format!("Moved {from} to {to}.")
}

/// A bundle was converted from the layout of Proton's preview.
pub fn converted(bundle: &str) -> String {
    format!("Converted {bundle} to the layout of 2021.")
}

/// A bundle that was closed.
pub fn closed(bundle: &str) -> String {
    format!("Closed {bundle}.")
}

/// A file that was deleted.
pub fn deleted(path: &str) -> String {
    format!("Deleted {path}.")
}

/// A folder that was deleted with its files.
pub fn deleted_folder(path: &str, count: usize) -> String {
    format!("Deleted {path} with {}.", files(count))
}

/// A version that was deleted.
pub fn deleted_version(bundle: &str, number: Number) -> String {
    format!("Deleted version {number} of {bundle}.")
}

/// A version that was opened as a bundle.
pub fn restored(bundle: &str, number: Number, opened: &str) -> String {
    format!("Version {number} of {bundle} is open as {opened}.")
}

/// A bundle as it was marked.
pub fn side(bundle: &str, number: Number) -> String {
    format!("{bundle} {number}")
}

/// A bundle as it is now.
pub fn side_now(bundle: &str) -> String {
    format!("{bundle} now")
}

/// Problems that were mended at once.
pub fn mended(count: usize, in_files: usize) -> String {
    format!("Mended {} in {}.", problems(count), files(in_files))
}

/// Bundles that stay though their opening was undone.
pub fn stays(bundles: &str) -> String {
    format!("{bundles} stays open: it has changed since.")
}

/// Why something was not undone: one of the reasons below, or why the paths do not fit.
pub fn not_undone(why: &str) -> String {
    format!("Not undone: {why}")
}

/// Another bundle has the name.
pub fn taken(bundle: &str) -> String {
    format!("another bundle is called {bundle} now. Rename that first.")
}

/// The file has another text.
pub fn changed(path: &str) -> String {
    format!("{path} has changed since.")
}
