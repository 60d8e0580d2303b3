//! Messages for texts that are not well-formed YAML.

use libyaml_safer::Error;

use crate::text::{Span, shortened};

/// A syntax error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// The bytes at which the problem shows.
    pub span: Span,
    /// The message.
    pub message: String,
    /// The help: a hint about how to solve it.
    pub help: String,
}

impl YamlError {
    /// An error at `span`.
    pub fn new(span: Span, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { span, message: message.into(), help: help.into() }
    }
}

/// Converts an error of the parser. It stopped at the byte `at`; `context` is the start of the construct that it was
/// parsing.
pub(super) fn explain(
    text: &str,
    at: Option<usize>,
    context: Option<usize>,
    error: &Error,
) -> YamlError {
    let Some(at) = at else { return unreadable(text, error) };
    let here = Place::new(text, at);
    let began = context.map(|context| Place::new(text, context));
    let starts = [
        began.as_ref().map(|began| began.value_start),
        Some(here.value_start),
        Some(here.line_start),
    ];
    if let Some(error) = starts.into_iter().flatten().find_map(|start| jinja(text, start)) {
        return error;
    }
    let doing = error.context().unwrap_or("");
    // An unclosed quote or bracket is reported where it opens.
    let open =
        ["quoted scalar", "parsing a flow", "simple key"].iter().any(|what| doing.contains(what));
    let place = if let (true, Some(began)) = (open, &began) { began } else { &here };
    let (message, help) = words(error.problem(), doing, place);
    YamlError::new(place.span(), message, help)
}

/// The error for a quote that is not closed where its text ends: the value `quoted` goes on to the next quote, lines
/// later, and the parser stops `at` the rest of that line. None if the value ends in its own line, or elsewhere.
pub(super) fn swallowing(text: &str, quoted: Span, at: usize) -> Option<YamlError> {
    let value = text.get(quoted.start..quoted.end)?;
    let between = text.get(quoted.end..at)?;
    let first = value.lines().next()?;
    if !value.contains('\n') || !between.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    Some(YamlError::new(
        Span::new(quoted.start, quoted.start + first.trim_end().len()),
        "The quoted text that begins here ends at the next quote, in a later line, and more text follows there.",
        "Add the closing quote where the text ends. A quote inside the text is written twice.",
    ))
}

/// The error for a character that YAML does not allow anywhere.
fn unreadable(text: &str, error: &Error) -> YamlError {
    let bad = |c: &char| !matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{fffd}' | '\u{10000}'..);
    let Some((at, character)) = text.char_indices().find(|(_, c)| bad(c)) else {
        let message = format!("This is not well-formed YAML: {}.", error.problem());
        return YamlError::new(Span::default(), message, "Compare the file with a valid one.");
    };
    let message = format!("YAML forbids the unprintable character U+{:04X}.", u32::from(character));
    let help = "Delete it, or write it as an escape in double quotes.";
    YamlError::new(Span::new(at, at + character.len_utf8()), message, help)
}

/// The error for Jinja syntax in YAML: `{{` at the start of a value opens two mappings, and `{%` is not valid at all.
pub(super) fn jinja(text: &str, at: usize) -> Option<YamlError> {
    let rest = text.get(at..)?;
    let span = Span::new(at, at + rest.lines().next().map_or(0, str::len));
    if rest.starts_with("{{") {
        let help = "Put the whole value in quotes: \"{{ … }}\".";
        Some(YamlError::new(
            span,
            "A value cannot begin with `{{`: YAML reads `{` as a mapping.",
            help,
        ))
    } else if rest.starts_with("{%") {
        let help = "Remove `{% … %}`: only templates are rendered.";
        Some(YamlError::new(
            span,
            "`{%` is a Jinja tag, and this file is read as plain YAML.",
            help,
        ))
    } else {
        None
    }
}

/// The line that contains an error.
struct Place<'t> {
    text: &'t str,
    at: usize,
    line_start: usize,
    line_end: usize,
    /// The offset of the value in the line: after its dashes and its first `: `.
    value_start: usize,
}

