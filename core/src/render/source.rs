//! The text of a template as Jinja reads it.

use crate::tags::tags;
use crate::text::Span;

/// Template text as Jinja's lexer takes it, with the way back to the text as it was written: every
/// line end is `\n`, and the blanks of a tag are blanks of ASCII.
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
        if let Some(plain) = with_plain_blanks(&text) {
            text = plain;
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

/// `text` with spaces of ASCII for the other blanks in its tags, as many as the blank has bytes; none
/// where there are no others. Jinja's lexer takes `\s` of Python's `re`, minijinja's only ASCII.
fn with_plain_blanks(text: &str) -> Option<String> {
    if !text.contains(is_other_blank) {
        return None;
    }
    let mut plain = text.as_bytes().to_vec();
    for tag in tags(text).into_iter().filter(|tag| tag.is_code()) {
        let mut quote = None;
        let mut letters = tag.inner.of(text).char_indices();
        while let Some((at, c)) = letters.next() {
            match quote {
                Some(_) if c == '\\' => {
                    letters.next();
                }
                Some(open) if c == open => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None if is_other_blank(c) => {
                    let start = tag.inner.start + at;
                    plain[start..start + c.len_utf8()].fill(b' ');
                }
                _ => {}
            }
        }
    }
    String::from_utf8(plain).ok()
}

/// Whether Python's `\s` matches a character that minijinja does not take for a blank.
fn is_other_blank(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1f}') || !c.is_ascii() && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_in_tags_are_plain_and_those_of_text_are_kept() {
        let text = "\u{a0}{{\u{a0}x\u{3000}}}{% if\u{c}'\u{a0}' %}\u{2003}{# \u{a0} #}{% endif %}";
        let plain = "\u{a0}{{  x   }}{% if '\u{a0}' %}\u{2003}{# \u{a0} #}{% endif %}";
        assert_eq!(Source::new(text).text(), plain);
        assert_eq!(Source::new("{{ a }}").text(), "{{ a }}");
    }

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
