//! *Versions…*: marked states of a bundle, with a number and a note.

pub mod dialog;
pub mod mark;
