//! The texts that all dialogs share.

/// The label of the button that closes a dialog.
pub const CLOSE: &str = "Close";
/// The tooltip of that button.
pub const CLOSE_TITLE: &str = "Close (Escape)";
