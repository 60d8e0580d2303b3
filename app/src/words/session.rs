//! The notices after changes of bundles and files, and after *Undo*.

pub use crate::words::common::{NOTHING_TO_REDO, NOTHING_TO_UNDO as NOTHING};
use cyclotron_core::compare::Number;

use super::common::{files, problems};

/// The reason why *Undo* failed: the bundle was closed.
pub const CLOSED: &str = "its bundle is no longer open.";
/// The way out where a bundle stays open after its opening was undone.
pub const STAYS_HELP: &str = "Close it if you don’t need it.";
/// The reason why a file was not copied.
pub const NOT_COPIED_HELP: &str = "The bundle is full, or its path would be too long.";
/// The way out where a file has changed since.
pub const CHANGED_HELP: &str = "Ctrl+Z in the editor undoes the changes of a file, newest first.";
/// The notice where a fix is for an older text than the present one.
pub const LOOK_AGAIN: &str =
    "The text has changed and is being checked again. Try again in a moment.";

/// An entry in a form was undone.
pub fn undone_entry(name: &str) -> String {
    format!("Undid the change of {name}.")
}

/// An entry in a form was made again.
pub fn redone_entry(name: &str) -> String {
    format!("Changed {name} again.")
}

/// A bundle or file was created.
pub fn made(name: &str) -> String {
    format!("Created {name}.")
}

/// A bundle or file was copied.
pub fn copied(name: &str, of: &str) -> String {
    format!("Created {name}, a copy of {of}.")
}

/// A file was not copied.
pub fn not_copied(path: &str) -> String {
    format!("Couldn’t copy {path}.")
}

/// A bundle was renamed.
pub fn renamed(from: &str, to: &str) -> String {
    format!("Renamed {from} to {to}.")
}

/// A name was changed in several files.
pub fn renamed_in(old: &str, new: &str, count: usize) -> String {
    format!("Renamed {old} to {new} in {}.", files(count))
}

/// A file or folder was moved.
pub fn moved(from: &str, to: &str) -> String {
    format!("Moved {from} to {to}.")
}

/// A bundle was converted from the layout of Proton's preview.
pub fn converted(bundle: &str) -> String {
    format!("Converted {bundle} to the current layout.")
}

/// A bundle was closed.
pub fn closed(bundle: &str) -> String {
    format!("Closed {bundle}.")
}

/// A file was deleted.
pub fn deleted(path: &str) -> String {
    format!("Deleted {path}.")
}

/// A folder was deleted with its files.
pub fn deleted_folder(path: &str, count: usize) -> String {
    format!("Deleted {path} with {}.", files(count))
}

/// A version was deleted.
pub fn deleted_version(bundle: &str, number: Number) -> String {
    format!("Deleted version {number} of {bundle}.")
}

/// A bundle has the state of a snapshot again.
pub fn restored_bundle(bundle: &str, time: &str) -> String {
    format!("Restored {bundle} as of {time}.")
}

/// A bundle that is to be restored is already in that state.
pub fn same_as(bundle: &str, time: &str) -> String {
    format!("{bundle} has not changed since {time}.")
}

/// A version was opened as a bundle.
pub fn restored(bundle: &str, number: Number, opened: &str) -> String {
    format!("Version {number} of {bundle} is open as {opened}.")
}

/// The name of a side of a comparison: a version.
pub fn side(bundle: &str, number: Number) -> String {
    format!("{bundle} {number}")
}

/// The name of a side of a comparison: a state in the history of the workspace.
pub fn side_earlier(bundle: &str, time: &str) -> String {
    format!("{bundle} ({time})")
}

/// The name of a side of a comparison: the present state.
pub fn side_now(bundle: &str) -> String {
    format!("{bundle} (current)")
}

/// All safe fixes were applied.
pub fn fixed(count: usize, in_files: usize) -> String {
    format!("Fixed {} in {}.", problems(count), files(in_files))
}

/// Bundles stay open although their opening was undone.
pub fn stays(bundles: &str) -> String {
    format!("{bundles} stays open: it has changed since.")
}

/// *Undo* failed; `why` is a reason of this file, or about a path.
pub fn not_undone(why: &str) -> String {
    format!("Couldn’t undo: {why}")
}

/// The notice after an edit of several files was undone; `message` is the notice about the edit.
pub fn undone(message: &str) -> String {
    format!("Undone: {message}")
}

/// The notice after an edit of `all` files was undone or redone in some of them.
pub fn repeated_in_part(message: &str, is_undone: bool, count: usize, all: usize) -> String {
    let step = if is_undone { "Undone" } else { "Redone" };
    format!("{step} in {count} of {}: {message}", files(all))
}

/// The reason why *Undo* failed: another bundle has the name.
pub fn taken(bundle: &str) -> String {
    format!("another bundle is named {bundle} now. Rename it first.")
}

/// The reason why *Undo* failed: the file has changed since.
pub fn changed(path: &str) -> String {
    format!("{path} has changed since.")
}
