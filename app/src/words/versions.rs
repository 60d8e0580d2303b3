//! The versions of a bundle: those that were marked, and the next one.

use cyclotron_core::compare::Number;

use super::common::files;

/// Opens the versions of the bundle that is shown.
pub const VERSIONS: &str = "Versions…";
/// Opens a comparison of it.
pub const COMPARE: &str = "Compare…";
/// The tooltip of the button that opens a comparison.
pub fn compare_title(bundle: &str) -> String {
    format!("Compare {bundle} with a version or another bundle")
}

/// The heading of the versions that there are.
pub const MARKED: &str = "Marked versions";
/// Where there are none.
pub const NONE: &str = "None yet. A version keeps the bundle as it is now, so that you can see what has changed since, and go back.";
/// Compares one with the bundle as it is.
pub const COMPARE_NOW: &str = "Compare with now";
/// Opens one as a bundle.
pub const RESTORE: &str = "Restore";
/// What that does, for whoever points at it.
pub const RESTORE_TITLE: &str = "Opens it as a bundle beside the others";
/// Takes one away.
pub const DELETE: &str = "Delete";

/// What makes a version.
pub const MARK: &str = "Mark version";
/// The form for it.
pub const MARK_FORM: &str = "Mark a version";
/// Where the bundle is closed.
pub const NOT_OPEN: &str =
    "The bundle is not open, so there is nothing to mark. Restore a version to go on with it.";
/// What has changed since the last one.
pub const CHANGED: &str = "What has changed";
/// Where there is no last one.
pub const FIRST: &str = "The first version: there is nothing to compare it with yet.";
/// While it is looked for.
pub const COMPARING: &str = "Comparing…";
/// Where that was not found out.
pub const NOT_COMPARED: &str = "The engine stopped while it compared, so it is not known whether specs stay valid. A major version is safe.";
/// The number of the version.
pub const NUMBER: &str = "Number";
/// What is said of it.
pub const NOTE: &str = "Note (optional)";
/// What a note may say.
pub const NOTE_HINT: &str = "What is new";
/// What the line is called that says that a version was marked.
pub const DONE_LABEL: &str = "Marked";
/// A number that is none.
pub const NO_NUMBER: &str = "Write it as two numbers with a dot between them: 1.0, 2.3.";
/// A number below one.
pub const NO_MAJOR: &str = "Proton counted major versions from 1.";
/// A minor version that breaks specs.
pub const NOT_MINOR: &str = "Proton would have refused this as a minor version.";

/// What the dialog is called.
pub fn title(bundle: &str) -> String {
    format!("Versions of {bundle}")
}

/// When a version was marked, and how many files it has.
pub fn about(time: &str, count: usize) -> String {
    format!("{time}, {}", files(count))
}

/// What was marked.
pub fn done(number: Number) -> String {
    format!("Marked version {number}.")
}

/// The heading of what has changed since a version.
pub fn since(number: &str) -> String {
    format!("Since {number}")
}

/// A number that was passed already.
pub fn too_small(last: Number) -> String {
    format!("It has to be more than the last one, {last}.")
}
