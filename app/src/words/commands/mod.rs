//! The texts of the commands, the palette and the dialog of keyboard shortcuts.

pub mod names;
pub mod palette;
pub mod shortcuts;
