//! The dialog of a comparison: the choice of both sides, and the buttons that move through the changes.

pub use crate::words::common::COMPARING;

/// The title of the dialog.
pub const TITLE: &str = "Compare";
/// The label of the choice of the older side.
pub const BEFORE: &str = "Before";
/// The label of the choice of the newer side.
pub const AFTER: &str = "After";
/// The label of the button that swaps both sides.
pub const SWAP: &str = "Swap";
/// The label of the button that restores the compared bundle of the history.
pub const RESTORE: &str = "Restore this bundle";
/// The line where the comparison failed.
pub const FAILED: &str = "The comparison failed: the engine stopped, or a side was closed. Choose other sides, or close this dialog and try again.";

/// The accessible name of the verdict on all changes.
pub const JUDGEMENT: &str = "Compatibility";
/// The accessible name of the buttons that move through the changes.
pub const CHANGES: &str = "Changes";
/// The label of the button for the previous change.
pub const PREVIOUS: &str = "Previous change";
/// The tooltip of that button: its keys.
pub const PREVIOUS_TITLE: &str = "Shift+F7 or p";
/// The label of the button for the next change.
pub const NEXT: &str = "Next change";
/// The tooltip of that button: its keys.
pub const NEXT_TITLE: &str = "F7 or n";
/// The label of the button that expands all sections.
pub const EXPAND: &str = "Expand all";
/// The label of the button that collapses all sections.
pub const COLLAPSE: &str = "Collapse all";
