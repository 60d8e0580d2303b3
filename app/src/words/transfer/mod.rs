//! The texts of opening, saving, downloading and sharing.

pub mod contents;
pub mod download;
pub mod link;
pub mod opening;
pub mod package;
pub mod refusals;
pub mod saving;
pub mod share;
