//! The pane with the rendered template: its text, and the provenance of each line.
//!
//! The session stores which rendering is shown and the last rendering without an error; `Pointing` in `session`
//! has the selected line. Invariant: if rendering fails, the pane keeps the last rendering and says that it is out
//! of date.

pub mod origin;
pub mod pane;
pub mod viewer;
