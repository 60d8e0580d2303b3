//! Splits the code of a tag into tokens: names that the template reads, and words of Jinja.

use crate::render::references::Step;
use crate::tags::{Tag, TagKind, is_word, string_end};
use crate::text::Span;

/// A token: a word, a chain, or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: WordKind,
    /// Its span, for a chain the whole chain.
    pub(super) span: Span,
}

/// The kind of a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    /// The keyword of a statement.
    Keyword,
    /// A name with its members: `a.b['c'][0]`.
    Chain(Vec<Segment>),
    /// The name of a filter, after `|`.
    Filter,
    /// The name of a test, after `is`.
    Test,
    /// An operator or a constant, such as `and`, `in`, `true`.
    Operator,
    /// A string or a number.
    Constant,
    /// Any other character.
    Sign(char),
}

/// A step of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segment {
    pub(super) step: Step,
    /// The span of the name, without quotes; empty if nothing is typed yet.
    pub(super) span: Span,
}

/// The operators and constants of Jinja.
pub(super) const RESERVED: [&str; 18] = [
    "and", "as", "context", "else", "false", "False", "if", "ignore", "import", "in", "is",
    "missing", "none", "None", "not", "or", "true", "True",
];
const MORE_RESERVED: [&str; 3] = ["recursive", "with", "without"];

/// The tokens of a tag, in order.
pub(super) fn words(text: &str, tag: Tag) -> Vec<Word> {
    let mut found = vec![];
    if !tag.is_code() {
        return found;
    }
    let mut reader = Reader { text, at: tag.inner.start, end: tag.inner.end };
    if text[reader.at..reader.end].starts_with(['-', '+']) {
        reader.at += 1;
    }
    let is_statement = tag.kind == TagKind::Statement;
    chains(&mut reader, is_statement, &mut found);
    found
}

/// The chain at the start of an expression.
pub(super) fn chain(text: &str, span: Span) -> Option<Vec<Segment>> {
    let mut reader = Reader { text, at: span.start, end: span.end.min(text.len()) };
    let mut inner = vec![];
    let name = reader.name()?;
    reader.chain(name, &mut inner)
}

fn chains(reader: &mut Reader<'_>, is_statement: bool, found: &mut Vec<Word>) {
    loop {
        reader.blanks();
        let start = reader.at;
        let Some(first) = reader.peek() else { return };
        if let Some(name) = reader.name() {
            let kind = match found.last().map(|word| &word.kind) {
                None if is_statement => WordKind::Keyword,
                Some(WordKind::Sign('|')) => WordKind::Filter,
                Some(WordKind::Operator)
                    if follows_is(reader.text, found) && name.of(reader.text) != "not" =>
                {
                    WordKind::Test
                }
                _ if is_reserved(name.of(reader.text)) => WordKind::Operator,
                _ => {
                    let mut inner = vec![];
                    let segments = reader.chain(name, &mut inner).unwrap_or_default();
                    let span = Span::new(start, reader.at);
                    found.push(Word { kind: WordKind::Chain(segments), span });
                    // The words within the brackets are tokens too.
                    found.append(&mut inner);
                    continue;
                }
            };
            found.push(Word { kind, span: name });
            continue;
        }
        let kind = match first {
            '"' | '\'' => {
                reader.string();
                WordKind::Constant
            }
            '0'..='9' => {
                reader.number();
                WordKind::Constant
            }
            sign => {
                reader.at += sign.len_utf8();
                WordKind::Sign(sign)
            }
        };
        found.push(Word { kind, span: Span::new(start, reader.at) });
    }
}

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || MORE_RESERVED.contains(&name)
}

