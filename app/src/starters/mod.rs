//! *New…*: creates bundles from a starting point, with a preview.

pub mod dialog;
pub mod preview;
