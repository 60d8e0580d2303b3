//! The names that a template uses already.

use std::collections::HashSet;

use crate::yaml::Node;

/// The names that a parameter may not have, in lower case.
pub(in super::super) fn take_names(root: &Node, taken: &mut HashSet<String>) {
    for section in ["Resources", "Parameters", "Conditions", "Mappings"] {
        let names = root.get(section).map(Node::entries).unwrap_or_default();
        taken.extend(names.iter().map(|entry| entry.name().to_ascii_lowercase()));
    }
    variables(root, taken);
}

/// Adds the variables that texts of `Fn::Sub` have themselves.
fn variables(node: &Node, taken: &mut HashSet<String>) {
    let is_sub = node.tag.as_deref() == Some("!Sub");
    for item in node.items() {
        if is_sub {
            taken.extend(item.entries().iter().map(|entry| entry.name().to_ascii_lowercase()));
        }
        variables(item, taken);
    }
    for entry in node.entries() {
        if entry.name() == "Fn::Sub" {
            let own = entry.value.items().iter().flat_map(Node::entries);
            taken.extend(own.map(|entry| entry.name().to_ascii_lowercase()));
        }
        variables(&entry.value, taken);
    }
}
