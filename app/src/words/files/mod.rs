//! The texts of the file tree, and of the dialogs for names and paths.

pub mod naming;
pub mod tree;
