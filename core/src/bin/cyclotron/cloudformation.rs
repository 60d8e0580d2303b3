//! Runs CloudFormation's rules.

use std::rc::Rc;

use cyclotron_core::cloudformation::{Rules, Validator, findings};
use cyclotron_core::{Diagnostic, Workspace};

use crate::arguments::Check;
use crate::failure::Failure;
use crate::silencing::included;

/// Returns the findings of CloudFormation's rules for all renderings; empty if the rules are turned off.
pub fn cloudformation(
    workspace: &Workspace,
    arguments: &Check,
) -> Result<Vec<Diagnostic>, Failure> {
    let included = included(arguments)?;
    if arguments.no_cloudformation {
        return Ok(vec![]);
    }
    let rules = Rules { enabled: true, hidden: vec![], included };
    // Start it for the first CloudFormation template: a Terraform bundle has none.
    let mut validator = None;
    let found =
        findings(workspace, &rules, |text| match validator.get_or_insert_with(Validator::new) {
            Ok(validator) => validator.validate(text),
            Err(_) => Rc::default(),
        });
    match validator {
        Some(Err(reason)) => Err(Failure::usage_error(
            format!("CloudFormation's rules do not start: {reason}"),
            "Use `--no-cloudformation` to check everything else.",
        )),
        _ => Ok(found),
    }
}
