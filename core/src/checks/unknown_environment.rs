//! `unknown-environment`: a service instance names an environment that is not open, but an open one has a similar
//! name.
//!
//! In Proton an environment has its own name, which may differ from its template's; a workspace only knows the
//! bundles. So this is only an info, and only reported if it looks like a typo.

use super::Subject;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::nearest::nearest;
use crate::yaml::{self, Node};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let Some(spec) = subject.spec else { return };
    let open = &subject.surroundings.open;
    let is_unknown = |name: &str| !name.is_empty() && !open.iter().any(|open| open == name);
    let mut named = spec.instances().iter().filter_map(|one| one.get("environment")?.as_str());
    if open.is_empty() || !named.any(is_unknown) {
        return;
    }
    let path = subject.bundle.spec();
    let Some(root) = subject.bundle.text(path).and_then(|text| yaml::parse(text).root) else {
        return;
    };
    for item in root.get("instances").map(Node::items).unwrap_or_default() {
        let Some(node) = item.get("environment").filter(|node| !node.alias) else { continue };
        let Some(name) = node.text().filter(|name| is_unknown(name)) else { continue };
        let Some(near) = nearest(name, open.iter().map(String::as_str)) else { continue };
        let message = match subject.surroundings.suppliers().first() {
            Some(other) => format!(
                "No open bundle is the environment `{name}`, so the outputs of `{}` are used instead.",
                other.name
            ),
            None => format!("No open bundle is the environment `{name}`."),
        };
        found.push(
            Diagnostic::new(codes::UNKNOWN_ENVIRONMENT, subject.bundle.id(path), message)
                .at(node.span)
                .help(format!("Did you mean `{near}`?"))
                .fix(Some(Fix {
                    is_safe: false,
                    ..Fix::rename(node.span, name, &yaml::scalar(&near.into()))
                })),
        );
    }
}
