//! The pane with the open bundles: the tree of files, its menu, and the dialogs for new files and new names.
//!
//! [`TreeView`](crate::session::TreeView) has which folders are closed, which row has the keyboard, and which dialog is
//! open. Invariant: each action names the bundle or the file that it changes, and can be undone.

pub mod actions;
pub mod dialogs;
pub mod menu;
pub mod name_field;
pub mod new_file;
pub mod pane;
pub mod rename;
pub mod tree;
pub mod tree_keys;
pub mod tree_rows;
