//! Searches all text files of the workspace, and replaces the matches.
//!
//! Shows the search in place of the problems. `SearchState` owns the query, the new text and the matches. Adds the
//! commands *Search in all files* and *Replace in all files*. Replacing is one edit of the session, so one Undo
//! restores all files.

pub mod matches;
pub mod pane;
pub mod state;
