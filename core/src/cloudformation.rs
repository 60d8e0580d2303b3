//! Checks the renderings with AWS's offline validator of CloudFormation templates. It has the schemas of all
//! resource types, the rules of cfn-lint by id, and the list of deprecated runtimes.
//!
//! [`findings`] takes the validator as a function, so that mapping a rendered line back to the template works, and
//! can be tested, without it. The [`Validator`] itself has megabytes of schemas and takes a second to start: it
//! needs the feature `cloudformation`.

mod carry;
mod catalog;
mod duplicates;
mod false_alarms;
mod finding;
mod merged;
mod metadata;
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

use std::cell::OnceCell;
use std::rc::Rc;

pub use carry::{carry, is_finding, merge, rule_of};
pub use catalog::{Catalog, Property, ResourceType};
pub use finding::Finding;
pub use rules::Rules;
#[cfg(feature = "cloudformation")]
pub use validator::Validator;

use crate::analyze::arrange;
use crate::diagnostic::Diagnostic;
use crate::preview_layout::preview_layout;
use crate::reading::Reading;
use crate::trace::Traced;
use crate::workspace::Workspace;
use crate::yaml;

use false_alarms::is_false_alarm;
use merged::Merged;
use metadata::Metadata;

pub use crate::diagnostic::codes::CLOUDFORMATION as PREFIX;

#[cfg(feature = "cloudformation")]
pub use registry::{description, has_rules};

/// Returns the findings of `validate` about every complete CloudFormation rendering, with their spans in the
/// template. `validate` is called with each text, which may repeat.
///
/// A finding that depends on a made-up value is no problem of the bundle: it becomes a note that names the value.
/// Incomplete renderings and those that are not YAML are skipped, because [`crate::analyze()`] reports them.
pub fn findings(
    workspace: &Workspace,
    rules: &Rules,
    mut validate: impl FnMut(&str) -> Rc<[Finding]>,
) -> Vec<Diagnostic> {
    let mut all = vec![];
    for bundle in &workspace.bundles {
        if preview_layout(bundle).is_some() {
            continue;
        }
        let mut merged = Merged::default();
        let reading = Reading::of(workspace, bundle, true);
        for traced in Traced::complete(&reading) {
            let metadata = Metadata::of(&traced.text);
            let parsed = OnceCell::new();
            let root = || parsed.get_or_init(|| yaml::parse(&traced.text).root).as_ref();
            for finding in validate(&traced.text).iter() {
                let is_false = || {
                    root().is_some_and(|root| {
                        is_false_alarm(finding, root, |span| traced.is_printed(span))
                    })
                };
                if rules.want(finding, &metadata) && !is_false() {
                    merged.add(finding, &traced, root());
                }
            }
        }
        all.append(&mut arrange(bundle, merged.diagnostics()));
    }
    all
}

/// A link to cfn-lint's description of a rule.
#[cfg(any(test, feature = "cloudformation"))]
fn page(rule: &str) -> String {
    format!(
        "What the rule is about: https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#{rule}"
    )
}
