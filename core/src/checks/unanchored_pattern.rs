//! `unanchored-pattern`: a `pattern` that accepts any value with a match somewhere in it.
//!
//! OpenAPI's patterns follow ECMA 262 and match anywhere (JSON Schema Validation, on `pattern`: "regular
//! expressions are not implicitly anchored"), so a pattern for the whole value needs `^` and `$`.

use regex_syntax::Parser;
use regex_syntax::hir::{Hir, HirKind, Look};

use super::Subject;
use crate::bundle::SCHEMA;
use crate::diagnostic::{Diagnostic, Fix, MAX_FOUND, codes};
use crate::sort::CompactSort;
use crate::text::{Edit, Lines, Span};
use crate::yaml::{Node, NodeKind, Style};

/// The maximum number of line numbers in a message.
const NAMED: usize = 40;

/// A pattern that is not anchored.
struct Unanchored<'s> {
    node: &'s Node,
    text: &'s str,
    style: Style,
    /// Whether its matches begin at the start of the value, and whether they end at its end.
    is_anchored: (bool, bool),
    /// The anchors to add before and after it.
    whole: (&'static str, &'static str),
}

/// Reports all patterns of a bundle as one problem, since an author usually omits all anchors or none.
pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let mut all = vec![];
    for entry in subject.schema.written.as_ref().map(Node::entries).unwrap_or_default() {
        walk(&entry.value, &mut all);
    }
    let Some(first) = all.first() else { return };
    let junk = match first.is_anchored {
        (false, false) => "with any text before and after it",
        (true, _) => "with any text after it",
        _ => "with any text before it",
    };
    let lines = Lines::new(subject.bundle.text(SCHEMA).unwrap_or_default());
    let line = |pattern: &Unanchored<'_>| lines.position(pattern.node.span.start).line.to_string();
    let message = match all.len() {
        1 => {
            format!("The pattern is not anchored: any value that contains a match passes, {junk}.")
        }
        count => format!(
            "{count} patterns are not anchored, in lines {}{}: any value that contains a match passes.",
            all.iter().take(NAMED).map(line).collect::<Vec<_>>().join(", "),
            if count > NAMED { ", …" } else { "" }
        ),
    };
    let example = format!("`{}{}{}`", first.whole.0, first.text, first.whole.1);
    let help = match all.len() {
        1 => format!("To match the whole value, write {example}."),
        _ => format!("To match a whole value, write {example}, for example."),
    };
    let mut edits: Vec<Edit> = all.iter().flat_map(edits).collect();
    edits.compact_sort_by_key(|edit| edit.span);
    let title = if all.len() == 1 { "Anchor the pattern" } else { "Anchor all patterns" };
    let fix = (!edits.is_empty()).then(|| Fix::suggestion(title, edits));
    found.push(
        Diagnostic::new(codes::UNANCHORED_PATTERN, subject.bundle.id(SCHEMA), message)
            .at(first.node.span)
            .help(help)
            .fix(fix),
    );
}

/// Visits a definition and the definitions within it.
fn walk<'s>(node: &'s Node, found: &mut Vec<Unanchored<'s>>) {
    // An alias is reported at its anchor.
    if node.alias || found.len() >= MAX_FOUND {
        return;
    }
    found.extend(node.get("pattern").and_then(unanchored));
    let named = node.get("properties").map(Node::entries).unwrap_or_default();
    let single =
        ["items", "additionalProperties", "not"].into_iter().filter_map(|key| node.get(key));
    let several = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| node.get(key));
    named
        .iter()
        .map(|entry| &entry.value)
        .chain(single)
        .chain(several.flat_map(Node::items))
        .for_each(|definition| walk(definition, found));
}

fn unanchored(node: &Node) -> Option<Unanchored<'_>> {
    let NodeKind::Scalar { text, style } = &node.kind else { return None };
    if text.starts_with('^') && text.ends_with('$') && !text.contains(['|', '\\']) {
        return None;
    }
    // Patterns with features that only ECMA 262 has, such as lookahead, are skipped.
    let hir = Parser::new().parse(text).ok()?;
    let (start, end) = (begins(&hir), ends(&hir));
    let is_fine = start && end || is_one_character(&hir) || is_one_sided(&hir, start, end);
    let whole = whole(&hir, text);
    (!is_fine).then_some(Unanchored { node, text, style: *style, is_anchored: (start, end), whole })
}

