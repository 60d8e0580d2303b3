//! The pane with the input forms: the samples of a bundle, the instances of a service, and the values that other
//! stacks would supply.

pub mod instances;
pub mod new_sample;
pub mod pane;
pub mod samples;
