//! The texts of the rendered template, and of the provenance of its lines.

pub mod origin;
pub mod pane;
