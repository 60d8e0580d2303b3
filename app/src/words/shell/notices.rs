//! The notices and their log.

pub use crate::words::common::{CLEAR, DISMISS};

/// The accessible name of the region with the notices.
pub const NOTICES: &str = "Notifications";
/// The accessible name of a notice.
pub const NOTICE: &str = "Notification";
/// The title of the log, and the accessible name of the button that opens it.
pub const LOG: &str = "Past notifications";
/// The label of the button that undoes the change.
pub const UNDO: &str = "Undo";