/// Whether every match begins at the start of the text, or may extend to it.
fn begins(hir: &Hir) -> bool {
    let open = match hir.kind() {
        HirKind::Concat(parts) => parts.first().is_some_and(takes_anything),
        _ => takes_anything(hir),
    };
    open || hir.properties().look_set_prefix().contains(Look::Start)
}

/// Whether every match ends at the end of the text, or may extend to it.
fn ends(hir: &Hir) -> bool {
    let open = match hir.kind() {
        HirKind::Concat(parts) => parts.last().is_some_and(takes_anything),
        _ => takes_anything(hir),
    };
    open || hir.properties().look_set_suffix().contains(Look::End)
}

/// Whether it matches any text, like `.*`: then the missing anchor is deliberate.
fn takes_anything(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max.is_none())
        || matches!(hir.kind(), HirKind::Empty)
}

/// Whether it is a single class, like `[A-Z]`: then the pattern only requires such a character somewhere.
fn is_one_character(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Class(_))
}

/// Whether it is a deliberate prefix or suffix, like `^arn:` and `\.zip$`.
fn is_one_sided(hir: &Hir, start: bool, end: bool) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let open = match (start, end) {
        (true, false) => parts.last(),
        (false, true) => parts.first(),
        _ => None,
    };
    open.is_some_and(|part| matches!(part.kind(), HirKind::Literal(_)))
}

/// The anchors that the pattern lacks at its start and its end.
fn whole(hir: &Hir, text: &str) -> (&'static str, &'static str) {
    // `^a|b$` has both anchors, but each applies to one branch only.
    if has_branches(text) {
        return ("^(?:", ")$");
    }
    (if begins(hir) || text.starts_with('^') { "" } else { "^" }, if ends(hir) { "" } else { "$" })
}

/// Whether there is a `|` outside of groups and classes.
fn has_branches(text: &str) -> bool {
    let (mut depth, mut in_class) = (0, false);
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b']' => in_class = false,
            _ if in_class => {}
            b'[' => in_class = true,
            b'(' => depth += 1,
            b')' => depth -= 1,
            b'|' if depth == 0 => return true,
            _ => {}
        }
    }
    false
}

/// The edits that anchor a pattern; empty if its notation can't be edited safely.
fn edits(one: &Unanchored<'_>) -> Vec<Edit> {
    let Unanchored { node, text, style, whole: (before, behind), .. } = one;
    let Span { start, end } = node.span;
    let insert = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
    match style {
        _ if node.tag.is_some() || node.anchored || node.alias => vec![],
        // The anchors need no escaping in quotes.
        Style::Single | Style::Double => vec![insert(start + 1, before), insert(end - 1, behind)],
        Style::Plain => {
            let quoted = format!("'{before}{}{behind}'", text.replace('\'', "''"));
            vec![Edit { span: node.span, text: quoted }]
        }
        Style::Literal | Style::Folded => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern with the suggested anchors; `None` if it is not reported.
    fn anchored(pattern: &str) -> Option<String> {
        let kind = NodeKind::Scalar { text: pattern.to_owned(), style: Style::Single };
        let node = Node { span: Span::default(), tag: None, anchored: false, alias: false, kind };
        unanchored(&node).map(|found| format!("{}{pattern}{}", found.whole.0, found.whole.1))
    }

    #[test]
    fn unanchored_patterns_get_anchors() {
        for (pattern, wanted) in [
            (
                r"([0-9]{1,3}\.){3}[0-9]{1,3}($|/(16|24))",
                r"^([0-9]{1,3}\.){3}[0-9]{1,3}($|/(16|24))$",
            ),
            ("^[a-z]+", "^[a-z]+$"),
            ("[a-z]+$", "^[a-z]+$"),
            (r"[a-z]+\.zip$", r"^[a-z]+\.zip$"),
            ("^a|b$", "^(?:^a|b$)$"),
            ("abc|de", "^(?:abc|de)$"),
            ("on|off", "^(?:on|off)$"),
            (r"a\|[|]b", r"^a\|[|]b$"),
        ] {
            assert_eq!(anchored(pattern).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn anchored_and_intentionally_open_patterns_are_not_reported() {
        for pattern in [
            "^[a-z]+$", "^(a|b)$", "^a$|^b$", ".*abc.*", "^arn:.*", "^arn:", r"\.zip$", "[A-Z]",
            r"\S", "",
        ] {
            assert_eq!(anchored(pattern), None, "{pattern}");
        }
    }
}
