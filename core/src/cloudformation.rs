//! Checks the renderings with AWS's offline validator of CloudFormation templates. It has the schemas of all
//! resource types, the rules of cfn-lint by id, and the list of deprecated runtimes.
//!
//! [`findings`] takes the validator as a function, so that mapping a rendered line back to the template works, and
//! can be tested, without it. The [`Validator`] itself has megabytes of schemas and takes a second to start: it
//! needs the feature `cloudformation`.

mod bundle;
mod carry;
mod catalog;
mod duplicates;
mod false_alarms;
mod finding;
mod merged;
mod metadata;
#[cfg(any(test, feature = "cloudformation"))]
mod properties;
#[cfg(feature = "cloudformation")]
mod registry;
mod rules;
#[cfg(any(test, feature = "cloudformation"))]
mod supplement;
#[cfg(feature = "cloudformation")]
mod validator;
mod values;
#[cfg(feature = "cloudformation")]
mod wording;

use std::rc::Rc;

pub(crate) use bundle::{BundleFindings, FindingsMemo, bundle_findings, findings_first};
pub use carry::{carry, is_finding, merge, rule_of};
pub use catalog::{Catalog, Property, ResourceType};
pub use finding::Finding;
pub use rules::Rules;
#[cfg(feature = "cloudformation")]
pub use validator::Validator;

use crate::diagnostic::Diagnostic;
use crate::outputs::OpenEnvironments;
use crate::workspace::Workspace;

pub use crate::diagnostic::codes::CLOUDFORMATION as PREFIX;

#[cfg(feature = "cloudformation")]
pub use registry::{description, has_rules};

/// Returns the findings of `validate` about every complete CloudFormation rendering, with their spans in the
/// template. `validate` is called once for equal texts of a bundle.
///
/// A finding that depends on a made-up value is not a problem of the bundle: it becomes a note that names the value.
/// Incomplete renderings and those that are not YAML are skipped, because [`crate::analyze()`] reports them.
pub fn findings(
    workspace: &Workspace,
    rules: &Rules,
    mut validate: impl FnMut(&str) -> Rc<[Finding]>,
) -> Vec<Diagnostic> {
    let open = OpenEnvironments::of(workspace);
    let of = |bundle| {
        bundle_findings(&open, bundle, rules, &mut validate, &mut FindingsMemo::default()).found
    };
    workspace.bundles.iter().flat_map(of).collect()
}

/// The id of the cfn-lint rule of a finding, and the address of its description; `None` for other problems, and for
/// the rules that only AWS's validator has.
pub fn rule_page(diagnostic: &Diagnostic) -> Option<(String, String)> {
    let rule = rule_of(diagnostic).filter(|rule| rule.starts_with(['E', 'W', 'I']))?;
    let address = address(&rule);
    Some((rule, address))
}

/// The address of cfn-lint's description of a rule.
fn address(rule: &str) -> String {
    format!("https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#{rule}")
}

/// A sentence with the address of cfn-lint's description of a rule.
#[cfg(any(test, feature = "cloudformation"))]
fn page(rule: &str) -> String {
    format!("About the rule: {}", address(rule))
}
