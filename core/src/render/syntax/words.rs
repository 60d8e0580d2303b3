//! Rejects tokens that minijinja's lexer accepts and Jinja2's does not.

use minijinja::machinery::Token;

use super::super::failure::{Failure, Outcome};
use super::{Tokens, place_of};
use crate::text::Span;

/// Fails at the first token that Jinja2 does not accept.
pub(super) fn check(source: &str, tokens: &Tokens<'_>) -> Outcome<()> {
    for (at, (token, place)) in tokens.iter().enumerate() {
        let span = place_of(*place);
        let word = span.of(source);
        let problem = match token {
            Token::Int(_) | Token::Int128(_) if has_leading_zero(word) => {
                Some(("a number does not begin with zeros", "Remove them, or write text."))
            }
            Token::Int(_) | Token::Int128(_) | Token::Float(_)
                if word.contains("__") || word.ends_with('.') =>
            {
                Some(("this isn't a number", "Write digits, with single `_` between them at most."))
            }
            Token::VariableEnd if word.starts_with('+') => {
                Some(("expected `}}`, found `+`", "Only tags end with `+%}`."))
            }
            Token::Ident("in") if is_after_comma_of_for(tokens, at) => {
                Some(("expected a name after the comma", "Remove the comma."))
            }
            _ => None,
        };
        if let Some((message, help)) = problem {
            return Err(refuse(span, message, help));
        }
    }
    Ok(())
}

fn refuse(span: Span, message: &str, help: &str) -> Box<Failure> {
    Failure::syntax(message).help(help).within(span).on_line_of(span.start)
}

fn has_leading_zero(word: &str) -> bool {
    let digits = |c: char| c.is_ascii_digit() || c == '_';
    word.starts_with('0') && word.chars().all(digits) && word.contains(|c| ('1'..='9').contains(&c))
}

/// Whether the token follows the comma of `{% for a, in …`.
fn is_after_comma_of_for(tokens: &Tokens<'_>, at: usize) -> bool {
    let Some((Token::Comma, _)) = at.checked_sub(1).and_then(|before| tokens.get(before)) else {
        return false;
    };
    let tag = tokens[..at].iter().rposition(|(token, _)| matches!(token, Token::BlockStart));
    tag.is_some_and(|tag| matches!(tokens.get(tag + 1), Some((Token::Ident("for"), _))))
}
