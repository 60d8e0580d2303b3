//! The pane with the rendered template: its text, and where each line comes from.
//!
//! Invariant: if rendering fails, the pane keeps the last rendering and says that it is out of date.

pub mod origin;
pub mod pane;
pub mod viewer;
