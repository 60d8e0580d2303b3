//! CloudFormation's rules against what cfn-lint finds, and at their places in the templates.

#![cfg(feature = "cloudformation")]

#[path = "cloudformation/agreement.rs"]
mod agreement;
#[path = "cloudformation/beginnings.rs"]
mod beginnings;
mod common;
#[path = "cloudformation/defects.rs"]
mod defects;
#[path = "cloudformation/places.rs"]
mod places;
#[path = "cloudformation/starting_points.rs"]
mod starting_points;
