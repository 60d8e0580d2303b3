//! The position of a printing tag in the YAML around it.

use crate::text::Span;

/// The maximum offset of a tag in its line; tags further right are ignored.
const MAX_LINE: usize = 10_000;
/// The maximum number of lines to search backwards for the start of a block scalar.
const MAX_LINES: usize = 2_000;

/// A tag in its line.
pub(super) struct Placement<'t> {
    /// The span of the tag with its braces.
    pub(super) tag: Span,
    /// The text of the line before the tag.
    pub(super) before: &'t str,
    /// The text of the line after the tag.
    pub(super) after: &'t str,
    text: &'t str,
}

impl<'t> Placement<'t> {
    /// The placement of the tag that prints the expression at `printed`; `None` if the expression is not alone in its
    /// tag.
    pub(super) fn of(text: &'t str, printed: Span) -> Option<Self> {
        let is_apart = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
        let head = text.get(..printed.start)?.trim_end_matches(is_apart);
        let start = ["{{-", "{{+", "{{"].iter().find_map(|open| head.strip_suffix(open))?.len();
        let tail = text.get(printed.end..)?;
        let rest = tail.trim_start_matches(is_apart);
        let rest = ["-}}", "+}}", "}}"].iter().find_map(|close| rest.strip_prefix(close))?;
        let end = text.len() - rest.len();
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        if start - line > MAX_LINE {
            return None;
        }
        let after = rest.split('\n').next().unwrap_or("").trim_end_matches('\r');
        let tag = Span::new(start, end);
        Some(Self { tag, before: &text[line..start], after, text })
    }

    /// Whether the tag is a whole plain scalar: `key: {{ … }}` or `- {{ … }}`.
    pub(super) fn is_whole_value(&self) -> bool {
        let rest = self.after.trim_start();
        let ends = rest.is_empty() || rest.starts_with('#') && self.after.starts_with(' ');
        let mut before = self.before.trim_start();
        let mut is_item = false;
        while let Some(item) = before.strip_prefix("- ") {
            (before, is_item) = (item.trim_start(), true);
        }
        // A key may contain `::`, as in `Fn::Sub:`.
        let is_key = |key: &str| {
            !key.is_empty() && !key.replace("::", "").contains(['{', '[', ':', '#', ' ', '}'])
        };
        let is_value = match before.trim_end().strip_suffix(':') {
            Some(key) => before.ends_with(' ') && is_key(key),
            None => is_item && before.is_empty(),
        };
        ends && is_value && !self.is_in_block()
    }

    /// Whether the tag is in a block scalar, after `|` or `>`.
    pub(super) fn is_in_block(&self) -> bool {
        let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let mut indent = indent_of(self.before);
        let line = self.tag.start - self.before.len();
        for line in self.text[..line].lines().rev().take(MAX_LINES) {
            let content = line.trim();
            // The indentation of tags doesn't matter.
            if content.is_empty() || content.starts_with("{%") || indent_of(line) >= indent {
                continue;
            }
            indent = indent_of(line);
            let content = content.split(" #").next().unwrap_or(content).trim_end();
            let mark = content.trim_end_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
            let lead = mark.strip_suffix(['|', '>']);
            if lead.is_some_and(|lead| lead.ends_with([' ', ':']) || lead.is_empty()) {
                return true;
            }
            if indent == 0 {
                break;
            }
        }
        false
    }

    /// Whether the tag is certainly part of a longer text: in quotes, in a block scalar, or next to other text.
    pub(super) fn is_in_text(&self) -> bool {
        let is_text = |c: char| c.is_alphanumeric() || "-_./".contains(c);
        self.is_quoted()
            || self.is_in_block()
            || self.before.ends_with(is_text)
            || self.before.ends_with("}}")
            || self.after.starts_with(is_text)
            || self.after.starts_with("{{")
    }

    /// Whether the tag is in quotes.
    pub(super) fn is_quoted(&self) -> bool {
        let mut open = None;
        for c in self.before.chars() {
            match open {
                Some(quote) if c == quote => open = None,
                None if matches!(c, '"' | '\'') => open = Some(c),
                _ => {}
            }
        }
        open.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(text: &str) -> (bool, bool, bool) {
        let at = text.find('x').unwrap();
        let place = Placement::of(text, Span::new(at, at + 1)).unwrap();
        (place.is_whole_value(), place.is_in_block(), place.is_quoted())
    }

    #[test]
    fn a_tag_after_its_key_is_a_whole_value() {
        for text in ["a: {{ x }}", "  - a: {{- x -}}  # c", "- - {{ x }}", "a:\n  b: {{ (x) }}\r\n"]
        {
            assert_eq!(placed(text), (true, false, false), "{text}");
        }
        for text in ["a: b{{ x }}", "a: {{ x }}:b", "a: [{{ x }}]", "{{ x }}", "a: !Sub {{ x }}"] {
            assert_eq!(placed(text), (false, false, false), "{text}");
        }
        assert_eq!(placed("a: \"{{ x }}\""), (false, false, true));
    }

    #[test]
    fn a_block_goes_on_as_far_as_it_is_indented() {
        assert!(placed("a: |\n  b\n    c: {{ x }}").1);
        assert!(placed("- >-\n  {% if b %}\n  {{ x }}").1);
        assert!(!placed("a: |\n  b\nc:\n  d: {{ x }}").1);
        assert!(!placed("a: |\n  b\nc: {{ x }}").1);
    }
}
