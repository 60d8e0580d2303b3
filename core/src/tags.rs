//! Finds the tags of a template by their delimiters only, so that it also works for a template that Jinja cannot parse
//! or that is being typed. Checks and the editor share this scanner.

use crate::text::Span;

/// The kind of a [`Tag`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// An expression: `{{ … }}`.
    Print,
    /// A statement: `{% … %}`.
    Statement,
    /// A comment: `{# … #}`, or the text between `{% raw %}` and `{% endraw %}`.
    Comment,
    /// A dynamic reference of CloudFormation, `{{resolve:…}}`, including the tags in it.
    Reference,
}

/// A part of a template between Jinja's delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) kind: TagKind,
    /// The span with the delimiters.
    pub(crate) span: Span,
    /// The span without the delimiters. A tag without a closing delimiter ends with its line.
    pub(crate) inner: Span,
}

impl Tag {
    /// Whether Jinja evaluates an expression in the tag.
    pub(crate) const fn is_code(self) -> bool {
        matches!(self.kind, TagKind::Print | TagKind::Statement)
    }

    /// Whether the tag prints text, or would if Jinja could parse it.
    pub(crate) const fn prints(self) -> bool {
        matches!(self.kind, TagKind::Print | TagKind::Reference)
    }
}

/// All tags of a text in order, without those nested in another tag.
pub(crate) fn tags(text: &str) -> Vec<Tag> {
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

/// The tag with the byte `at` between its delimiters.
pub(crate) fn tag_at(tags: &[Tag], at: usize) -> Option<Tag> {
    let inside = |tag: &&Tag| tag.inner.start <= at && at <= tag.inner.end;
    tags.iter().find(inside).copied()
}

/// The first word of a statement.
pub(crate) fn keyword(inner: &str) -> &str {
    let inner = inner.trim_start_matches(['-', '+']).trim_start();
    let end = inner.find(|c: char| !is_word(c)).unwrap_or(inner.len());
    &inner[..end]
}

/// Whether a character can be part of a name.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The end of the string that begins at `at`; `None` if it does not end on its line.
pub(crate) fn string_end(text: &str, at: usize, quote: u8) -> Option<usize> {
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

fn opening(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_open =
        |at: &usize| bytes[*at] == b'{' && matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#'));
    (from..bytes.len()).find(is_open)
}

fn read(text: &str, open: usize) -> Tag {
    let from = open + 2;
    let closed = match text.as_bytes()[open + 1] {
        b'#' => {
            let end = text[from..].find("#}").map(|at| from + at);
            let (end, after) = end.map_or((text.len(), text.len()), |end| (end, end + 2));
            let (span, inner) = (Span::new(open, after), Span::new(from, end));
            return Tag { kind: TagKind::Comment, span, inner };
        }
        b'%' => (TagKind::Statement, code_end(text, from, "%}")),
        _ if text[from..].trim_start().starts_with("resolve:") => {
            (TagKind::Reference, reference_end(text, from))
        }
        _ => (TagKind::Print, code_end(text, from, "}}")),
    };
    match closed {
        (kind, Some(end)) => {
            let is_trimming = text[from..end].ends_with('-') && kind != TagKind::Reference;
            let inner = Span::new(from, end - usize::from(is_trimming));
            Tag { kind, span: Span::new(open, end + 2), inner }
        }
        (kind, None) => {
            let line = text[from..].find(['\n', '\r']).map_or(text.len(), |at| from + at);
            let end = opening(text, from).unwrap_or(line).min(line);
            Tag { kind, span: Span::new(open, end), inner: Span::new(from, end) }
        }
    }
}

/// The offset of the delimiter that closes a tag whose content begins at `from`. Delimiters within strings and mapping
/// literals are skipped.
fn code_end(text: &str, from: usize, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut braces = 0_usize;
    let mut at = from;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'') => {
                at = string_end(text, at, quote).unwrap_or(at + 1);
                continue;
            }
            b'{' if matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#')) => return None,
            b'{' => braces += 1,
            _ if braces == 0 && bytes[at..].starts_with(close.as_bytes()) => return Some(at),
            b'}' => braces = braces.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The offset of the end of a dynamic reference; the tags in it have delimiters of their own.
fn reference_end(text: &str, from: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = from;
    while let Some(found) = text[at..].find(['{', '}']) {
        at += found;
        let rest = &text[at..];
        match () {
            () if rest.starts_with("{{") => (depth, at) = (depth + 1, at + 2),
            () if rest.starts_with("}}") && depth == 0 => return Some(at),
            () if rest.starts_with("}}") => (depth, at) = (depth - 1, at + 2),
            () => at += 1,
        }
    }
    None
}

/// The offset of the end of a raw block whose content begins at `from`.
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

    fn kinds(text: &str) -> Vec<(TagKind, &str)> {
        tags(text).iter().map(|tag| (tag.kind, tag.span.of(text))).collect()
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
        assert_eq!(inner("{{ {'a': {'b': {}}}['a'] }}{{ c }}"), [" {'a': {'b': {}}}['a'] ", " c "]);
        assert_eq!(
            inner("{% set a = {'b': '%}', 'c': {}} %}d"),
            [" set a = {'b': '%}', 'c': {}} "]
        );
    }

    #[test]
    fn a_dynamic_reference_is_no_expression() {
        assert_eq!(
            kinds("{{ resolve:ssm:a }}{{ b }}{{resolve:d:{{ e }}:f}}{% if c %}"),
            [
                (TagKind::Reference, "{{ resolve:ssm:a }}"),
                (TagKind::Print, "{{ b }}"),
                (TagKind::Reference, "{{resolve:d:{{ e }}:f}}"),
                (TagKind::Statement, "{% if c %}"),
            ]
        );
        assert_eq!(kinds("{{ '{{resolve:ssm:a}}' }}").len(), 1);
    }

    #[test]
    fn a_tag_without_an_end_goes_to_the_end_of_its_line() {
        assert_eq!(inner("a: {{ b.\nc: {{ d }}\n"), [" b.", " d "]);
        assert_eq!(inner("a: {{ b. {{ d }}"), [" b. ", " d "]);
        assert_eq!(inner("a: {{"), [""]);
        assert_eq!(inner("a: {{resolve:ssm\nb: c"), ["resolve:ssm"]);
        assert_eq!(kinds("a: {{ b\n{{ c }}")[0], (TagKind::Print, "{{ b"));
    }
}
