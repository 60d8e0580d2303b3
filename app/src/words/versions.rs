//! The texts of the versions of a bundle: the marked ones, and the next one.

pub use crate::words::common::{COMPARING, DELETE, RESTORE};
use cyclotron_core::compare::Number;

use super::common::files;

/// The heading of the marked versions.
pub const MARKED: &str = "Marked versions";
/// The empty state of that list.
pub const NONE: &str =
    "None yet. A version records the bundle, so that you can see later changes and restore it.";
/// The label of the button that compares a version with the present state.
pub const COMPARE_NOW: &str = "Compare with current";
/// The tooltip of that button.
pub const RESTORE_TITLE: &str = "Open it as another bundle";

/// The label of the button that marks a version.
pub const MARK: &str = "Mark version";
/// The accessible name of the form that marks a version.
pub const MARK_FORM: &str = "Mark a version";
/// The line in place of the form where the bundle is closed.
pub const NOT_OPEN: &str = "The bundle is not open. Restore a version to continue with it.";
/// The accessible name of the changes since the last version.
pub const CHANGED: &str = "Changes";
/// The line where no version is marked yet.
pub const FIRST: &str = "This is the first version, so there is nothing to compare it with.";
/// The line where the comparison failed.
pub const NOT_COMPARED: &str =
    "The comparison failed, so it is unknown whether specs stay valid. A major version is safe.";
/// The label of the field for the number.
pub const NUMBER: &str = "Number";
/// The label of the field for the note.
pub const NOTE: &str = "Note (optional)";
/// The placeholder of that field.
pub const NOTE_HINT: &str = "What’s new";
/// The accessible name of the line after a version was marked.
pub const DONE_LABEL: &str = "Marked";
/// The error for a number that is not of the form `1.0`.
pub const NO_NUMBER: &str = "Use two numbers separated by a dot, such as 1.0.";
/// The error for a major version of 0.
pub const NO_MAJOR: &str = "Major versions start at 1.";
/// The error for a minor version with an incompatible change.
pub const NOT_MINOR: &str = "Proton would have rejected this as a minor version.";

/// The title of the dialog.
pub fn title(bundle: &str) -> String {
    format!("Versions of {bundle}")
}

/// The time of a version, and the number of its files.
pub fn about(time: &str, count: usize) -> String {
    format!("{time}, {}", files(count))
}

/// The line after a version was marked.
pub fn done(number: Number) -> String {
    format!("Marked version {number}.")
}

/// The heading of the changes since a version.
pub fn since(number: &str) -> String {
    format!("Since {number}")
}

/// The error for a number that is not above the last one.
pub fn too_small(last: Number) -> String {
    format!("Must be higher than the last version, {last}.")
}
