//! The rendered template, and where its lines come from.

pub mod origin;
pub mod pane;
