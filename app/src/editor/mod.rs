//! The pane with the source of the selected file.
//!
//! [`codemirror`] binds the editor that `app/editor` builds; no other module calls our JavaScript. [`code`] loads it,
//! and [`mounted`] is the one on the page. [`assistant`] answers its requests (completion, hover, definition, rename)
//! with the engine. [`places`] stores the list of places to choose from, [`open_files`] the files that have a tab,
//! [`navigation`] the places to go back to, and [`wrap`] whether lines are wrapped. [`edit_question`] asks before an edit
//! of several files is undone in a part of them, and [`leave_hint`] tells keyboard users how to leave the editor. The
//! commands of the scope `Editor` that JavaScript implements press the editor's keys. Invariant: the session owns the
//! text; the editor reports each change before it draws it.

pub mod assistant;
pub mod code;
pub mod codemirror;
pub mod edit_question;
pub mod file_tabs;
pub mod leave_hint;
pub mod mounted;
pub mod navigation;
pub mod nothing_open;
pub mod open_files;
pub mod outline;
pub mod pane;
pub mod places;
mod renaming;
pub mod wrap;
