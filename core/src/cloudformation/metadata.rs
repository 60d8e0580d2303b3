//! Reads cfn-lint's settings from the metadata of a template.

use std::collections::HashMap;

use super::finding::Finding;
use crate::yaml::{self, Node};

/// The rules that a template names in `Metadata.cfn-lint.config`, and those that its resources name in theirs.
///
/// `configure_rules` is ignored: the validator's rules have no settings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    /// `ignore_checks`
    pub(super) ignored: Vec<String>,
    /// `include_checks`
    pub(super) included: Vec<String>,
    /// `mandatory_checks`
    pub(super) mandatory: Vec<String>,
    /// The `ignore_checks` of each resource that has any: full ids, unlike the template's.
    resources: HashMap<String, Vec<String>>,
}

impl Metadata {
    /// Reads the settings of a rendered template.
    pub(super) fn of(text: &str) -> Self {
        // Templates rarely have settings, and parsing takes time.
        if !text.contains("cfn-lint") {
            return Self::default();
        }
        let Some(root) = yaml::parse(text).root else { return Self::default() };
        let own = |key| config(&root).map(|config| strings(config, key)).unwrap_or_default();
        let resources = root.get("Resources").map(Node::entries).unwrap_or_default();
        let resources = resources.iter().filter_map(|resource| {
            let ignored = strings(config(&resource.value)?, "ignore_checks");
            Some((resource.name().to_owned(), ignored))
        });
        Self {
            ignored: own("ignore_checks"),
            included: own("include_checks"),
            mandatory: own("mandatory_checks"),
            resources: resources.collect(),
        }
    }

    /// Whether the resource of a finding ignores its rule.
    pub(super) fn is_ignored_at(&self, finding: &Finding) -> bool {
        let ignored = finding.resource.as_ref().and_then(|resource| self.resources.get(resource));
        ignored.is_some_and(|rules| rules.contains(&finding.rule))
    }
}

fn config(node: &Node) -> Option<&Node> {
    node.get("Metadata")?.get("cfn-lint")?.get("config")
}

fn strings(config: &Node, key: &str) -> Vec<String> {
    let items = config.get(key).map(Node::items).unwrap_or_default();
    items.iter().filter_map(Node::text).map(str::to_owned).collect()
}
