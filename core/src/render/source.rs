//! The text of a template as Jinja's lexer sees it.

use super::text::is_space;
use crate::tags::{Tag, TagKind, tags};
use crate::text::Span;

/// Normalized template text with a mapping to the original: every line break is `\n`, and whitespace that minijinja
/// does not recognize is replaced by spaces if Jinja skips or strips it.
pub(super) struct Source {
    text: String,
    /// The offset in `text` of each `\n` that was `\r\n` in the original.
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

    /// The normalized text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The span in the original that corresponds to `span` in [`text`](Self::text).
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

/// `text` with other whitespace in its tags, or stripped by `{%-` and `-%}`, replaced by as many ASCII spaces as it has
/// bytes; `None` if the text contains no such whitespace.
///
/// In Jinja2's lexer, a tag skips `\s` of Python's `re`, `{%-` strips by `str.rstrip` and `-%}` by `\s*`. All three
/// accept the same characters. minijinja skips ASCII whitespace, and strips Unicode's `White_Space`, which lacks U+001C
/// to U+001F.
fn with_plain_blanks(text: &str) -> Option<String> {
    if !text.contains(is_other_blank) {
        return None;
    }
    let mut plain = text.as_bytes().to_vec();
    let tags = tags(text);
    let stripped = tags.iter().flat_map(|tag| stripped(text, *tag));
    for at in stripped.flat_map(|span| span.start..span.end) {
        if matches!(plain[at], 0x1c..=0x1f) {
            plain[at] = b' ';
        }
    }
    for tag in tags.into_iter().filter(|tag| tag.is_code()) {
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

/// The whitespace before and after `tag` that Jinja strips because the tag begins or ends with `-`.
fn stripped(text: &str, tag: Tag) -> [Span; 2] {
    let Span { start, end } = tag.span;
    let is_delimited = text[start..].starts_with('{') && tag.kind != TagKind::Reference;
    let (mut from, mut to) = (start, end);
    if is_delimited && text[start + 1..].chars().nth(1) == Some('-') {
        from = text[..start].trim_end_matches(is_space).len();
    }
    if is_delimited && ["-%}", "-}}", "-#}"].iter().any(|close| text[..end].ends_with(close)) {
        to = text.len() - text[end..].trim_start_matches(is_space).len();
    }
    [Span::new(from, start), Span::new(end, to)]
}

/// Whether Python's `\s` matches a character that minijinja does not treat as whitespace.
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

    /// The results of Jinja2 3.1.
    #[test]
    fn separators_of_ascii_beside_a_dash_are_plain() {
        for (text, plain) in [
            ("a\u{1c}\u{1f} {%- if x -%}\u{1d}\n\u{1e}b", "a   {%- if x -%} \n b"),
            ("a\u{1c}{{- x -}}\u{1d}b", "a {{- x -}} b"),
            ("a\u{1c}{#- x -#}\u{1d}b", "a {#- x -#} b"),
            ("{% raw -%}\u{1c}{{\u{1d}{%- endraw %}", "{% raw -%} {{ {%- endraw %}"),
        ] {
            assert_eq!(Source::new(text).text(), plain);
        }
        for kept in
            ["a\u{1c}{% if x %}\u{1d}b", "a\u{1c}x{%- if x -%}y\u{1d}b", "\u{1c}{{+ x +}}\u{1c}"]
        {
            assert_eq!(Source::new(kept).text(), kept);
        }
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
