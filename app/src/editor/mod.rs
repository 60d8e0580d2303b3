//! The pane with the source of the selected file.
//!
//! [`codemirror`] binds the editor that `app/editor` builds; no other module calls our JavaScript. [`assistant`]
//! answers its requests (completion, hover, definition, rename) with the engine. [`places`] stores the list of places
//! to choose from. The commands of the scope `Editor` that JavaScript implements press the editor's keys. Invariant:
//! the session owns the text; the editor reports each change before it draws it.

pub mod assistant;
pub mod codemirror;
pub mod nothing_open;
pub mod outline;
pub mod pane;
pub mod places;
mod renaming;
