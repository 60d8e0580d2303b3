//! Texts with markers of symbols: where they are, and which of them are ordinary values all the same.

use super::place::{Place, visit};
use crate::render::symbolic::{Marked, marked, marker};
use crate::sort::CompactSort;
use crate::text::{Edit, Span};
use crate::yaml::Node;

/// The markers of a text, each with its bytes.
pub(super) fn markers(text: &str) -> Vec<(Span, usize)> {
    let mut found = vec![];
    let mut at = 0;
    for part in marked(text) {
        match part {
            Marked::Text(text) => at += text.len(),
            Marked::Symbol(symbol) => {
                let end = at + marker(symbol).len();
                found.push((Span::new(at, end), symbol));
                at = end;
            }
        }
    }
    found
}

/// The symbols in a part of a text, each once.
pub(super) fn symbols_in(text: &str, span: Span) -> Vec<usize> {
    let mut symbols = vec![];
    for part in marked(span.of(text)) {
        if let Marked::Symbol(symbol) = part
            && !symbols.contains(&symbol)
        {
            symbols.push(symbol);
        }
    }
    symbols
}

/// The markers of a template that are in comments and descriptions, for people.
pub(super) fn in_prose(text: &str, root: &Node) -> Vec<(Span, usize)> {
    let mut scalars: Vec<(Span, bool)> = vec![];
    visit(root, &mut |node, place| {
        scalars.push((node.span, matches!(place, Place::Prose)));
    });
    scalars.compact_sort_by_key(|(span, _)| span.start);
    let is_prose = |marker: Span| {
        let before = scalars.partition_point(|(span, _)| span.start <= marker.start);
        match scalars[..before].last() {
            Some((span, is_prose)) if marker.start < span.end => *is_prose,
            _ => is_in_comment(text, marker.start),
        }
    };
    markers(text).into_iter().filter(|(span, _)| is_prose(*span)).collect()
}

/// A text after edits of different parts.
pub(super) fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    edits.compact_sort_by_key(|edit| edit.span.start);
    edits.iter().rev().fold(text.to_owned(), |text, edit| edit.apply(&text))
}

/// The symbols in the innermost node on the way to `path` that has any, and its bytes.
pub(super) fn symbols_at(root: &Node, marked: &str, path: &[String]) -> (Vec<usize>, Span) {
    let mut node = root;
    let mut found = (vec![], root.span);
    for step in path {
        let below = match step.parse::<usize>() {
            Ok(index) if !node.items().is_empty() => node.items().get(index),
            _ => node.get(step),
        };
        // A function in its short form has no key of its own.
        let Some(below) = below.or(step.starts_with("Fn::").then_some(node)) else { break };
        node = below;
        let symbols = symbols_in(marked, node.span);
        if symbols.is_empty() {
            break;
        }
        found = (symbols, node.span);
    }
    found
}

/// Whether a byte outside of all scalars is in a comment.
fn is_in_comment(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[start..at];
    before.starts_with('#') || before.contains(" #") || before.contains("\t#")
}

/// The line around a byte.
pub(super) fn line_around(text: &str, at: usize) -> Span {
    let at = text.floor_char_boundary(at.min(text.len()));
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    Span::new(start, end)
}
