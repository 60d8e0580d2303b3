//! The names of the commands, the palette and the list of shortcuts.

pub mod names;
pub mod palette;
pub mod shortcuts;
