//! What the person is told, and what can be done about it.

/// Undoes what happened.
pub const UNDO: &str = "Undo";
/// Takes the notice away.
pub const DISMISS: &str = "Dismiss";