impl<'t> Place<'t> {
    fn new(text: &'t str, at: usize) -> Self {
        let at = text.floor_char_boundary(at.min(text.len()));
        let begin = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[begin..].find('\n').map_or(text.len(), |newline| begin + newline);
        let line_start = begin + indent(&text[begin..line_end]);
        let line = &text[line_start..line_end];
        let dashes = line.len() - line.trim_start_matches(['-', ' ']).len();
        let key = line[dashes..].find(": ").map_or(0, |colon| colon + 2);
        let after = line_start + dashes + key;
        let value_start = after + indent(&text[after..line_end]);
        Self { text, at, line_start, line_end, value_start }
    }

    /// The span from the error to the end of the line, or the whole line if that is empty.
    fn span(&self) -> Span {
        let end = self.line_start + self.text[self.line_start..self.line_end].trim_end().len();
        if self.at < end {
            Span::new(self.at, end)
        } else {
            Span::new(self.line_start, end.max(self.line_start))
        }
    }

    fn line(&self) -> &'t str {
        &self.text[self.line_start..self.line_end]
    }

    fn is_at_tab(&self) -> bool {
        self.text[self.at..].starts_with('\t')
    }

    fn begins_with_tab(&self) -> bool {
        let begin = self.text[..self.line_start].rfind('\n').map_or(0, |newline| newline + 1);
        self.text[begin..self.line_start].contains('\t')
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

fn words(problem: &str, doing: &str, here: &Place) -> (String, &'static str) {
    let has = |words: &str| problem.contains(words);
    let during = |words: &str| doing.contains(words);
    if here.begins_with_tab() || here.is_at_tab() || has("tab character") {
        let help = "Indent with spaces; YAML forbids tabs there.";
        return ("There is a tab where YAML requires spaces.".into(), help);
    }
    if during("quoted scalar") && (has("escape") || has("hexdecimal")) {
        let help =
            "Double the backslash, or use single quotes, in which it has no special meaning.";
        return ("This backslash in double quotes begins an unknown escape.".into(), help);
    }
    if during("quoted scalar") {
        let help = "Add the closing quote. A quote inside the text is written twice.";
        return ("The quote that opens here is never closed.".into(), help);
    }
    if during("parsing a flow") || during("flow node") || has("',' or") {
        let help = "Close every `[` and `{`, and put commas between the items. Text that begins with one of them needs quotes.";
        return ("The `[` or `{` that opens here is not closed correctly.".into(), help);
    }
    if has("mapping values are not allowed") {
        return colon(here);
    }
    if has("cannot start any token") {
        let character = here.text[here.at..].chars().next().unwrap_or('?');
        let help = "Put the value in quotes.";
        return (format!("A value cannot begin with `{character}`, which YAML reserves."), help);
    }
    if during("anchor") || during("alias") {
        let help = "A value that begins with `*` or `&` needs quotes, as in \"*.example.com\".";
        return ("`*` and `&` must be followed by the name of a value.".into(), help);
    }
    if during("block scalar") {
        let help = "Write only `|` or `>` after the key, and indent all lines of the text equally below it.";
        return ("The text after `|` or `>` is not indented correctly.".into(), help);
    }
    if during("simple key") {
        let help = "Write it as `name: value`, indented like the lines around it.";
        return (
            format!("`{}` isn't of the form `name: value`.", shortened(here.line().trim_end(), 40)),
            help,
        );
    }
    if during("block mapping") || during("block collection") || has("not allowed in this context") {
        let help = "Indent all keys of a mapping, and all dashes of a list, equally. Move text after a closing quote inside the quotes.";
        return (
            "The indentation of this line matches neither the line above nor an outer one.".into(),
            help,
        );
    }
    if during("tag") {
        let help =
            "Put a value that begins with `!` in quotes unless it is a function such as !Ref.";
        return ("`!` begins a tag, but this isn't a tag.".into(), help);
    }
    if has("document start") || during("directive") {
        let help = "Keep one document in the file, and everything below its keys.";
        return ("This does not belong to the document above it.".into(), help);
    }
    (
        format!("This is not well-formed YAML: {problem}."),
        "Compare this line with the ones around it.",
    )
}

/// The message for a second `: ` in one line, or for a line that should not be indented.
fn colon(here: &Place) -> (String, &'static str) {
    let before = &here.text[here.line_start..here.at.max(here.line_start)];
    if before.contains(": ") {
        let help = "Put the value in quotes if the second `: ` is part of its text.";
        ("This line has a second `: `, but an unquoted value ends before it.".into(), help)
    } else {
        let help = "Indent it like the line above, or remove the value of that line's key.";
        ("There is a key here, but the line above already has a value.".into(), help)
    }
}
