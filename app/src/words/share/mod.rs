//! The texts of sharing bundles as links.

pub mod dialog;
pub mod link;
