//! `truncate-leeway`: `truncate` may keep a text that is slightly too long.
//!
//! A text that exceeds the length by no more than the leeway is kept whole; the leeway is 5 characters by default
//! (Jinja's documentation of `truncate`).

use super::Subject;
use crate::diagnostic::{Diagnostic, Fix, codes};
use crate::tags::tags;
use crate::text::{Edit, Span};

/// The default leeway.
const LEEWAY: u64 = 5;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    for source in subject.sources.iter().filter(|source| source.template().is_some()) {
        for tag in tags(source.text).into_iter().filter(|tag| tag.is_code()) {
            let (start, inner) = (tag.inner.start, tag.inner.of(source.text));
            for (at, _) in inner.match_indices("truncate(") {
                let is_filter = inner[..at].trim_end().ends_with('|');
                let from = at + "truncate(".len();
                let Some(arguments) = arguments(&inner[from..]).filter(|_| is_filter) else {
                    continue;
                };
                let Some((length, last)) = cut(&arguments) else { continue };
                let end = start
                    + from
                    + arguments.iter().map(|argument| argument.len() + 1).sum::<usize>()
                    - 1;
                let leeway = if last == 3 { ", 0" } else { ", leeway=0" };
                let edit = Edit { span: Span::new(end, end), text: leeway.into() };
                let most = length + LEEWAY;
                let message = format!(
                    "`truncate({length}, …)` keeps texts of up to {most} characters: a text that exceeds the length by no more than the leeway of {LEEWAY} is not truncated."
                );
                found.push(
                    Diagnostic::new(codes::TRUNCATE_LEEWAY, source.file.clone(), message)
                        .at(Span::new(start + at, end + 1))
                        .help(
                            "If the length is a limit, set the leeway, its fourth argument, to 0.",
                        )
                        .fix(Some(Fix::suggestion("Set the leeway to 0", vec![edit]))),
                );
            }
        }
    }
}

/// The length of a `truncate` that also cuts words, and the number of positional arguments; `None` if the leeway is
/// set.
fn cut(arguments: &[&str]) -> Option<(u64, usize)> {
    let named = |name: &str| {
        arguments.iter().find_map(|argument| {
            Some(argument.trim().strip_prefix(name)?.trim_start().strip_prefix('=')?.trim())
        })
    };
    let is_named = |argument: &&&str| {
        argument.split('=').next().is_some_and(|name| {
            argument.contains('=') && name.trim().chars().all(|c| c.is_ascii_alphabetic())
        })
    };
    let plain = arguments.len() - arguments.iter().filter(is_named).count();
    if plain > 3 || named("leeway").is_some() {
        return None;
    }
    let argument = |at: usize, name| {
        named(name)
            .or_else(|| arguments.get(at).filter(|_| at < plain).map(|argument| argument.trim()))
    };
    let cuts = matches!(argument(1, "killwords"), Some("true" | "True"));
    let length = argument(0, "length")?.parse().ok()?;
    cuts.then_some((length, arguments.len().min(plain)))
}

/// Splits the arguments of a call, up to its `)`.
fn arguments(rest: &str) -> Option<Vec<&str>> {
    let mut arguments = vec![];
    let (mut depth, mut quote, mut from) = (0_usize, None, 0);
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')') if depth == 0 => {
                arguments.push(&rest[from..at]);
                return Some(arguments);
            }
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                arguments.push(&rest[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_truncate_without_a_leeway_argument_is_reported() {
        let cut = |text: &str| arguments(text).and_then(|arguments| cut(&arguments));
        assert_eq!(cut("29, true, 'zzz')"), Some((29, 3)));
        assert_eq!(cut("29, True)"), Some((29, 2)));
        assert_eq!(cut("29, killwords=true, end=',)')"), Some((29, 1)));
        for other in
            ["29)", "29, false)", "29, true, '', 0)", "29, true, leeway=0)", "n, true)", "29, true"]
        {
            assert_eq!(cut(other), None, "{other}");
        }
    }
}
