//! The help: the list of its pages, the search, and the page that is shown.
//!
//! F1 opens it; in the editor it opens at the name under the cursor. The worker sends the pages when they are first wanted.

pub mod keys;
pub mod list;
pub mod pane;
