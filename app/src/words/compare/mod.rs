//! The texts of the comparison of two bundles.

pub mod dialog;
pub mod differences;
