//! Converts byte offsets of a text to positions. Unlike [`crate::text::Lines`], it is fast for a text with one very
//! long line, such as a template in JSON: a diagram needs thousands of positions.

use crate::text::{Position, Span};

/// Beyond this offset in a line, the position is the start of the line.
const LONG: usize = 2000;

/// The offsets of the lines of a text.
pub(super) struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        Self { text, starts: starts.collect() }
    }

    /// The line of a byte offset, from 1.
    pub(super) fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte)
    }

    /// The start and the end of a span.
    pub(super) fn range(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end))
    }

    fn position(&self, byte: usize) -> Position {
        let line = self.line(byte);
        let start = self.starts[line - 1];
        let before = if byte - start <= LONG { self.text.get(start..byte) } else { None };
        Position { line, column: before.map_or(0, |before| before.encode_utf16().count()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lines;

    #[test]
    fn places_are_those_of_lines() {
        let text = "é😀x\r\nyz\n\nend";
        let (places, lines) = (Places::new(text), Lines::new(text));
        for (byte, _) in text.char_indices() {
            let (from, _) = places.range(Span::new(byte, byte));
            assert_eq!((from, places.line(byte)), (lines.position(byte), from.line));
        }
        let long = "x".repeat(1 << 20);
        let (from, _) = Places::new(&long).range(Span::new(1 << 19, 1 << 19));
        assert_eq!(from, Position { line: 1, column: 0 });
    }
}
