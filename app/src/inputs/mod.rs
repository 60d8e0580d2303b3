//! The pane with the input forms: the samples of a bundle, the instances of a service, and the values that other
//! stacks would supply.
//!
//! The session has the shown target and sample. Invariant: each change of a form or instance is an edit of the
//! spec's text, and can be undone.

pub mod instances;
pub mod new_sample;
pub mod pane;
pub mod samples;
