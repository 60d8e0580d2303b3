//! The tags of a template, found by their delimiters alone: templates that Jinja cannot read have
//! them as well.

use crate::text::Span;

/// One tag. Comments, and what `raw` keeps, hold none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RawTag {
    /// Whether it prints: `{{ … }}`, and not `{% … %}`.
    pub(super) prints: bool,
    /// With its delimiters; to the end of the text where it is never closed.
    pub(super) span: Span,
}

impl RawTag {
    /// What is between the delimiters, and where in the text that begins.
    pub(super) fn inner(self, text: &str) -> (usize, &str) {
        let start = self.span.start + 2;
        let end = self.span.end.saturating_sub(2).max(start);
        (start, text.get(start..end).unwrap_or(""))
    }
}

/// All tags of a text, in order.
pub(super) fn tags(text: &str) -> Vec<RawTag> {
    let mut tags = vec![];
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[start..];
        at = if rest.starts_with("{#") {
            rest.find("#}").map_or(text.len(), |end| start + end + 2)
        } else if rest.starts_with("{{") {
            let end = if is_reference(rest) { end_of_reference(rest) } else { end(rest, "}}") };
            tags.push(RawTag { prints: true, span: Span::new(start, start + end) });
            start + end
        } else if rest.starts_with("{%") {
            let end = start + end(rest, "%}");
            let tag = RawTag { prints: false, span: Span::new(start, end) };
            tags.push(tag);
            if word(tag.inner(text).1) == "raw" { end_of_raw(text, end) } else { end }
        } else {
            start + 1
        };
    }
    tags
}

/// Whether a tag is a dynamic reference of CloudFormation, `{{resolve:…}}`, and nothing of Jinja.
pub(super) fn is_reference(tag: &str) -> bool {
    tag.strip_prefix("{{").is_some_and(|inner| inner.trim_start().starts_with("resolve:"))
}

/// The name of a tag.
fn word(inner: &str) -> &str {
    let inner = inner.trim_start_matches(['-', '+']).trim_start();
    let end = inner.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(inner.len());
    &inner[..end]
}

/// Where a tag ends: strings may hold what would end it.
fn end(tag: &str, close: &str) -> usize {
    let mut quote = None;
    let mut letters = tag.char_indices().skip(2);
    while let Some((at, c)) = letters.next() {
        match quote {
            Some(_) if c == '\\' => {
                letters.next();
            }
            Some(open) if c == open => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if tag[at..].starts_with(close) => return at + close.len(),
            _ => {}
        }
    }
    tag.len()
}

/// A reference ends at its own `}}`: it may hold tags.
fn end_of_reference(tag: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(found) = tag[at..].find(['{', '}']) {
        at += found;
        let rest = &tag[at..];
        if rest.starts_with("{{") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("}}") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    tag.len()
}

fn end_of_raw(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(start) = text[at..].find("{%").map(|found| at + found) {
        let end = start + end(&text[start..], "%}");
        if word(RawTag { prints: false, span: Span::new(start, end) }.inner(text).1) == "endraw" {
            return end;
        }
        at = start + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_outside_of_comments_and_raw() {
        let text = "{# {{ a }} #}{{ '}}' }}{%- raw %}{{ b }}{% endraw -%}{% if c %}{{resolve:d:{{ e }}:f}}{";
        let found: Vec<_> = tags(text).iter().map(|tag| tag.span.of(text)).collect();
        assert_eq!(found, ["{{ '}}' }}", "{%- raw %}", "{% if c %}", "{{resolve:d:{{ e }}:f}}"]);
    }

    #[test]
    fn a_tag_without_an_end_is_the_rest() {
        let text = "a {{ b";
        assert_eq!(tags(text), [RawTag { prints: true, span: Span::new(2, 6) }]);
    }
}
