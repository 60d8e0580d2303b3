//! Reads YAML line by line: its keys, nested by indentation alone. A template is not YAML before it is rendered,
//! and text that is being typed rarely parses.

use crate::render::references::Step;
use crate::tags::{Tag, string_end, tags};
use crate::text::Span;

/// A key, or the dash of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The byte offset of its start.
    pub(super) at: usize,
    /// The number of bytes before it in its line.
    pub(super) column: usize,
    /// The span of the key as written; `None` for a dash.
    pub(super) key: Option<Span>,
    /// The rest of the line, without surrounding spaces and comment.
    pub(super) value: Span,
}

/// The nesting of a position.
pub(super) struct Nesting {
    /// The keys and list items around it, the outermost first.
    pub(super) path: Vec<Step>,
    /// Whether it is a key or a value.
    pub(super) slot: Slot,
}

/// The syntactic slot at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// A key, with the part that is already typed.
    Key(Span),
    /// The value of the last key of the path, with the part that is already typed.
    Value(Span),
}

/// The rows of a text, from top to bottom. Block scalars, comments and lines with only tags have no rows.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let tags = tags(text);
    let mut found: Vec<Row> = vec![];
    let mut scalar: Option<usize> = None;
    for (start, line) in lines(text) {
        let Some(at) = first(text, &tags, start, start + line.len()) else { continue };
        let column = at - start;
        if scalar.is_some_and(|outer| column > outer) {
            continue;
        }
        scalar = None;
        let end = start + line.len();
        let mut at = at;
        while text[at..end].starts_with('-')
            && matches!(text.as_bytes().get(at + 1), None | Some(b' ' | b'\n' | b'\r'))
        {
            let value = trimmed(text, at + 1, end);
            found.push(Row { at, column: at - start, key: None, value });
            at = if value.start < value.end { value.start } else { end };
        }
        if at < end
            && let Some(colon) = colon(text, &tags, at, end)
        {
            let key = trimmed(text, at, colon);
            let value = trimmed(text, colon + 1, end);
            found.push(Row { at, column: at - start, key: Some(key), value });
        }
        let opens = found
            .last()
            .is_some_and(|row| row.value.start >= start && opens_scalar(row.value.of(text)));
        if opens {
            scalar = found.last().map(|row| row.column);
        }
    }
    found
}

/// The nesting of byte `at`.
pub(super) fn nesting(text: &str, rows: &[Row], at: usize) -> Nesting {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |end| at + end);
    let here: Vec<&Row> = rows.iter().filter(|row| start <= row.at && row.at <= end).collect();
    let above: Vec<&Row> = rows.iter().take_while(|row| row.at < start).collect();
    let last = here.iter().rev().find(|row| row.key.is_some_and(|key| key.start <= at));
    if let Some(row) = last
        && let Some(key) = row.key
    {
        let inside = at > key.end && text[key.end..at].contains(':');
        let before: Vec<&Row> = above
            .into_iter()
            .chain(here.iter().copied().take_while(|row| row.at < key.start))
            .collect();
        let mut path = around(text, &before, row.column);
        if inside {
            path.push(Step::Name(unquoted(key.of(text)).to_owned()));
            let value = if at <= row.value.end && row.value.start <= at {
                row.value
            } else {
                Span::new(at, at)
            };
            return Nesting { path, slot: Slot::Value(value) };
        }
        return Nesting { path, slot: Slot::Key(key) };
    }
    // A line without a key yet: the word that is typed so far, after the dashes.
    let line = &text[start..end];
    let dashes = here.iter().filter(|row| row.key.is_none());
    let from = dashes.clone().next_back().map_or(start, |row| row.at + 1);
    let typed = from + text[from..at.max(from)].len() - text[from..at.max(from)].trim_start().len();
    let word = Span::new(typed, trimmed(text, typed, end).end.max(typed).max(at));
    let column = if line.trim().is_empty() { at - start } else { typed - start };
    let before: Vec<&Row> = above.into_iter().chain(dashes.copied()).collect();
    let path = around(text, &before, column);
    Nesting { path, slot: Slot::Key(word) }
}

/// The keys and list items around a node in `column` that follows `rows`.
fn around(text: &str, rows: &[&Row], column: usize) -> Vec<Step> {
    let mut path = vec![];
    let mut limit = column;
    let mut below_dash = false;
    for row in rows.iter().rev() {
        // The items of a list may be indented like the key that they belong to.
        let is_around =
            row.column < limit || (below_dash && row.key.is_some() && row.column == limit);
        if !is_around {
            continue;
        }
        match row.key {
            Some(key) => path.push(Step::Name(unquoted(key.of(text)).to_owned())),
            None => path.push(Step::Each),
        }
        below_dash = row.key.is_none();
        limit = row.column;
        if limit == 0 && !below_dash {
            break;
        }
    }
    path.reverse();
    path
}

