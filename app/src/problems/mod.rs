//! The pane with the problems of all open bundles.
//!
//! [`filter`] chooses which are listed; [`rules`] turns CloudFormation's rules on and off; [`silenced`] lists
//! silenced problems. F8 and Shift+F8 go from problem to problem. Invariant: a fix is applied only to the text
//! that it was made for.

pub mod filter;
pub mod item;
pub mod pane;
pub mod rules;
pub mod silenced;
