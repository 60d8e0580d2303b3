//! The texts that all dialogs share.

pub use crate::words::common::{CLOSE, TRY_AGAIN};

/// The tooltip of that button.
pub const CLOSE_TITLE: &str = "Close (Escape)";

// The states of a part of the page whose code is loaded when it is wanted.
pub const LOADING: &str = "Loading…";
pub const NOT_LOADED: &str = "This part of Cyclotron couldn’t be loaded.";
pub const NOT_LOADED_HELP: &str =
    "Check your connection and try again. If a newer version was published, reload the page.";
