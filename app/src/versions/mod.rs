//! The dialog *Versions…*: marked states of a bundle, each with a number and a note. The session has the versions,
//! and the storage saves them with the workspace. Invariant: the number of a new version is above the last one.

pub mod dialog;
pub mod mark;
