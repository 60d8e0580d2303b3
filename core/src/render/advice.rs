//! Help for common mistakes.

use super::Foreign;
use crate::tags::{Tag, TagKind, tags};

/// The tags of Jinja.
pub(super) const TAGS: &[&str] = &[
    "for",
    "if",
    "elif",
    "else",
    "set",
    "with",
    "macro",
    "call",
    "filter",
    "block",
    "raw",
    "print",
    "autoescape",
    "include",
    "import",
    "from",
    "extends",
];

/// The help for a syntax error whose cause shows in the surrounding text.
pub(super) fn for_syntax(source: &str, at: usize) -> Option<&'static str> {
    let at = source.floor_char_boundary(at.min(source.len()));
    let before = &source[..at];
    let here = &source[at..];
    let holds = |tag: &Tag| tag.span.start <= at && at <= tag.span.end;
    if tags(source).iter().any(|tag| tag.kind == TagKind::Reference && holds(tag)) {
        return Some(
            "This is a dynamic reference of CloudFormation, which looks like Jinja. Write it \
             between `{% raw %}` and `{% endraw %}`, or as `{{ '{{resolve:…}}' }}`.",
        );
    }
    if let Some(foreign) = Foreign::at(source, at) {
        return Some(foreign.help);
    }
    let known = [
        ("&", "Jinja writes `and` instead of `&&`."),
        ("||", "Jinja writes `or` instead of `||`."),
        ("!", "Jinja writes `not` instead of `!`, and `!=` for \"is not equal\"."),
        ("?", "Jinja writes a choice as `a if condition else b`."),
        ("$", "Jinja names have no `$`: write `{{ name }}`."),
        ("=", "Compare with `==`; `=` only belongs into `{% set %}` and calls."),
        ("#", "Comments are written between `{#` and `#}`."),
    ];
    if here.starts_with('|') && before.ends_with('|') {
        return Some(known[1].1);
    }
    if here.starts_with("if") && before.trim_end().ends_with("else") {
        return Some("Jinja writes `elif` instead of `else if`.");
    }
    known.iter().find(|(start, _)| here.starts_with(start)).map(|&(_, help)| help)
}
