//! The texts of the storage, the workspaces and the history.

pub mod database;
pub mod history;
pub mod workspaces;
