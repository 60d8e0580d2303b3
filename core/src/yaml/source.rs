//! Navigates in the text around a node.

use super::emit::Layout;
use super::{Node, NodeKind};

/// The offset of the first byte from `at` on that is neither blank nor in a comment.
pub(super) fn skip_blank(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = text.get(at..)?;
        at += rest.find(|c: char| !c.is_ascii_whitespace())?;
        if !text[at..].starts_with('#') {
            return Some(at);
        }
        at += text[at..].find('\n')?;
    }
}

/// The offset of the end of the line that contains `at`, without its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}

/// The offset of the start of the line that contains `at`.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The number of characters between the start of the line and the byte `at`.
pub(super) fn column(text: &str, at: usize) -> usize {
    text[line_start(text, at)..at].trim_start_matches('\u{feff}').chars().count()
}

/// The offset after the `:` of a key that ends at `key_end`; `None` if the `:` is omitted.
pub(super) fn after_colon(text: &str, key_end: usize) -> Option<usize> {
    let at = skip_blank(text, key_end)?;
    text[at..].starts_with(':').then_some(at + 1)
}

/// The offset of the dash of an item of a block sequence.
pub(super) fn dash(text: &str, sequence: &Node, index: usize) -> Option<usize> {
    let from = match index.checked_sub(1) {
        Some(before) => sequence.items().get(before)?.span.end,
        None => sequence.span.start,
    };
    let mut at = skip_blank(text, from)?;
    // A tag or an anchor may precede the first dash.
    while text[at..].starts_with(['!', '&']) {
        at += text[at..].find(|c: char| c.is_ascii_whitespace())?;
        at = skip_blank(text, at)?;
    }
    text[at..].starts_with('-').then_some(at)
}

/// The layout that the file uses; two blanks per level if it shows none.
pub(super) fn layout<'t>(text: &'t str, root: Option<&Node>) -> Layout<'t> {
    let mut step = None;
    let mut dashes = None;
    if let Some(root) = root {
        look(text, root, &mut step, &mut dashes);
    }
    let step = step.unwrap_or(2);
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Layout { step, dash: dashes.unwrap_or(step), newline }
}

fn look(text: &str, node: &Node, step: &mut Option<usize>, dashes: &mut Option<usize>) {
    for item in node.items() {
        look(text, item, step, dashes);
    }
    for entry in node.entries() {
        if step.is_some() && dashes.is_some() {
            return;
        }
        let value = &entry.value;
        if !node.is_flow() && !value.is_flow() && !value.alias {
            let outer = column(text, entry.key.span.start);
            match &value.kind {
                NodeKind::Mapping { entries, .. } => {
                    let inner = entries.first().map(|first| column(text, first.key.span.start));
                    *step = step
                        .or(inner.and_then(|inner| inner.checked_sub(outer)).filter(|&s| s > 0));
                }
                NodeKind::Sequence { .. } => {
                    let inner = dash(text, value, 0).map(|dash| column(text, dash));
                    *dashes = dashes.or(inner.and_then(|inner| inner.checked_sub(outer)));
                }
                NodeKind::Scalar { .. } => {}
            }
        }
        look(text, value, step, dashes);
    }
}
