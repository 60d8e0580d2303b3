//! The buttons of a notice.

/// The label of the button that undoes the change.
pub const UNDO: &str = "Undo";
/// The label of the button that closes the notice.
pub const DISMISS: &str = "Dismiss";
