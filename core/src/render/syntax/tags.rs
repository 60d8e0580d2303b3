//! Checks that tags are closed in the right order.

use minijinja::machinery::Token;

use super::super::advice::TAGS;
use super::super::failure::{Failure, Outcome};
use super::{Tokens, place_of};
use crate::nearest::nearest;
use crate::text::Span;

/// An open tag.
struct Open<'s> {
    tag: &'s str,
    span: Span,
    /// The tags that may follow it: its branches and its end tag.
    next: &'static [&'static str],
}

/// Fails at the first misplaced or unclosed tag.
pub(super) fn check(source: &str, tokens: &Tokens<'_>) -> Outcome<()> {
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut closed_last = true;
    for (at, (token, _)) in tokens.iter().enumerate() {
        match token {
            Token::VariableStart | Token::BlockStart => closed_last = false,
            Token::VariableEnd | Token::BlockEnd => closed_last = true,
            _ => {}
        }
        if !matches!(token, Token::BlockStart) {
            continue;
        }
        let Some((Token::Ident(tag), place)) = tokens.get(at + 1) else { continue };
        let span = place_of(*place);
        let next: &'static [&'static str] = match *tag {
            "for" => &["endfor", "else"],
            "if" => &["elif", "else", "endif"],
            "with" => &["endwith"],
            "macro" => &["endmacro"],
            "call" => &["endcall"],
            "filter" => &["endfilter"],
            "block" => &["endblock"],
            "autoescape" => &["endautoescape"],
            "set" if is_capture(&tokens[at + 2..]) => &["endset"],
            "set" | "extends" | "include" | "import" | "from" | "print" => continue,
            _ => {
                match open.last_mut() {
                    Some(last) if last.next.contains(tag) => match *tag {
                        "elif" => {}
                        "else" if last.tag == "if" => last.next = &["endif"],
                        "else" => last.next = &["endfor"],
                        _ => {
                            open.pop();
                        }
                    },
                    last => return Err(misplaced(tag, span, last)),
                }
                continue;
            }
        };
        open.push(Open { tag, span, next });
    }
    let Some(last) = open.last().filter(|_| closed_last) else { return Ok(()) };
    let end = tokens.last().map_or(source.len(), |(_, place)| place.start_offset as usize);
    let tag = last.tag;
    Err(Failure::syntax(format!("this `{tag}` is never closed: `{{% end{tag} %}}` is missing"))
        .help(format!("Write `{{% end{tag} %}}` where it ends."))
        .within(last.span)
        // Python reports the line of the last token.
        .on_line_of(end))
}

/// Whether a `set` tag has no `=`, so that a body follows.
fn is_capture(rest: &[(Token<'_>, minijinja::machinery::Span)]) -> bool {
    for (token, _) in rest {
        match token {
            Token::Assign => return false,
            Token::BlockEnd | Token::Pipe => return true,
            _ => {}
        }
    }
    false
}

fn misplaced(tag: &str, span: Span, open: Option<&mut Open<'_>>) -> Box<Failure> {
    let at = |message| Failure::syntax(message).within(span).on_line_of(span.start);
    let ends = tag.starts_with("end") || matches!(tag, "else" | "elif");
    match (ends, open) {
        (true, Some(open)) => {
            let expected: Vec<String> = open.next.iter().map(|next| format!("`{next}`")).collect();
            at(format!(
                "found `{tag}` within `{}`, where {} comes first",
                open.tag,
                expected.join(" or ")
            ))
            .help(format!("Close the `{}` first, or move this tag.", open.tag))
        }
        (true, None) => at(format!("`{tag}` ends or continues nothing that is open here"))
            .help("Remove it, or add the tag that it belongs to."),
        _ => {
            let failure = at(format!("there is no tag `{tag}`"));
            match nearest(tag, TAGS.iter().copied()) {
                _ if matches!(tag, "elseif" | "elsif") => failure.help("Write `elif`."),
                Some(known) => failure.help(format!("Did you mean `{known}`?")),
                None => failure,
            }
        }
    }
}
