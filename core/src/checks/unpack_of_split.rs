//! `unpack-of-split`: the parts of a split string are assigned to a fixed number of names.
//!
//! Python fails if there are more parts than names, which a value that contains the separator causes: `KEY=a=b`.

use super::Subject;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::tags::{TagKind, tags};
use crate::text::{Edit, Span};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for source in subject.sources.iter().filter(|source| source.template().is_some()) {
        let tags = tags(source.text).into_iter();
        for tag in tags.filter(|tag| tag.kind == TagKind::Statement) {
            let (start, inner) = (tag.inner.start, tag.inner.of(source.text));
            let Some((names, at)) = unpacked(inner) else { continue };
            let message = format!(
                "This assigns the parts of a text to {names} names, and rendering fails if the separator occurs more often."
            );
            let most = names - 1;
            let edit = Edit { span: Span::new(start + at, start + at), text: format!(", {most}") };
            let text = inner.trim_matches(['-', '+', ' ', '\t', '\n']);
            let lead = inner.find(text).unwrap_or(0);
            let span = Span::new(start + lead, start + lead + text.len());
            found.push(
                Diagnostic::new(codes::UNPACK_OF_SPLIT, source.file.clone(), message)
                    .at(span)
                    .help(format!("Split it at most {most} times: `.split(…, {most})`."))
                    .fix(Some(Fix::suggestion(
                        format!("Split it at most {most} times"),
                        vec![edit],
                    ))),
            );
        }
    }
}

/// For `set a, b = ….split('=')`: the number of names, and the offset of the `)`.
fn unpacked(tag: &str) -> Option<(usize, usize)> {
    let inner = tag.trim_start_matches(['-', '+']).trim_start().strip_prefix("set ")?;
    let (targets, _) = inner.split_once('=')?;
    let names = targets.split(',').filter(|name| !name.trim().is_empty()).count();
    let value = tag.trim_end_matches(['-', '+', ' ', '\t', '\n', '\r']);
    let open = value.rfind(".split(")? + ".split(".len();
    let argument = value.get(open..)?.strip_suffix(')')?.trim();
    let quote = argument.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = argument.strip_prefix(quote)?.strip_suffix(quote)?;
    (names > 1 && !text.contains(quote)).then_some((names, value.len() - 1))
}
