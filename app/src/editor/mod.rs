//! The pane with the source of the selected file.
//!
//! [`codemirror`] binds the editor that `app/editor` builds; nothing else in the page calls our JavaScript.
//! [`assistant`] answers its questions (completion, hover, definition, rename) by asking the engine. Invariant: the
//! session owns the text; the editor reports each change before it draws it.

pub mod assistant;
pub mod codemirror;
pub mod nothing_open;
pub mod outline;
pub mod pane;
