//! What every dialog has.

/// Closes it.
pub const CLOSE: &str = "Close";
/// The same, for whoever points at it.
pub const CLOSE_TITLE: &str = "Close (Escape)";
