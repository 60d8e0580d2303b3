//! The repository view: a table of the open bundles, in place of *Source*, *Inputs* and *Rendered*.
//!
//! It is shown after a folder or an archive with many bundles was opened, by a button of *Files*, and by the command
//! *Show repository*. `Session::repository` says whether it is shown; opening a file closes it. [`state`] stores the order
//! and the filter of its rows, [`rows`] groups the versions of a template, and [`order`] sorts and filters.

pub mod button;
pub mod order;
pub mod rows;
pub mod state;
pub mod table;
pub mod view;
