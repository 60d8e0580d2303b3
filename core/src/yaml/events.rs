//! The parser behind [`parse`](super::parse) and [`outline`](super::outline()): a port of libyaml to safe Rust.

use std::io::Read;

use libyaml_safer::EventData as Event;
use libyaml_safer::{Encoding, MappingStyle, Mark, Parser, ScalarStyle, SequenceStyle};

use super::YamlError;
use super::error::{explain, swallowing};
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
    let mut quoted = None;
    // The start of each collection that is not closed yet; `None` for one without brackets.
    let mut open: Vec<Option<usize>> = vec![];
    loop {
        let event = parser.parse().map_err(|error| {
            let at = error.problem_mark().map(byte);
            let swallowed = quoted.zip(at).and_then(|(quoted, at)| swallowing(text, quoted, at));
            swallowed.unwrap_or_else(|| {
                // The parser says where the next item should begin, not where the bracket is.
                let is_item = error.context().is_some_and(|doing| doing.contains("flow node"));
                let bracket = open.last().copied().flatten().filter(|_| is_item);
                explain(text, at, bracket.or(error.context_mark().map(byte)), &error)
            })
        })?;
        if event.data == Event::StreamEnd {
            return Ok(());
        }
        let start = byte(event.start_mark);
        let span = Span::new(start, byte(event.end_mark).max(start));
        let is_quoted = matches!(
            event.data,
            Event::Scalar { style: ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted, .. }
        );
        quoted = is_quoted.then_some(span);
        match event.data {
            Event::SequenceStart { style, .. } => {
                open.push((style == SequenceStyle::Flow).then_some(start));
            }
            Event::MappingStart { style, .. } => {
                open.push((style == MappingStyle::Flow).then_some(start));
            }
            Event::SequenceEnd | Event::MappingEnd => drop(open.pop()),
            _ => {}
        }
        receive(event.data, span)?;
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
                let message = "A tag must be followed by a space, not by a comma.";
                Err(YamlError::new(tag, message, help))
            }
            None => Ok(()),
        }
    })
}

/// The error for a second document at `span`.
pub(super) fn second_document(span: Span) -> YamlError {
    let help = "Remove the `---` and keep one document in the file.";
    YamlError::new(span, "A second document begins here, but the file must have only one.", help)
}

/// The error for nesting deeper than [`MAX_DEPTH`].
pub(super) fn too_deep(span: Span) -> YamlError {
    let message = format!("Values are nested more than {MAX_DEPTH} levels deep.");
    YamlError::new(span, message, "Reduce the nesting.")
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
        assert!(error.message.contains("nested too deeply"), "{}", error.message);
        let error = around(&"x".repeat(1 << 20)).expect("too long a text");
        assert!(error.message.contains("nested too deeply"), "{}", error.message);
    }

    /// The line and column, from 1, of the error in a text.
    fn place(text: &str) -> (usize, usize) {
        let start = parse(text).error.expect(text).span.start;
        let line = text[..start].matches('\n').count() + 1;
        (line, start - text[..start].rfind('\n').map_or(0, |end| end + 1) + 1)
    }

    #[test]
    fn an_unclosed_bracket_is_reported_where_it_opens() {
        for text in [
            "a: [\n",
            "a: [",
            "a: [1,\n",
            "a: [1\nb: 2\n",
            "a: {\n",
            "a: {b: 1,\n",
            "a: {b: 1\nc: 2\n",
            "a: [\nb: 1\n",
            "a: [\n\n\n",
        ] {
            assert_eq!(place(text), (1, 4), "{text}");
        }
        assert_eq!(place("a: [1, [\n"), (1, 8));
        assert_eq!(place("a:\n- [\n"), (2, 3));
    }

    #[test]
    fn an_unclosed_quote_is_reported_where_it_opens() {
        for text in [
            "a: \"b\n",
            "a: 'b\n",
            "a: \"b\nc: 1\nd: \"e f\"\n",
            "a: 'b\nc: it's\n",
            "a: \"b\nc: \" e\"\n",
        ] {
            assert_eq!(place(text), (1, 4), "{text}");
        }
        // A text may have several lines, and a problem after it is another one.
        assert_eq!(parse("a: \"b\n  c\"\n").error, None);
        assert_eq!(place("a: \"b\n  c\"\nd: 'e'f\n"), (3, 7));
    }

    #[test]
    fn a_long_text_counts_for_more_where_it_is_repeated() {
        let repeated = |length: usize| {
            let aliases = "*a, ".repeat(1000);
            parse(&format!("a: &a {}\nb: [{aliases}]\n", "x".repeat(length))).error
        };
        assert_eq!(repeated(1000), None);
        let error = repeated(10_000).expect("ten megabytes");
        assert!(error.message.contains("expand to too many values"), "{}", error.message);
    }
}
