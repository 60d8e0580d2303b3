//! The pane with the open bundles: the tree of files, its filter and menu, and the dialogs for new files and new names.
//! Files that belong to no bundle come last.
//!
//! [`state`] stores which folders are closed, the filter, which row had the focus, and the open menu; it follows the
//! items that the session creates, moves and restores. The commands create, copy, rename and delete bundles and files.
//! Invariant: each action names the bundle or the file that it changes, and can be undone.

pub mod actions;
pub mod filter;
pub mod kind_icon;
mod left_workspace;
pub mod marks;
pub mod menu;
pub mod name_field;
pub mod new_file;
pub mod pane;
pub mod rename;
pub mod state;
pub mod tree;
pub mod tree_filter;
pub mod tree_keys;
pub mod tree_rows;
