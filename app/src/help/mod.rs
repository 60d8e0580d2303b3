//! The help: the list of its pages, the search, and the shown page.
//!
//! F1 opens it; in the editor, it opens at the name under the cursor. The session has the open page and the way
//! back. The worker sends the pages on the first request. Invariant: closing the help returns the focus to where
//! it was opened from.

pub mod keys;
pub mod list;
pub mod pane;
