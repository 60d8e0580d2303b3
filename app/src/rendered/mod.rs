//! The pane with the rendered template: its text, and the provenance of each line.
//!
//! The session has which rendering is shown, and the selected line. Invariant: if rendering fails, the pane keeps
//! the last rendering and says that it is out of date.

pub mod origin;
pub mod pane;
pub mod viewer;
