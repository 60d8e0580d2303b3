//! The help: the list of its pages, the search, and the shown page.
//!
//! The command `Help` (F1) opens it; in the editor, it opens at the name under the cursor. [`state`] stores
//! the pages, the shown one, and the ones before it. The worker sends the pages on the first request. Invariant:
//! closing the help returns the focus to where it was opened from.

pub mod keys;
pub mod list;
pub mod pane;
pub mod state;
