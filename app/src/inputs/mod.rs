//! The pane with the input forms: the samples of a bundle, the instances of a service, and the values that other
//! stacks would supply.
//!
//! The session stores which target the forms edit, and [`state`] which of the two tabs is shown. The commands `NewSample` and `EditSample` belong here.
//! Invariant: each change of a form or an instance is an edit of the sample's text.

pub mod follow;
pub mod instances;
mod new_instance;
pub mod new_sample;
pub mod pane;
pub mod samples;
pub mod state;
