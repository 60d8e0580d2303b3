//! Limits the complexity of a template: nesting or chains longer than any author writes would exhaust the stack of the
//! parser.

use minijinja::machinery::Token;

use super::super::failure::{Failure, Outcome};
use super::{Tokens, place_of};

/// Maximum number of consecutive operators, calls and brackets in an expression.
const MAX_CHAIN: usize = 300;
/// Maximum number of open tags, including `elif` branches.
const MAX_OPEN: usize = 100;

/// Fails if the template is too complex.
pub(super) fn check(tokens: &Tokens<'_>) -> Outcome<()> {
    // For each open bracket, the number of operators since it or since the last comma.
    let mut chains: Vec<usize> = vec![0];
    let mut total: usize = 0;
    // For each open tag, the number of its branches so far.
    let mut open: Vec<usize> = Vec::new();
    let mut tag = false;
    for (token, place) in tokens {
        match token {
            Token::VariableStart | Token::BlockStart => {
                chains = vec![0];
                total = 0;
            }
            Token::ParenOpen | Token::BracketOpen | Token::BraceOpen => {
                total += 1;
                chains.push(1);
            }
            Token::ParenClose | Token::BracketClose | Token::BraceClose => {
                let inner = chains.pop().unwrap_or(0);
                total = total.saturating_sub(inner) + 1;
                match chains.last_mut() {
                    Some(outer) => *outer += 1,
                    None => chains.push(1),
                }
            }
            Token::Comma | Token::Colon => {
                let last = chains.last_mut().map_or(0, std::mem::take);
                total = total.saturating_sub(last);
            }
            Token::TemplateData(_)
            | Token::VariableEnd
            | Token::BlockEnd
            | Token::Str(_)
            | Token::String(_)
            | Token::Int(_)
            | Token::Int128(_)
            | Token::Float(_) => {}
            Token::Ident(word) if tag => match *word {
                "elif" => {
                    if let Some(branches) = open.last_mut() {
                        *branches += 1;
                    }
                }
                "if" | "for" | "with" | "macro" | "call" | "filter" | "block" | "set"
                | "autoescape" => open.push(1),
                _ if word.starts_with("end") => {
                    open.pop();
                }
                _ => {}
            },
            Token::Ident(word)
                if !matches!(*word, "and" | "or" | "not" | "is" | "if" | "else" | "in") => {}
            Token::Assign if tag_is_set(tokens, place.start_offset) => {
                // `{% set x = … %}` has no end tag.
                open.pop();
            }
            _ => {
                total += 1;
                if let Some(chain) = chains.last_mut() {
                    *chain += 1;
                }
            }
        }
        tag = matches!(token, Token::BlockStart);
        let span = place_of(*place);
        if total > MAX_CHAIN {
            return Err(Failure::syntax("this expression is too long")
                .help("Split it, and name its parts with `{% set %}`.")
                .within(span)
                .on_line_of(span.start));
        }
        if open.iter().sum::<usize>() > MAX_OPEN {
            return Err(Failure::syntax(
                "tags are nested too deeply, or an `if` has too many branches",
            )
            .help("Put the inner part into a macro, or look values up in a mapping.")
            .within(span)
            .on_line_of(span.start));
        }
    }
    Ok(())
}

/// Whether the `=` at `offset` is the assignment of a `{% set %}` tag: the first `=` in it.
fn tag_is_set(tokens: &Tokens<'_>, offset: u32) -> bool {
    let at = tokens.partition_point(|(_, place)| place.start_offset < offset);
    for (index, (token, _)) in tokens[..at].iter().enumerate().rev() {
        match token {
            Token::BlockStart => {
                return matches!(tokens.get(index + 1), Some((Token::Ident("set"), _)));
            }
            Token::Assign | Token::ParenOpen | Token::VariableStart => return false,
            _ => {}
        }
    }
    false
}
