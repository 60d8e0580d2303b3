//! *Compare*: two bundles, or two states of one bundle, side by side.
//!
//! Shows the changed files and renderings line by line, and whether the change is minor or major. The dialog is open
//! while [`sides::Comparison`] has two sides; the engine computes the comparison. The command Compare opens the dialog. F7 and Shift+F7 go from change to change.

pub mod changes;
pub mod dialog;
pub mod differences;
pub mod files;
pub mod judgement;
pub mod samples;
pub mod sides;
