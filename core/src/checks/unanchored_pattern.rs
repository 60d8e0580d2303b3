//! `unanchored-pattern`: a `pattern` that fits whatever holds a match somewhere.
//!
//! OpenAPI's patterns are those of ECMA 262 and match anywhere (JSON Schema Validation, on `pattern`:
//! "regular expressions are not implicitly anchored"), so a pattern that is meant to describe the
//! whole value needs `^` and `$`.

use regex_syntax::Parser;
use regex_syntax::hir::{Hir, HirKind, Look};

use super::Subject;
use crate::bundle::SCHEMA;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::text::{Edit, Span};
use crate::yaml::{Node, NodeKind, Style};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for entry in subject.schema.written.as_ref().map(Node::entries).unwrap_or_default() {
        walk(subject, &entry.value, found);
    }
}

/// Looks at a definition and those within it.
fn walk(subject: &Subject<'_>, node: &Node, found: &mut Vec<Diagnostic>) {
    // What is repeated by name is looked at where it stands.
    if node.alias {
        return;
    }
    if let Some(pattern) = node.get("pattern") {
        found.extend(diagnostic(subject, pattern));
    }
    let named = node.get("properties").map(Node::entries).unwrap_or_default();
    let one = ["items", "additionalProperties", "not"].into_iter().filter_map(|key| node.get(key));
    let several = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| node.get(key));
    named
        .iter()
        .map(|entry| &entry.value)
        .chain(one)
        .chain(several.flat_map(Node::items))
        .for_each(|definition| walk(subject, definition, found));
}

fn diagnostic(subject: &Subject<'_>, node: &Node) -> Option<Diagnostic> {
    let NodeKind::Scalar { text, style } = &node.kind else { return None };
    if text.starts_with('^') && text.ends_with('$') && !text.contains(['|', '\\']) {
        return None;
    }
    // What only ECMA has, such as looking ahead, is not judged.
    let hir = Parser::new().parse(text).ok()?;
    let (start, end) = (begins(&hir), ends(&hir));
    if start && end || is_one_character(&hir) || is_one_sided(&hir, start, end) {
        return None;
    }
    let junk = match (start, end) {
        (false, false) => "with anything before and behind",
        (true, _) => "with anything behind",
        _ => "with anything before",
    };
    let message = format!(
        "The pattern is not anchored, so a value that only holds a match passes, {junk}: OpenAPI's patterns match anywhere."
    );
    let whole = whole(&hir, text);
    let diagnostic = Diagnostic::new(codes::UNANCHORED_PATTERN, subject.bundle.id(SCHEMA), message)
        .at(node.span)
        .help(format!(
            "If it is to describe the whole value, write `{}{text}{}`.",
            whole.0, whole.1
        ))
        .fix(fix(node, text, *style, whole));
    Some(diagnostic)
}

/// Whether every match begins where the text does, or may as well.
fn begins(hir: &Hir) -> bool {
    let open = match hir.kind() {
        HirKind::Concat(parts) => parts.first().is_some_and(takes_anything),
        _ => takes_anything(hir),
    };
    open || hir.properties().look_set_prefix().contains(Look::Start)
}

/// The same for the end.
fn ends(hir: &Hir) -> bool {
    let open = match hir.kind() {
        HirKind::Concat(parts) => parts.last().is_some_and(takes_anything),
        _ => takes_anything(hir),
    };
    open || hir.properties().look_set_suffix().contains(Look::End)
}

/// `.*` and the like: who writes that knows.
fn takes_anything(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max.is_none())
        || matches!(hir.kind(), HirKind::Empty)
}

/// `[A-Z]`: that there is one somewhere is all it can be meant to say.
fn is_one_character(hir: &Hir) -> bool {
    matches!(hir.kind(), HirKind::Class(_))
}

/// `^arn:` and `\.zip$`: how a value begins or ends, and that on purpose.
fn is_one_sided(hir: &Hir, start: bool, end: bool) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    let open = match (start, end) {
        (true, false) => parts.last(),
        (false, true) => parts.first(),
        _ => None,
    };
    open.is_some_and(|part| matches!(part.kind(), HirKind::Literal(_)))
}

/// What has to stand before and behind the pattern.
fn whole(hir: &Hir, text: &str) -> (&'static str, &'static str) {
    // `^a|b$` has both signs and is anchored on neither side.
    if has_branches(text) {
        return ("^(?:", ")$");
    }
    (if begins(hir) || text.starts_with('^') { "" } else { "^" }, if ends(hir) { "" } else { "$" })
}

/// Whether there is a `|` outside of parentheses and brackets.
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

fn fix(node: &Node, text: &str, style: Style, (before, behind): (&str, &str)) -> Option<Fix> {
    let Span { start, end } = node.span;
    let insert = |at: usize, text: &str| Edit { span: Span::new(at, at), text: text.to_owned() };
    let edits = match style {
        _ if node.tag.is_some() || node.anchored || node.alias => return None,
        // The signs mean nothing within quotes.
        Style::Single | Style::Double => vec![insert(start + 1, before), insert(end - 1, behind)],
        Style::Plain => {
            let quoted = format!("'{before}{}{behind}'", text.replace('\'', "''"));
            vec![Edit { span: node.span, text: quoted }]
        }
        Style::Literal | Style::Folded => return None,
    };
    Some(Fix::suggestion("Anchor the pattern", edits))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pattern as it would be anchored; none where nothing is said about it.
    fn anchored(pattern: &str) -> Option<String> {
        let hir = Parser::new().parse(pattern).expect("a pattern");
        let (start, end) = (begins(&hir), ends(&hir));
        let is_fine = start && end || is_one_character(&hir) || is_one_sided(&hir, start, end);
        let (before, behind) = whole(&hir, pattern);
        (!is_fine).then(|| format!("{before}{pattern}{behind}"))
    }

    #[test]
    fn what_matches_in_the_middle_gets_anchors() {
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
    fn what_is_anchored_or_open_on_purpose_is_fine() {
        for pattern in [
            "^[a-z]+$", "^(a|b)$", "^a$|^b$", ".*abc.*", "^arn:.*", "^arn:", r"\.zip$", "[A-Z]",
            r"\S", "",
        ] {
            assert_eq!(anchored(pattern), None, "{pattern}");
        }
    }
}
