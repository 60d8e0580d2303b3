//! The pane with the rendered template: its text, and the provenance of each line.
//!
//! The session stores which rendering is shown and the last rendering without an error; [`pointing`] has the selected
//! line, and the line of the cursor in the editor. Invariant: if rendering fails, the pane keeps the last rendering and
//! says that it is out of date.

pub mod origin;
pub mod pane;
pub mod pointing;
pub mod viewer;
