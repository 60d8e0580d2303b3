//! The buttons of a notice.

pub use crate::words::common::DISMISS;

/// The label of the button that undoes the change.
pub const UNDO: &str = "Undo";
