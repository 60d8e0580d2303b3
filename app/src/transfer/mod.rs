//! The ways of bundles into the page and out of it: archives, folders, links and downloads.
//!
//! [`opening`] reads what was chosen or dropped, and [`saving`] writes bundles back to their folders. Invariants: nothing
//! of a stranger's bundle is rendered before the user has opened it; no file is overwritten unasked if it differs from what
//! this bundle last read or wrote there.

pub mod contents;
pub mod download;
pub mod folder;
pub mod link;
pub mod link_dialog;
pub mod open;
pub mod opening;
pub mod package;
pub mod refusals;
pub mod save;
pub mod saving;
pub mod share;
