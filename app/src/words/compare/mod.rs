//! The comparison of two bundles.

pub mod dialog;
pub mod differences;
