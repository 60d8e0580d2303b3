//! CloudFormation's rules against what cfn-lint finds, and at their places in the templates.

mod agreement;
mod beginnings;
mod defects;
mod places;
mod starting_points;
