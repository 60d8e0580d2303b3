//! The parser behind [`parse`](super::parse) and [`outline`](super::outline()): a port of libyaml to safe Rust.

use std::io::Read;

use libyaml_safer::EventData as Event;
use libyaml_safer::{Encoding, Mark, Parser, ScalarStyle};

use super::YamlError;
use super::error::explain;
use crate::text::Span;

/// Maximum nesting depth of a document; it bounds the recursion of every function that walks a tree.
pub(super) const MAX_DEPTH: usize = 100;

/// Parses `text` and passes each event with its byte span to `receive`.
pub(super) fn events(
    text: &str,
    mut receive: impl FnMut(Event, Span) -> Result<(), YamlError>,
) -> Result<(), YamlError> {
    let tags = commas_behind_tags(text);
    if !tags.is_empty() {
        refuse_tags(text, &tags)?;
    }
    pump(text, &mut receive)
}

/// Parses a text without commas after tags, like `events`.
fn pump(
    text: &str,
    receive: &mut dyn FnMut(Event, Span) -> Result<(), YamlError>,
) -> Result<(), YamlError> {
    let skipped = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    // The parser requires a line break after the last line.
    let last: &[u8] = if text.ends_with('\n') { b"" } else { b"\n" };
    let mut input = text.as_bytes()[skipped..].chain(last);
    let byte = |mark: Mark| {
        usize::try_from(mark.index).map_or(text.len(), |index| (skipped + index).min(text.len()))
    };
    let mut parser = Parser::new();
    parser.set_encoding(Encoding::Utf8);
    parser.set_input(&mut input);
    loop {
        let event = parser.parse().map_err(|error| {
            explain(text, error.problem_mark().map(byte), error.context_mark().map(byte), &error)
        })?;
        if event.data == Event::StreamEnd {
            return Ok(());
        }
        let start = byte(event.start_mark);
        receive(event.data, Span::new(start, byte(event.end_mark).max(start)))?;
    }
}

/// Candidates for a tag that is followed by a comma, as in `[!Ref, x]`, each from its `!` to the comma. PyYAML rejects
/// such tags, and the parser used here panics.
fn commas_behind_tags(text: &str) -> Vec<Span> {
    let mut end = 0;
    let tags = text.match_indices('!').filter_map(|(at, _)| {
        // Several `!` before the same end share the search for it.
        if end <= at {
            let ends = |c: char| c == ',' || c.is_ascii_whitespace();
            end = text[at..].find(ends).map_or(text.len(), |length| at + length);
        }
        text[end..].starts_with(',').then_some(Span::new(at, end))
    });
    tags.collect()
}

/// Reports an error if one of these exclamation marks begins a value, and so is a tag. To find out, it parses `text`
/// with the exclamation marks replaced by a letter.
fn refuse_tags(text: &str, tags: &[Span]) -> Result<(), YamlError> {
    let mut bytes = text.as_bytes().to_vec();
    for tag in tags {
        bytes[tag.start] = b'x';
    }
    let without = String::from_utf8(bytes).unwrap_or_default();
    pump(&without, &mut |event, span| {
        let Event::Scalar { style: ScalarStyle::Plain, .. } = event else { return Ok(()) };
        // An anchor may precede the tag. If a value does not begin with the first candidate within it, it begins with
        // none of them.
        let begins = |tag: &&Span| {
            let before = text.get(span.start..tag.start).map(str::trim_end);
            tag.start < span.end
                && before.is_some_and(|before| {
                    before.is_empty()
                        || before.starts_with('&') && !before.contains(char::is_whitespace)
                })
        };
        let first = tags.partition_point(|tag| tag.start < span.start);
        match tags.get(first).filter(begins) {
            Some(&tag) => {
                let help = "Put a value after the tag, or quotes around the text.";
                let message = "A tag has to be followed by a blank, not by a comma.";
                Err(YamlError::new(tag, message, help))
            }
            None => Ok(()),
        }
    })
}

/// The error for a second document at `span`.
pub(super) fn second_document(span: Span) -> YamlError {
    let help = "Remove the `---` and keep one document in the file.";
    YamlError::new(span, "A second document begins here, and the file has to hold one.", help)
}

/// The error for nesting deeper than [`MAX_DEPTH`].
pub(super) fn too_deep(span: Span) -> YamlError {
    let message = format!("Values are nested more than {MAX_DEPTH} levels deep.");
    YamlError::new(span, message, "Write the data with less nesting.")
}

#[cfg(test)]
mod tests {
    use crate::yaml::{check, parse};

    #[test]
    fn an_exclamation_mark_is_not_a_tag_by_itself() {
        for text in
            ["{\"a\": \"?!ab\", \"b\": 1}", "['!a', 1]", "[x !a, 1]", "a: b!, c", "# !a, b\nc: 1"]
        {
            assert_eq!(check(text), None, "{text}");
        }
    }

    #[test]
    fn a_comma_behind_a_tag_is_refused() {
        for text in ["[!a, 1]", "[&x !a, 1]", "{a: !Ref, b: 1}", "a: !!str, b", "- !a,\n"] {
            let error = check(text).expect(text);
            assert!(error.message.contains("comma"), "{text}: {}", error.message);
        }
    }

    #[test]
    fn exclamation_marks_without_end_are_looked_at_once() {
        assert_eq!(check(&format!("a: x{}\n", "!".repeat(300_000))), None);
        assert_eq!(check(&format!("a:\n{}", "- 'x !a, y'\n".repeat(50_000))), None);
    }

    #[test]
    fn names_around_names_do_not_multiply() {
        let around = |inner: &str| {
            let names = (0..90).map(|n| format!("&a{n} [")).collect::<Vec<_>>().concat();
            parse(&format!("a: {names}{inner}{}", "]".repeat(90))).error
        };
        assert_eq!(around(&"x, ".repeat(1000)), None);
        let error = around(&"x, ".repeat(50_000)).expect("too many values");
        assert!(error.message.contains("one around the other"), "{}", error.message);
        let error = around(&"x".repeat(1 << 20)).expect("too long a text");
        assert!(error.message.contains("one around the other"), "{}", error.message);
    }

    #[test]
    fn a_long_text_counts_for_more_where_it_is_repeated() {
        let repeated = |length: usize| {
            let aliases = "*a, ".repeat(1000);
            parse(&format!("a: &a {}\nb: [{aliases}]\n", "x".repeat(length))).error
        };
        assert_eq!(repeated(1000), None);
        let error = repeated(10_000).expect("ten megabytes");
        assert!(error.message.contains("multiply beyond all use"), "{}", error.message);
    }
}
