//! Inputs in `Mappings`, where CloudFormation allows no function: they move to where the mapping is looked up.

use super::marked::markers;
use crate::render::symbolic::has_marker;
use crate::text::{Edit, Span};
use crate::yaml::{Node, NodeKind, Style};

/// The inputs that move from mappings to their look-ups.
#[derive(Default)]
pub(super) struct Inlined {
    /// For each look-up, the value of the mapping with its markers.
    pub(super) uses: Vec<Edit>,
    /// The markers in the mappings, which keep the sample's values.
    pub(super) kept: Vec<(Span, usize)>,
}

/// A call of `Fn::FindInMap`.
struct LookUp<'n> {
    span: Span,
    arguments: &'n [Node],
}

/// Moves the inputs of those mappings whose look-ups all say by constants which value they want.
pub(super) fn inlined(text: &str, root: &Node) -> Inlined {
    let mut inlined = Inlined::default();
    let mappings = root.get("Mappings").map(Node::entries).unwrap_or_default();
    if !mappings.iter().any(|mapping| has_marker(mapping.value.span.of(text))) {
        return inlined;
    }
    let mut all = vec![];
    for section in root.entries().iter().filter(|section| section.name() != "Mappings") {
        look_ups(&section.value, &mut all);
    }
    for mapping in mappings {
        let is_other = |look_up: &LookUp<'_>| {
            look_up.arguments.first().and_then(constant).is_some_and(|name| name != mapping.name())
        };
        let own: Vec<&LookUp<'_>> = all.iter().filter(|look_up| !is_other(look_up)).collect();
        let is_constant = |look_up: &&LookUp<'_>| {
            look_up.arguments.len() == 3
                && look_up.arguments.iter().all(|argument| constant(argument).is_some())
        };
        if !own.iter().all(is_constant) {
            continue;
        }
        for first in mapping.value.entries() {
            for second in first.value.entries() {
                let leaf = &second.value;
                let written = leaf.span.of(text);
                if !has_marker(written) || !is_on_one_line(leaf) {
                    continue;
                }
                let keys = [mapping.name(), first.name(), second.name()];
                let is_of_leaf = |look_up: &&&LookUp<'_>| {
                    look_up.arguments.iter().map(constant).eq(keys.iter().map(|key| Some(*key)))
                };
                inlined.uses.extend(
                    own.iter()
                        .filter(is_of_leaf)
                        .map(|look_up| Edit { span: look_up.span, text: written.to_owned() }),
                );
                let within = |(span, _): &(Span, usize)| {
                    leaf.span.start <= span.start && span.end <= leaf.span.end
                };
                inlined.kept.extend(markers(text).into_iter().filter(within));
            }
        }
    }
    inlined
}

fn look_ups<'n>(node: &'n Node, all: &mut Vec<LookUp<'n>>) {
    if node.tag.as_deref() == Some("!FindInMap") {
        all.push(LookUp { span: node.span, arguments: node.items() });
    }
    if let [entry] = node.entries()
        && entry.name() == "Fn::FindInMap"
    {
        all.push(LookUp { span: node.span, arguments: entry.value.items() });
    }
    node.items().iter().for_each(|item| look_ups(item, all));
    node.entries().iter().for_each(|entry| look_ups(&entry.value, all));
}

/// The text of an argument that is no function and no input.
fn constant(node: &Node) -> Option<&str> {
    node.text().filter(|text| node.tag.is_none() && !has_marker(text))
}

fn is_on_one_line(node: &Node) -> bool {
    let is_scalar = matches!(
        node.kind,
        NodeKind::Scalar { style: Style::Plain | Style::Single | Style::Double, .. }
    );
    is_scalar && node.tag.is_none() && !node.alias && !node.anchored
}
