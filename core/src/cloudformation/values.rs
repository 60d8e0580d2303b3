//! Finds the values behind a finding: where they are set, and whether they are made up.

use super::finding::Finding;
use crate::text::{Lines, Span};
use crate::trace::Traced;
use crate::value_source::{Given, given};
use crate::yaml::{Node, NodeKind};

/// Returns the input that is the whole value of a key in the text, with the place where it is set.
pub(super) fn given_behind(traced: &Traced<'_>, key: Span) -> Option<Given> {
    let lines = Lines::new(&traced.text);
    let line = lines.span(lines.position(key.start).line);
    let value = Span::new(key.start.min(line.end), line.end);
    let parts = traced.origins.within(value, &traced.text);
    let mut printed = parts.filter(|(part, _)| !part.copied && part.start >= value.start);
    let (part, end) = printed.next()?;
    let before =
        Span::new(value.start, part.start).of(&traced.text).trim_end_matches(['"', '\'', ' ']);
    let after = Span::new(end, line.end).of(&traced.text).trim_matches(['"', '\'', ' ']);
    if printed.next().is_some() || !before.ends_with(':') || !after.is_empty() {
        return None;
    }
    let (bundle, schema) = (traced.reading.bundle, &traced.reading.schema);
    given(bundle, schema, traced.template, traced.target, part.span)
}

/// The name of a made-up value that a finding depends on. `root` is the rendered template.
///
/// A finding concerns the value at its span. If that is a mapping, such as a whole resource, the finding depends on
/// a text in it only if its message quotes that text. A finding about a key, such as a logical id, quotes the key.
pub(super) fn made_up_behind(
    traced: &Traced<'_>,
    root: Option<&Node>,
    finding: &Finding,
) -> Option<String> {
    let place = finding.span?;
    let key = place.of(&traced.text).trim_matches(['"', '\'', ':', ' ']);
    if is_quoted(&finding.message, key)
        && let Some(name) = traced.made_up(place)
    {
        return Some(name);
    }
    let node = at(root?, place)?;
    let mut scalars = vec![];
    texts(node, is_one_value(node), &mut scalars);
    scalars.into_iter().find_map(|(scalar, is_the_value)| {
        let name = traced.made_up(scalar.span)?;
        let text = scalar.text().unwrap_or_default();
        (is_the_value || is_quoted(&finding.message, text)).then_some(name)
    })
}

/// Whether a message quotes a value.
pub(super) fn is_quoted(message: &str, value: &str) -> bool {
    !value.is_empty()
        && ["'", "`", "\""].iter().any(|quote| message.contains(&[quote, value, quote].concat()))
}

/// The value of the key at a span, or the innermost value around the span.
fn at(node: &Node, place: Span) -> Option<&Node> {
    let holds = |span: Span| span.start <= place.start && place.start < span.end;
    match &node.kind {
        NodeKind::Mapping { entries, .. } => entries.iter().find_map(|entry| {
            if holds(entry.key.span) { Some(&entry.value) } else { at(&entry.value, place) }
        }),
        NodeKind::Sequence { items, .. } => items.iter().find_map(|item| at(item, place)),
        NodeKind::Scalar { .. } => holds(node.span).then_some(node),
    }
}

/// Whether CloudFormation treats a node as a single value: a text, a list of texts, or a function.
fn is_one_value(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Scalar { .. } => true,
        NodeKind::Sequence { items, .. } => items.iter().all(|item| item.text().is_some()),
        NodeKind::Mapping { entries, .. } => match entries.as_slice() {
            [only] => only.name() == "Ref" || only.name().starts_with("Fn::"),
            _ => false,
        },
    }
}

/// Collects all texts in a node, each with `is_the_value`: whether the node is a single value.
fn texts<'n>(node: &'n Node, is_the_value: bool, found: &mut Vec<(&'n Node, bool)>) {
    match &node.kind {
        NodeKind::Scalar { .. } => found.push((node, is_the_value)),
        NodeKind::Sequence { items, .. } => {
            for item in items {
                texts(item, is_the_value, found);
            }
        }
        NodeKind::Mapping { entries, .. } => {
            for entry in entries {
                texts(&entry.value, is_the_value, found);
            }
        }
    }
}
