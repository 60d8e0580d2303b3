//! The form fields for inputs, one file per kind of control.
//!
//! `core` decides the fields, their values and their errors; [`control`] chooses the element. Each input of the
//! user becomes an edit of the spec. Invariant: a form holds no value that is not in the text, except for one that
//! the engine has not applied yet.

pub mod array;
pub mod combobox;
pub mod context;
pub mod control;
pub mod environment;
pub mod errors;
pub mod excerpt;
pub mod field;
pub mod object;
pub mod radios;
pub mod section;
pub mod text;
pub mod toggle;
pub mod variants;
