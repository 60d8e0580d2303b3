//! A bundle in a link.

use crate::words::common::{bytes, files};

/// What the dialog is called.
pub const TITLE: &str = "A bundle in a link";
/// What the person may want to know first.
pub const ABOUT: &str = "The address that you opened holds a template bundle. Nothing of it is rendered yet, and none of your work is replaced by it.";
/// The bundle's name.
pub const NAME: &str = "Name";
/// For an environment or for a service.
pub const KIND: &str = "Kind";
/// How much is in it.
pub const CONTENTS: &str = "Contents";
/// Its samples.
pub const SAMPLES: &str = "Samples";
/// Where it has none.
pub const NO_SAMPLES: &str = "none: one is made up";
/// Where another one has its name.
pub const TAKEN: &str = "A bundle of this name is open: this one gets a number.";
/// Forgets the link.
pub const DISCARD: &str = "Discard";
/// Opens the bundle.
pub const OPEN: &str = "Open beside your work";

/// What the dialog is called where the link holds nothing that can be read.
pub const REFUSED: &str = "This link cannot be opened";
/// Where the engine stopped on it.
pub const STOPPED: &str = "The engine stopped while it read the link.";
/// The way out of that.
pub const STOPPED_HELP: &str = "Ask whoever sent it for the bundle as a file.";
/// What is not lost.
pub const UNHARMED: &str = "Your work is as it was.";

/// How much is in it.
pub fn contents(count: usize, size: u64) -> String {
    format!("{}, {}", files(count), bytes(size))
}
