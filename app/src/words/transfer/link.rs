//! The dialog for a bundle from a link.

use crate::words::common::{bytes, files};

/// The title of the dialog.
pub const TITLE: &str = "A bundle in a link";
/// The first line of the dialog.
pub const ABOUT: &str = "The address that you opened holds a template bundle. Nothing of it is rendered yet, and none of your work is replaced by it.";
/// The label of the bundle's name.
pub const NAME: &str = "Name";
/// The label of the bundle's kind.
pub const KIND: &str = "Kind";
/// The label of the number and size of its files.
pub const CONTENTS: &str = "Contents";
/// The label of its samples.
pub const SAMPLES: &str = "Samples";
/// The value where it has no sample.
pub const NO_SAMPLES: &str = "none: one is made up";
/// The line where an open bundle has its name.
pub const TAKEN: &str = "A bundle of this name is open: this one gets a number.";
/// The label of the button that discards the link.
pub const DISCARD: &str = "Discard";
/// The label of the button that opens the bundle.
pub const OPEN: &str = "Open beside your work";

/// The title of the dialog for a link that cannot be read.
pub const REFUSED: &str = "This link cannot be opened";
/// The error where the engine stopped on the link.
pub const STOPPED: &str = "The engine stopped while it read the link.";
/// The way out of that.
pub const STOPPED_HELP: &str = "Ask whoever sent it for the bundle as a file.";
/// The last line of the dialog for a link that cannot be read.
pub const UNHARMED: &str = "Your work is as it was.";

/// The number and size of the files.
pub fn contents(count: usize, size: u64) -> String {
    format!("{}, {}", files(count), bytes(size))
}
