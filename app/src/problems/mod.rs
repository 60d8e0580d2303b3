//! The pane with the problems of all open bundles.
//!
//! [`state`] filters and sorts them, steps through them and applies fixes; [`filter`] decides which are listed;
//! `rows` groups them by file, joins equal ones and lists effects below their cause; `tree`, `item` and `details` show
//! the rows; `ignore` silences problems with comments; [`rules`] turns CloudFormation's rules on and off; `silence`
//! applies the silencing rules of bundles; `silenced` lists the silenced problems. The session stores the filter and the
//! rules, which a reload restores. F8 and Shift+F8 move between problems, and further commands fix and silence them.
//! Invariant: a fix is applied only to the text that it was made for.

mod details;
pub mod filter;
mod filter_buttons;
mod ignore;
mod item;
pub mod pane;
mod rows;
pub mod rules;
mod silence;
pub mod silenced;
pub mod state;
mod tree;

pub use self::silence::{Pending, Silence, configurations};
