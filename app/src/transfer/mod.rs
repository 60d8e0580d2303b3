//! Opens, saves and downloads bundles: archives and folders.
//!
//! Shows the buttons and dialogs for opening, downloading and saving, and the drop zone of the page.
//! [`opening`] reads files and folders that were chosen or dropped and owns their progress; [`saving`] writes bundles
//! back to their folders and owns the links between the two; [`download`] owns the download that waits for the
//! analysis. The commands Open, Open folder, Download and Save run this code.
//!
//! Invariant: the user is asked before a file of a folder is overwritten that differs from the bundle's last read or
//! write.

pub mod contents;
pub mod download;
pub mod folder;
pub mod open;
pub mod opening;
pub mod package;
pub mod refusals;
pub mod save;
pub mod saving;
