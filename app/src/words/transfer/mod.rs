//! The texts of opening, saving and downloading.

pub mod contents;
pub mod download;
pub mod opening;
pub mod package;
pub mod refusals;
pub mod saving;
