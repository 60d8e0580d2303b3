//! The tags of a template as they stand in its text, whether or not it can be read: while somebody
//! types, it mostly cannot.

use crate::text::Span;

/// What stands between Jinja's delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagKind {
    /// `{{ … }}`
    Print,
    /// `{% … %}`
    Statement,
    /// `{# … #}`, and all between `{% raw %}` and `{% endraw %}`.
    Comment,
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) kind: TagKind,
    /// With its delimiters.
    pub(super) span: Span,
    /// Without them. A tag whose end is missing goes on to the end of its line.
    pub(super) inner: Span,
}

/// All tags of a text, in order.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(open) = opening(text, at) {
        let tag = read(text, open);
        at = tag.span.end.max(open + 2);
        found.push(tag);
        if tag.kind == TagKind::Statement && keyword(tag.inner.of(text)) == "raw" {
            let end = raw_end(text, at);
            if end > at {
                let span = Span::new(at, end);
                found.push(Tag { kind: TagKind::Comment, span, inner: span });
            }
            at = end;
        }
    }
    found
}

/// The tag that byte `at` is within, its delimiters not counted.
pub(super) fn tag_at(tags: &[Tag], at: usize) -> Option<Tag> {
    let inside = |tag: &&Tag| tag.inner.start <= at && at <= tag.inner.end;
    tags.iter().find(inside).copied()
}

/// The word that a statement begins with.
pub(super) fn keyword(inner: &str) -> &str {
    let inner = inner.trim_start_matches(['-', '+']).trim_start();
    let end = inner.find(|c: char| !is_word(c)).unwrap_or(inner.len());
    &inner[..end]
}

/// Whether a name can have this character in it.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn opening(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_open =
        |at: &usize| bytes[*at] == b'{' && matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#'));
    (from..bytes.len()).find(is_open)
}

fn read(text: &str, open: usize) -> Tag {
    let bytes = text.as_bytes();
    let from = open + 2;
    let (kind, close) = match bytes[open + 1] {
        b'{' => (TagKind::Print, "}}"),
        b'%' => (TagKind::Statement, "%}"),
        _ => {
            let end = text[from..].find("#}").map(|at| from + at);
            let (end, after) = end.map_or((text.len(), text.len()), |end| (end, end + 2));
            let span = Span::new(open, after);
            return Tag { kind: TagKind::Comment, span, inner: Span::new(from, end) };
        }
    };
    let mut braces = 0_usize;
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'') => {
                at = string_end(text, at, quote).unwrap_or(at + 1);
                continue;
            }
            b'{' if matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#')) => break,
            b'{' => braces += 1,
            _ if braces == 0 && text.as_bytes()[at..].starts_with(close.as_bytes()) => {
                let inner = if bytes[at - 1] == b'-' && at > from { at - 1 } else { at };
                let span = Span::new(open, at + 2);
                return Tag { kind, span, inner: Span::new(from, inner) };
            }
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    let line = text[from..].find(['\n', '\r']).map_or(text.len(), |newline| from + newline);
    let next = opening(text, from).unwrap_or(line);
    let end = line.min(next);
    Tag { kind, span: Span::new(open, end), inner: Span::new(from, end) }
}

/// Where a string ends that begins at `at`; none where it does not end on its line.
pub(super) fn string_end(text: &str, at: usize, quote: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at + 1;
    loop {
        match *bytes.get(end)? {
            b'\n' => return None,
            b'\\' => end += 2,
            byte if byte == quote => return Some(end + 1),
            _ => end += 1,
        }
    }
}

/// Where a raw block ends whose inside begins at `from`.
fn raw_end(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(found) = text[at..].find("{%").map(|found| at + found) {
        if keyword(&text[found + 2..]) == "endraw" {
            return found;
        }
        at = found + 2;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inner(text: &str) -> Vec<&str> {
        tags(text).iter().map(|tag| tag.inner.of(text)).collect()
    }

    #[test]
    fn tags_are_found_whatever_is_between() {
        assert_eq!(
            inner("{{ a }}{%- if x == '}}' -%}{# {{ b }} #}{{ {'k': {}} }}"),
            [" a ", "- if x == '}}' ", " {{ b }} ", " {'k': {}} "]
        );
        assert_eq!(
            inner("{% raw %}{{ a }}{% endraw %}{{ b }}"),
            [" raw ", "{{ a }}", " endraw ", " b "]
        );
    }

    #[test]
    fn a_tag_without_an_end_goes_to_the_end_of_its_line() {
        assert_eq!(inner("a: {{ b.\nc: {{ d }}\n"), [" b.", " d "]);
        assert_eq!(inner("a: {{ b. {{ d }}"), [" b. ", " d "]);
        assert_eq!(inner("a: {{"), [""]);
    }
}
