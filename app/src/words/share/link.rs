//! The dialog for a bundle from a link.

pub use crate::words::common::NAME;
use crate::words::common::{bytes, files};

/// The title of the dialog.
pub const TITLE: &str = "Shared bundle";
/// The first line of the dialog.
pub const ABOUT: &str = "This link contains a template bundle. It isn’t rendered until you add it, and your work doesn’t change.";
/// The first line where nothing but the ready workspace is open.
pub const ABOUT_FIRST: &str =
    "This link contains a template bundle. It isn’t rendered until you add it to the examples.";
/// The label of the bundle's kind.
pub const KIND: &str = "Kind";
/// The label of the number and size of its files.
pub const CONTENTS: &str = "Contents";
/// The label of its samples.
pub const SAMPLES: &str = "Samples";
/// The value where it has no sample.
pub const NO_SAMPLES: &str = "none; one will be made up";
/// The line where an open bundle has its name.
pub const TAKEN: &str = "A bundle with this name is already open, so this one will get a number.";
/// The label of the button that discards the link.
pub const DISCARD: &str = "Discard";
/// The label of the button that opens the bundle.
pub const OPEN: &str = "Add to workspace";

/// The title of the dialog for a link that cannot be read.
pub const REFUSED: &str = "This link can’t be opened";
/// The error where the engine stopped on the link.
pub const STOPPED: &str = "The engine stopped while it read the link.";
/// The way out of that.
pub const STOPPED_HELP: &str = "Ask the sender for the bundle as a file.";
/// The last line of the dialog for a link that cannot be read.
pub const UNHARMED: &str = "Your work is unchanged.";

/// The number and size of the files.
pub fn contents(count: usize, size: u64) -> String {
    format!("{}, {}", files(count), bytes(size))
}