/// Removes the quotes of a key.
pub(super) fn unquoted(key: &str) -> &str {
    let inner = |quote: char| key.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(key)
}

fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

/// The byte offset of the first YAML character of a line; `None` for a blank line, a comment, or a line of tags that
/// print nothing.
fn first(text: &str, tags: &[Tag], start: usize, end: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let rest = &text[at..end];
        at += rest.len() - rest.trim_start_matches([' ', '\t', '\u{feff}']).len();
        if at >= end || text[at..].starts_with('#') {
            return None;
        }
        let first = tags.partition_point(|tag| tag.span.end <= at);
        match tags.get(first) {
            Some(tag) if tag.span.start <= at && (!tag.prints() || tag.span.start < start) => {
                at = tag.span.end.min(end);
            }
            _ => return Some(at),
        }
    }
}

/// The byte offset of the `:` after the key that begins at `at`.
fn colon(text: &str, tags: &[Tag], at: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut here = at;
    if let quote @ (b'"' | b'\'') = bytes[at] {
        here = string_end(text, at, quote)?;
    } else if matches!(bytes[at], b'!' | b'&' | b'*' | b'|' | b'>')
        || (matches!(bytes[at], b'{' | b'[') && !text[at..].starts_with("{{"))
    {
        return None;
    }
    while here < end {
        let tag = tags.partition_point(|tag| tag.span.end <= here);
        if let Some(tag) = tags.get(tag).filter(|tag| tag.span.start <= here) {
            here = tag.span.end;
            continue;
        }
        match bytes[here] {
            b':' if here + 1 == end || bytes[here + 1] == b' ' => return Some(here),
            b'#' if here > at && bytes[here - 1] == b' ' => return None,
            _ => here += 1,
        }
    }
    None
}

/// A range without surrounding spaces and without a trailing comment.
fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let part = &text[from..to.max(from)];
    let part = if part.trim_start().starts_with(['"', '\'']) {
        part
    } else {
        part.find(" #").map_or(part, |comment| &part[..comment])
    };
    let start = from + part.len() - part.trim_start().len();
    Span::new(start, start + part.trim().len())
}

fn opens_scalar(value: &str) -> bool {
    let last = value.rsplit(' ').next().unwrap_or("");
    let mut signs = last.chars();
    signs.next().is_some_and(|sign| matches!(sign, '|' | '>'))
        && signs.all(|sign| matches!(sign, '+' | '-') || sign.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
Resources:
  {%- for id in ids %}
  Queue{{ id }}: # one each
    Type: AWS::SQS::Queue
    Properties:
      Script: |
        not: a key
      Tags:
      - Key: a
        Va
  {%- endfor %}
Outputs:
  \"A:b\": {Value: 1}
";

    #[test]
    fn keys_are_found_between_tags() {
        let keys: Vec<_> =
            rows(TEXT).iter().filter_map(|row| Some(row.key?.of(TEXT).to_owned())).collect();
        assert_eq!(
            keys,
            [
                "Resources",
                "Queue{{ id }}",
                "Type",
                "Properties",
                "Script",
                "Tags",
                "Key",
                "Outputs",
                "\"A:b\""
            ]
        );
    }

    #[test]
    fn a_place_knows_what_is_around() {
        let shown = |what: &str| {
            let at = TEXT.find(what).unwrap() + what.len();
            let found = nesting(TEXT, &rows(TEXT), at);
            let path = found.path.iter().map(|step| step.as_name().unwrap_or("*").to_owned());
            let slot = match found.slot {
                Slot::Key(span) => format!("key {}", span.of(TEXT)),
                Slot::Value(span) => format!("value {}", span.of(TEXT)),
            };
            format!("{}: {slot}", path.collect::<Vec<_>>().join("."))
        };
        assert_eq!(shown("AWS::SQS"), "Resources.Queue{{ id }}.Type: value AWS::SQS::Queue");
        assert_eq!(shown("    Ty"), "Resources.Queue{{ id }}: key Type");
        assert_eq!(shown("        Va"), "Resources.Queue{{ id }}.Properties.Tags.*: key Va");
        assert_eq!(shown("- Ke"), "Resources.Queue{{ id }}.Properties.Tags.*: key Key");
    }
}
