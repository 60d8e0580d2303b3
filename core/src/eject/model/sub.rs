//! The text of `Fn::Sub`.

/// A part of the text of `Fn::Sub`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SubPart<'t> {
    Text(&'t str),
    /// `${!Literal}`, which gives `${Literal}`.
    Literal(&'t str),
    /// `${Variable}`
    Variable(&'t str),
}

/// Takes the text of `Fn::Sub` apart. A `${` without a `}` is text.
pub(super) fn sub_parts(text: &str) -> Vec<SubPart<'_>> {
    let mut parts = vec![];
    let mut rest = text;
    while let Some(open) = rest.find("${") {
        let Some(length) = rest[open..].find('}') else { break };
        if open > 0 {
            parts.push(SubPart::Text(&rest[..open]));
        }
        let name = &rest[open + 2..open + length];
        parts.push(match name.strip_prefix('!') {
            Some(literal) => SubPart::Literal(literal),
            None => SubPart::Variable(name.trim()),
        });
        rest = &rest[open + length + 1..];
    }
    if !rest.is_empty() {
        parts.push(SubPart::Text(rest));
    }
    parts
}
