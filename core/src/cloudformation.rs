//! What CloudFormation itself would say about the renderings, by AWS's own offline validator: it has
//! the schemas of all resources, the rules of cfn-lint by their ids, and the runtimes that are no
//! longer to be had.
//!
//! [`findings`] takes the validator as a function, so that the way back from a rendered line to the
//! template can be had, and tested, without it. The [`Validator`] itself is megabytes of schemas and
//! takes a second to start: it is there with the feature `cloudformation` alone.

mod catalog;
mod duplicates;
mod false_alarms;
mod finding;
mod kept;
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

pub use catalog::{Catalog, Property, ResourceType};
pub use finding::Finding;
pub use kept::{carry, is_finding, merge, rule_of};
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

/// What `validate` says about every complete rendering of CloudFormation, at its place in the
/// template. `validate` gets each text; the same text may come again.
///
/// A finding that depends on a made-up value is no problem of the bundle: it is a note that names the
/// value. Renderings that lack something, or are no YAML, are left out: [`crate::analyze()`] has said it.
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

/// Where cfn-lint describes a rule.
#[cfg(any(test, feature = "cloudformation"))]
fn page(rule: &str) -> String {
    format!(
        "What the rule is about: https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md#{rule}"
    )
}
