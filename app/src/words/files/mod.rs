//! The tree of files, and the dialogs for names and paths.

pub mod naming;
pub mod tree;
