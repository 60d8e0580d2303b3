//! Opens and exports bundles: archives, folders, links and downloads.
//!
//! Shows the buttons and dialogs for opening, downloading, sharing and saving, and the drop zone of the page.
//! [`opening`] reads files and folders that were chosen or dropped and owns their progress; [`saving`] writes bundles
//! back to their folders and owns the links between the two; [`download`] owns the download that waits for the
//! analysis. The commands Open, Open folder, Download, Share and Save run this code.
//!
//! Invariants: a bundle from a link is not rendered before the user has opened it; the user is asked before a file of
//! a folder is overwritten that differs from the bundle's last read or write.

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
