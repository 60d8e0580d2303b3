//! What the page says, a file for each part of it: whoever translates the page begins here.
//!
//! A text without parts is a constant; one with parts is a function, as their order is the
//! language's. What `core` says of a bundle stands beside the check that says it.

pub mod commands;
pub mod first_minutes;
pub mod gaps;
pub mod help;
pub mod long_work;
pub mod new_bundle;
pub mod palette;
pub mod panes;
pub mod picture;
pub mod shortcuts;
pub mod theme;
pub mod toolbar;
