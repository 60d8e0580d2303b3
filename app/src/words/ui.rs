//! The texts that all dialogs share.

pub use crate::words::common::CLOSE;

/// The tooltip of that button.
pub const CLOSE_TITLE: &str = "Close (Escape)";
