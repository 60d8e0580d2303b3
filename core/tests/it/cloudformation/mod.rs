//! CloudFormation's rules against what cfn-lint finds, and at their places in the templates.

mod agreement;
mod defects;
mod places;
mod starters;
mod starting_points;
