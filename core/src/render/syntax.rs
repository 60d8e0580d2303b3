//! Parses a template with minijinja's parser, and rewords its errors.
//!
//! minijinja's parser does not support some syntax of Jinja2: tuples without parentheses (except after `set` and the
//! like), unary plus, `{% print %}`, a colon at the end of a tag, several names in one assignment of `with`, an opening
//! delimiter at the very end of a template, and characters by name (`\N{…}`). No public bundle uses any of these; they
//! are reported as syntax errors.

mod limits;
mod tags;
mod words;

use minijinja::machinery::ast::Stmt;
use minijinja::machinery::{Span as Place, Token, parse, tokenize};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Error, ErrorKind};

use super::advice;
use super::failure::{Failure, Outcome};
use crate::text::{Span, visible};

type Tokens<'s> = Vec<(Token<'s>, Place)>;

/// Parses a template.
pub(super) fn read(source: &str) -> Outcome<Stmt<'_>> {
    let mut tokens = Tokens::new();
    for token in tokenize(source, false, SyntaxConfig::default()) {
        match token {
            Ok(token) => tokens.push(token),
            // The parser raises the same error, unless there is an earlier one.
            Err(_) => break,
        }
    }
    limits::check(&tokens)?;
    let nesting = tags::check(source, &tokens).err();
    let nesting = match (words::check(source, &tokens).err(), nesting) {
        (Some(word), Some(nesting)) if nesting.anchor < word.anchor => Some(nesting),
        (word, nesting) => word.or(nesting),
    };
    let failure = match (parse(source, "", SyntaxConfig::default()), nesting) {
        (Ok(template), None) => return Ok(template),
        (Ok(_), Some(nesting)) => nesting,
        (Err(error), nesting) => {
            let failure = reword(source, &tokens, &error);
            match nesting {
                // The first error in the template is reported.
                Some(nesting) if nesting.anchor <= failure.anchor => nesting,
                _ => failure,
            }
        }
    };
    let at = failure.span.map_or(0, |span| span.start);
    Err(match advice::for_syntax(source, at) {
        Some(help) => failure.help(help),
        None => failure,
    })
}

fn place_of(place: Place) -> Span {
    Span::new(place.start_offset as usize, place.end_offset as usize)
}

/// Converts an error of minijinja's parser.
fn reword(source: &str, tokens: &Tokens<'_>, error: &Error) -> Box<Failure> {
    let detail = error.detail().unwrap_or("the template cannot be read");
    let range = error.range().unwrap_or(0..0);
    let end = range.end.min(source.len());
    let span = Span::new(range.start.min(end), end);
    let found = |expected: &str| {
        let word = span.of(source);
        match word.is_empty() || word.contains('\n') || word.chars().count() > 24 {
            true => format!("expected {} here", described(expected)),
            false => format!("expected {}, found `{word}`", described(expected)),
        }
    };
    if detail.ends_with("end of input") || detail.starts_with("unexpected end of input") {
        let (_, expected) = detail.rsplit_once(", expected ").unwrap_or_default();
        return at_end(tokens, expected);
    }
    if error.kind() == ErrorKind::BadEscape {
        return Failure::syntax("an escape in this string is not complete")
            .help("Write `\\\\` for a backslash.")
            .within(span)
            .on_line_of(span.start);
    }
    // These errors are reported where the text, string or comment begins, not at the end of the template.
    let opened = |what: &str, open: &str, close: &str| {
        let start = source.get(..end).and_then(|before| before.rfind(open)).unwrap_or(span.start);
        Failure::syntax(format!("this {what} is never closed: `{close}` is missing"))
            .help(format!("Write `{close}` where it ends."))
            .within(Span::new(start, start + open.len()))
            .on_line_of(start)
    };
    match detail {
        "unexpected end of comment" => return opened("comment", "{#", "#}"),
        "unexpected end of raw block" => return opened("`raw`", "raw", "{% endraw %}"),
        "unexpected end of string" => {
            let start = string_start(source, tokens);
            let quote = source[start..].chars().next().unwrap_or('\'');
            return Failure::syntax(format!(
                "this string is never closed: a second `{quote}` is missing"
            ))
            .help(format!("Write `{quote}` where the string ends."))
            .within(Span::new(start, start + 1))
            .on_line_of(start);
        }
        "unexpected character" => {
            let c = source[span.start..].chars().next().unwrap_or(' ');
            let end = span.start + c.len_utf8();
            return Failure::syntax(format!(
                "`{}` has no meaning in Jinja",
                visible(&c.to_string())
            ))
            .within(Span::new(span.start, end))
            .on_line_of(span.start);
        }
        _ => {}
    }
    if let Some(tag) = detail.strip_prefix("unknown statement ") {
        return Failure::syntax(format!("there is no tag `{tag}`"))
            .within(span)
            .on_line_of(span.start);
    }
    if let Some(name) = detail.strip_prefix("cannot assign to reserved variable name ") {
        return Failure::syntax(format!("nothing can be assigned to `{name}`"))
            .help("Choose another name.")
            .within(span)
            .on_line_of(span.start);
    }
    let message = match detail.rsplit_once(", expected ") {
        Some((_, expected)) => found(expected),
        None if detail.starts_with("unexpected ") => found("a value"),
        None => detail.to_owned(),
    };
    Failure::syntax(message).within(span).on_line_of(span.start)
}

/// The error for a template that ends too early. Python reports the line of the last token.
fn at_end(tokens: &Tokens<'_>, expected: &str) -> Box<Failure> {
    let last = tokens.last().map_or(Span::default(), |(_, place)| place_of(*place));
    let expected = match expected {
        "" => "more".to_owned(),
        _ => described(expected),
    };
    Failure::syntax(format!("unexpected end of template: expected {expected}"))
        .within(last)
        .on_line_of(last.start)
}

/// The offset of the string that follows the last token.
fn string_start(source: &str, tokens: &Tokens<'_>) -> usize {
    let after = tokens.last().map_or(0, |(_, place)| place.end_offset as usize);
    let rest = source.get(after..).unwrap_or("");
    after + rest.find(['"', '\'']).unwrap_or(0)
}

fn described(expected: &str) -> String {
    match expected {
        "end of variable block" => "`}}`".into(),
        "end of block" => "`%}`".into(),
        "identifier" => "a name".into(),
        "expression" => "a value".into(),
        "in" => "`in`".into(),
        "statement" | "block keyword" | "keyword" => "the name of a tag".into(),
        "assignment operator" => "`=`".into(),
        "comma" => "`,`".into(),
        _ => expected.to_owned(),
    }
}