/// Whether the last token is `is`, or `not` after `is`.
fn follows_is(text: &str, found: &[Word]) -> bool {
    let word = |back: usize| found.iter().rev().nth(back).map(|word| word.span.of(text));
    match word(0) {
        Some("is") => true,
        Some("not") => word(1) == Some("is"),
        _ => false,
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn name(&mut self) -> Option<Span> {
        let rest = self.rest();
        if !rest.starts_with(|c: char| c.is_alphabetic() || c == '_') {
            return None;
        }
        let length = rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        self.at = span.end;
        Some(span)
    }

    fn number(&mut self) {
        let rest = self.rest();
        self.at += rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
    }

    /// The span inside a string; an unterminated string ends with the tag.
    fn string(&mut self) -> Span {
        let start = self.at + 1;
        let quote = self.text.as_bytes()[self.at];
        let end = string_end(self.text, self.at, quote).filter(|&end| end <= self.end);
        self.at = end.unwrap_or(self.end);
        let inner = end.map_or(self.end, |end| end - 1);
        Span::new(start.min(inner), inner)
    }

    /// Reads the rest of the chain after a name. Words within brackets go to `inner`.
    fn chain(&mut self, name: Span, inner: &mut Vec<Word>) -> Option<Vec<Segment>> {
        let named =
            |text: &str, span: Span| Segment { step: Step::Name(span.of(text).to_owned()), span };
        let mut segments = vec![named(self.text, name)];
        loop {
            let before = self.at;
            self.blanks();
            match self.peek() {
                Some('.') => {
                    self.at += 1;
                    let dot = self.at;
                    self.blanks();
                    let next = self.name().unwrap_or_else(|| {
                        self.at = dot;
                        Span::new(dot, dot)
                    });
                    let is_last = next.start == next.end;
                    segments.push(named(self.text, next));
                    if is_last {
                        return Some(segments);
                    }
                }
                Some('[') => {
                    self.at += 1;
                    self.blanks();
                    let start = self.at;
                    let string = match self.peek() {
                        Some('"' | '\'') => Some(self.string()),
                        _ => None,
                    };
                    self.blanks();
                    if let (Some(key), Some(']') | None) = (string, self.peek()) {
                        segments.push(named(self.text, key));
                    } else {
                        self.at = start;
                        let close = closing(self.rest()).map_or(self.end, |at| start + at);
                        let mut within = Reader { text: self.text, at: start, end: close };
                        chains(&mut within, false, inner);
                        segments.push(Segment { step: Step::Each, span: Span::new(start, close) });
                        self.at = close;
                    }
                    if self.peek() == Some(']') {
                        self.at += 1;
                    }
                }
                _ => {
                    self.at = before;
                    return Some(segments);
                }
            }
            if self.at >= self.end {
                return Some(segments);
            }
        }
    }
}

/// The offset of the `]` that closes the bracket around `text`.
fn closing(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => open += 1,
            ']' if open == 0 => return Some(at),
            ']' => open -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tags::tags;

    fn shown(text: &str) -> Vec<String> {
        let tag = tags(text)[0];
        let words = words(text, tag).into_iter().map(|word| match word.kind {
            WordKind::Chain(segments) => {
                let steps = segments.iter().map(|segment| match &segment.step {
                    Step::Name(name) => {
                        assert_eq!(segment.span.of(text), name);
                        name.clone()
                    }
                    Step::Each => "*".into(),
                });
                steps.collect::<Vec<_>>().join(".")
            }
            WordKind::Sign(sign) => sign.to_string(),
            kind => format!("{kind:?} {}", word.span.of(text)),
        });
        words.collect()
    }

    #[test]
    fn words_have_their_kind() {
        assert_eq!(
            shown("{%- if a.b['c-d'][x.y].e | default('q') is not defined and 1 -%}"),
            [
                "Keyword if",
                "a.b.c-d.*.e",
                "x.y",
                "|",
                "Filter default",
                "(",
                "Constant 'q'",
                ")",
                "Operator is",
                "Operator not",
                "Test defined",
                "Operator and",
                "Constant 1",
            ]
        );
    }

    #[test]
    fn incomplete_tags_are_read() {
        assert_eq!(shown("{{ a.b."), ["a.b."]);
        assert_eq!(shown("{{ a.b['"), ["a.b."]);
        assert_eq!(shown("{{ a.b[ }}"), ["a.b.*"]);
        assert_eq!(shown("{{ a. | upper }}"), ["a.", "|", "Filter upper"]);
        assert_eq!(shown("{{ é.ü }}"), ["é.ü"]);
    }
}
