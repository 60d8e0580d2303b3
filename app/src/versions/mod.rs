//! The dialog *Versions…*: marked states of a bundle, each with a number and a note.
//!
//! The session stores the versions by bundle, and the storage saves them with the workspace; [`marked`] stores which
//! bundle's versions are shown. The commands
//! `Versions` and `MarkVersion` open the dialog. Invariant: the number of a new version is above the last one.

pub mod dialog;
pub mod mark;
pub mod marked;
