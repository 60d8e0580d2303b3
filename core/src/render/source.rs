//! The text of a template as Jinja reads it.

use crate::text::Span;

/// Template text with every line end made `\n`, as Jinja's lexer does, together with the way back to the text as it was written.
pub(super) struct Source {
    text: String,
    /// Offsets in `text` of each `\n` that was written `\r\n`.
    shortened: Vec<usize>,
}

impl Source {
    pub(super) fn new(original: &str) -> Self {
        let mut text = String::with_capacity(original.len());
        let mut shortened = Vec::new();
        if original.contains('\r') {
            let mut rest = original;
            while let Some(at) = rest.find('\r') {
                text.push_str(&rest[..at]);
                rest = &rest[at + 1..];
                if let Some(after) = rest.strip_prefix('\n') {
                    shortened.push(text.len());
                    rest = after;
                }
                text.push('\n');
            }
            text.push_str(rest);
        } else {
            text.push_str(original);
        }
        Self { text, shortened }
    }

    /// What Jinja reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that `span` of [`text`](Self::text) stands for.
    pub(super) fn original(&self, span: Span) -> Span {
        Span::new(self.original_offset(span.start), self.original_offset(span.end))
    }

    /// The line of an offset in [`text`](Self::text), from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        let before = &self.text.as_bytes()[..offset.min(self.text.len())];
        before.split(|&byte| byte == b'\n').count()
    }

    fn original_offset(&self, offset: usize) -> usize {
        offset + self.shortened.partition_point(|&at| at < offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_over_every_kind_of_line_end() {
        let original = "a\r\nb\rc\nd\r\n";
        let source = Source::new(original);
        assert_eq!(source.text(), "a\nb\nc\nd\n");
        for letter in ["a", "b", "c", "d"] {
            let at = source.text().find(letter).unwrap();
            assert_eq!(source.original(Span::new(at, at + 1)).of(original), letter);
        }
        assert_eq!(source.line(source.text().find('d').unwrap()), 4);
    }
}
