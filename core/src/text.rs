//! Positions in text, and edits of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// Maximum number of items that a message lists; the others are counted.
const NAMED: usize = 6;
/// Maximum number of characters of each item.
const LETTERS: usize = 120;

/// A range of bytes in one file; `start` is inclusive, `end` exclusive.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The offset of the first byte.
    pub start: usize,
    /// The offset after the last byte.
    pub end: usize,
}

impl Span {
    /// The span of `start..end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The text in this span; empty if `text` has no such span.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// The first `most` characters of a text, with `…` if there are more, as texts in bundles may have megabytes.
pub fn shortened(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// `a, b and c`, or the first few items `and 7 more`. Long items are shortened.
pub fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let count = items.len();
    let shown = items.take(if count > NAMED + 1 { NAMED } else { count });
    let mut named: Vec<_> = shown.map(|item| shortened(&item, LETTERS).into_owned()).collect();
    if named.len() < count {
        named.push(format!("{} more", count - named.len()));
    }
    match named.pop() {
        Some(last) if !named.is_empty() => format!("{} and {last}", named.join(", ")),
        last => last.unwrap_or_default(),
    }
}

/// `text` with invisible characters written as `<U+00A0>`, so that a message shows why two names differ.
pub fn visible(text: &str) -> Cow<'_, str> {
    let is_invisible = |c: char| {
        !c.is_ascii() && c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
    };
    if !text.contains(is_invisible) {
        return text.into();
    }
    let shown = text.chars().map(|c| match c {
        c if is_invisible(c) => format!("<U+{:04X}>", u32::from(c)),
        c => c.to_string(),
    });
    shown.collect::<String>().into()
}

/// Whether a character looks like a space, but is not a space in YAML: a no-break space and other Unicode whitespace.
pub(crate) fn is_odd_blank(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace()
}

/// `name`, or `name-2`, `name-3` and so on if it is taken.
pub fn free(name: String, taken: impl Fn(&str) -> bool) -> String {
    if !taken(&name) {
        return name;
    }
    numbered(&name, 2, taken)
}

/// The first of `name-2`, `name-3` and so on that is not taken, from the number `first` on.
pub fn numbered(name: &str, first: usize, taken: impl Fn(&str) -> bool) -> String {
    let mut names = (first..).map(|number| format!("{name}-{number}"));
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// One replacement in one file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Edit {
    /// The replaced bytes; empty for an insertion.
    pub span: Span,
    /// The text to insert.
    pub text: String,
}

impl Edit {
    /// `source` after this edit. An edit that does not fit leaves it unchanged.
    pub fn apply(&self, source: &str) -> String {
        match (source.get(..self.span.start), source.get(self.span.end..)) {
            (Some(head), Some(tail)) => [head, &self.text, tail].concat(),
            _ => source.to_owned(),
        }
    }
}

/// A position in the notation of editors.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 0, in UTF-16 code units as in browsers.
    pub column: usize,
}

/// The line starts of a text, to convert between offsets and [`Position`]s.
///
/// A line ends after `\n`. A `\r` before it belongs to the line that it ends.
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of `text`.
    pub fn new(text: &'t str) -> Self {
        let starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, starts }
    }

    /// The position of a byte; an offset past the end is clamped.
    pub fn position(&self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.starts.partition_point(|&start| start <= byte);
        let before = &self.text[self.starts[line - 1]..byte];
        Position { line, column: before.encode_utf16().count() }
    }

    /// The offset of a position, or the nearest offset if the text has no such position.
    pub fn byte(&self, position: Position) -> usize {
        let line = self.span(position.line.max(1));
        if position.line > self.starts.len() {
            return self.text.len();
        }
        let mut units = 0;
        let text = line.of(self.text);
        let within = text.char_indices().find(|(_, c)| {
            units += c.len_utf16();
            units > position.column
        });
        line.start + within.map_or(text.len(), |(at, _)| at)
    }

    /// The bytes of a line (from 1) without its line break; the last line if `line` is past the end.
    pub fn span(&self, line: usize) -> Span {
        let index = line.clamp(1, self.starts.len()) - 1;
        let start = self.starts[index];
        let end = self.starts.get(index + 1).map_or(self.text.len(), |&next| next - 1);
        let line = self.text[start..end].trim_end_matches('\r');
        Span::new(start, start + line.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_code_units() {
        let lines = Lines::new("é😀x\nyz");
        assert_eq!(lines.position("é😀".len()), Position { line: 1, column: 3 });
        assert_eq!(lines.position("é😀x\ny".len()), Position { line: 2, column: 1 });
        assert_eq!(lines.position(999), Position { line: 2, column: 2 });
    }

    #[test]
    fn a_position_leads_back_to_its_byte() {
        let text = "é😀x\r\nyz";
        let lines = Lines::new(text);
        for (byte, _) in text.char_indices().filter(|(_, c)| *c != '\n') {
            assert_eq!(lines.byte(lines.position(byte)), byte);
        }
        assert_eq!(lines.byte(Position { line: 1, column: 99 }), "é😀x".len());
        assert_eq!(lines.byte(Position { line: 9, column: 0 }), text.len());
        assert_eq!(lines.byte(Position { line: 0, column: 0 }), 0);
    }

    #[test]
    fn a_line_leaves_out_its_end() {
        let lines = Lines::new("a\r\nbc\n");
        assert_eq!(lines.span(1), Span::new(0, 1));
        assert_eq!(lines.span(2), Span::new(3, 5));
        assert_eq!(lines.span(9), Span::new(6, 6));
    }

    #[test]
    fn an_edit_that_does_not_fit_changes_nothing() {
        let edit = Edit { span: Span::new(1, 2), text: "x".into() };
        assert_eq!(edit.apply("abc"), "axc");
        assert_eq!(edit.apply("é"), "é");
    }
}
