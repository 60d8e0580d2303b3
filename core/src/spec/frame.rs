//! The structure of a spec around its inputs.

use super::{NAME_RULE, Reader, is_name, rename};
use crate::bundle::{Kind, Part};
use crate::diagnostic::{Fix, codes};
use crate::nearest::nearest;
use crate::text::{Edit, Span, is_odd_blank, visible};
use crate::yaml::{Entry, Node, NodeKind};

/// Maximum number of service instances in a service. Source: "AWS Proton quotas". A public load test had 40, so the
/// quota was not the same for every account.
pub const MAX_INSTANCES: usize = 20;
/// Number of instances that are read; those beyond it are ignored.
pub const MAX_READ_INSTANCES: usize = 100;

impl Reader<'_> {
    /// Whether this is a spec for the other kind of bundle, in its header and its structure, which is then reported.
    /// Nothing is rendered with it: all values would be made up.
    pub(super) fn is_of_other_kind(&mut self, root: &Node) -> bool {
        let (own, other, key) = match (self.bundle.kind(), self.header()) {
            (Kind::Component, _) => return false,
            (_, "ServiceSpec") => ("ServiceSpec", "EnvironmentSpec", "instances"),
            _ => ("EnvironmentSpec", "ServiceSpec", "spec"),
        };
        let header = root.get("proton").filter(|header| header.text() == Some(other));
        let Some(header) = header.filter(|_| root.entry(key).is_none()) else { return false };
        let message = format!(
            "The spec is an `{other}`, but the kind of the bundle is {}, so it is not rendered.",
            self.bundle.kind().noun()
        );
        self.found.report(header.span, codes::SPEC_KIND, message).help =
            Some(format!("Use a spec with `proton: {own}` and `{key}:`."));
        true
    }

    /// Checks everything but the inputs.
    pub(super) fn frame(&mut self, root: &Node) {
        let kind = self.bundle.kind();
        let wanted = self.header();
        let header = root.get("proton").and_then(Node::text).unwrap_or("");
        if header != wanted && !(kind == Kind::Component && header == "EnvironmentSpec") {
            let path = ["proton".into()];
            let (span, edit) = match root.get("proton") {
                Some(node) if !node.is_null() => {
                    (node.span, Edit { span: node.span, text: wanted.into() })
                }
                _ => {
                    let start = root.place(&path).start;
                    (
                        root.place(&path),
                        Edit { span: Span::new(start, start), text: format!("proton: {wanted}\n") },
                    )
                }
            };
            let message =
                format!("The spec of this bundle ({}) must have `proton: {wanted}`.", kind.noun());
            let has_header = !header.is_empty();
            let found = self.found.report(span, codes::SPEC_KIND, message);
            found.help = Some(format!("Write `proton: {wanted}` in the first line."));
            let title =
                format!("{} proton: {wanted}", if has_header { "Change to" } else { "Add" });
            found.fix = Some(Fix::safe(title, vec![edit]));
        }
        let keys: &[&str] = if wanted == "EnvironmentSpec" {
            &["proton", "spec"]
        } else {
            &["proton", "pipeline", "instances"]
        };
        if kind != Kind::Component {
            self.keys(root, keys);
        }
        if kind == Kind::Service {
            self.instances(root);
            if let Some(entry) = root.entry("pipeline")
                && !self.bundle.parts().contains(&Part::Pipeline)
            {
                let message = "The spec has inputs for a pipeline, but the bundle has no pipeline_infrastructure folder, so nothing reads them.";
                let edit = self.edit(&["pipeline".into()], None);
                let found = self.found.report(entry.key.span, codes::UNUSED_PIPELINE, message);
                found.help = Some(
                    "Remove `pipeline:`, or add the folder with a manifest and a template.".into(),
                );
                found.fix = edit.map(|edit| Fix::suggestion("Remove pipeline", vec![edit]));
            }
        }
    }

    fn keys(&mut self, node: &Node, known: &[&str]) {
        let others = node.entries().iter().filter(|entry| !known.contains(&entry.name()));
        // `no-break-space` reports keys that begin with another blank.
        let is_indented = |entry: &&Entry| entry.name().starts_with(is_odd_blank);
        for entry in others.filter(|entry| !entry.is_merge() && !is_indented(entry)) {
            let message =
                format!("A spec has no `{}` here, so nothing reads it.", visible(entry.name()));
            let near = nearest(entry.name(), known.iter().copied());
            let found = self.found.report(entry.key.span, codes::UNKNOWN_KEY, message);
            found.help = Some(match near {
                Some(near) => format!("Did you mean `{near}`?"),
                None => format!("The keys are {}.", known.join(", ")),
            });
            found.fix = near.map(|near| rename(entry, near));
            if let Some(near) = near {
                self.found.resembles(node.span, entry.name(), near);
            }
        }
    }

    fn instances(&mut self, root: &Node) {
        let items = root.get("instances").map(Node::items).unwrap_or_default();
        if items.is_empty() {
            let span = root.place(&["instances".into()]);
            self.found
                .report(
                    span,
                    codes::NO_INSTANCES,
                    "The spec has no service instances, so no instance is rendered.",
                )
                .help =
                Some("Add one under `instances:`, with `name`, `environment` and `spec`.".into());
            if root.entry("instances").is_none() {
                self.found.lacks(root.span, "instances");
            }
        }
        if let Some(item) = items.get(MAX_INSTANCES) {
            let count = items.len();
            let rest = if count > MAX_READ_INSTANCES {
                format!(" Only the first {MAX_READ_INSTANCES} are read.")
            } else {
                String::new()
            };
            let message = format!(
                "The spec has {count} service instances; Proton's quota was {MAX_INSTANCES}.{rest}"
            );
            let span = item.entries().first().map_or(item.span, |entry| entry.key.span);
            self.found.report(span, codes::TOO_MANY_INSTANCES, message).help = Some(
                "All are rendered. If the quota applies to you, move some into a second service."
                    .into(),
            );
        }
        let mut names: Vec<&str> = vec![];
        for item in items.iter().take(MAX_READ_INSTANCES) {
            if !matches!(item.kind, NodeKind::Mapping { .. }) {
                let message =
                    "A service instance must be a mapping with `name`, `environment` and `spec`.";
                self.found.report(item.span, codes::INVALID_INSTANCE, message);
                continue;
            }
            self.keys(item, &["name", "environment", "spec"]);
            for key in ["name", "environment"] {
                self.name(item, key);
            }
            if let Some(name) = item.merged("name")
                && let Some(text) = name.text()
            {
                if names.contains(&text) {
                    let message = format!(
                        "Another instance is named `{text}`; Proton required unique names."
                    );
                    self.found.report(name.span, codes::DUPLICATE_INSTANCE, message).help =
                        Some("Give this one another name.".into());
                }
                names.push(text);
            }
        }
    }

    fn name(&mut self, item: &Node, key: &'static str) {
        let name = item.merged(key).filter(|node| !node.is_null());
        let span = name.map_or_else(|| item.place(&[key.into()]), |node| node.span);
        let Some(name) = name else {
            let why = if key == "name" {
                "Proton identified it by this name"
            } else {
                "it names the environment that the instance runs in"
            };
            self.found
                .report(span, codes::MISSING_NAME, format!("The instance has no `{key}`; {why}."))
                .help = Some(format!("Add `{key}:`."));
            self.found.lacks(item.span, key);
            return;
        };
        let text = name.text().unwrap_or("");
        if !is_name(text) {
            let message = format!("Proton did not allow the name `{text}`.");
            self.found.report(span, codes::INVALID_NAME, message).help = Some(NAME_RULE.into());
        }
    }
}
