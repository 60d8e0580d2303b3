//! A fast reader for the most common YAML syntax, in one pass over the bytes.
//!
//! Every keystroke renders a template for each service instance, and each rendering is checked. Nearly all lines of
//! such texts are `key: value`, `- value` or part of a block scalar. A text that consists of such lines is read here,
//! many times faster than by the parser; for any other text the caller falls back to the parser.

mod line;

use super::events::MAX_DEPTH;
use super::outline::{Builder, Outline};
use super::scalar::prints;
use crate::text::Span;
use line::{collection, comment, ends, key, plain, quoted, uncommented, untagged};

/// The outline of `text` if it is certainly well-formed. None means that the parser has to decide.
pub(super) fn outline(text: &str) -> Option<Outline> {
    let printable = |c: char| prints(c) || c == '\n';
    let clean = if text.is_ascii() {
        // Without an early exit, the compiler can vectorize this loop.
        text.bytes().fold(true, |clean, byte| clean & matches!(byte, b' '..=b'~' | b'\n'))
    } else {
        text.chars().all(printable)
    };
    if !clean {
        return None;
    }
    let mut lines = Lines::of(text);
    lines.read()?;
    Some(Outline { is_exact: true, ..lines.found.builder.outline })
}

/// The text with the outline built so far.
struct Found<'t> {
    text: &'t str,
    builder: Builder,
}

impl Found<'_> {
    /// The span of `part`, a slice of the text.
    fn span(&self, part: &str) -> Span {
        let start = part.as_ptr().addr() - self.text.as_ptr().addr();
        Span::new(start, start + part.len())
    }

    fn key(&mut self, key: &str) {
        let is_plain = !key.starts_with(['"', '\'']);
        self.builder.key(self.span(key), is_plain);
    }

    fn value(&mut self, value: &str, is_plain: bool) {
        self.builder.value(self.span(value), is_plain);
    }
}

/// An open block collection.
#[derive(Clone, Copy, PartialEq)]
struct Open {
    column: usize,
    sequence: bool,
}

/// A value that has not been read yet.
#[derive(Clone, Copy, Default)]
struct Pending {
    /// Whether the value already has a tag.
    tagged: bool,
    /// Whether the value may also be a list whose dashes are in the column of the key.
    dashes: bool,
}

struct Lines<'t> {
    found: Found<'t>,
    open: Vec<Open>,
    /// The last value, if it was omitted so far: a deeper collection may still follow as that value.
    pending: Option<Pending>,
    /// Whether the last value is a plain scalar that a deeper line would continue.
    goes_on: bool,
    /// The open block scalar: the column that its text has to exceed, and the column of the text once it is known.
    scalar: Option<(usize, Option<usize>)>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            found: Found { text, builder: Builder::default() },
            open: vec![],
            pending: None,
            goes_on: false,
            scalar: None,
        }
    }

    /// Reads all lines. None as soon as a line uses syntax that this reader does not support.
    fn read(&mut self) -> Option<()> {
        for line in self.found.text.split('\n') {
            let rest = line.trim_start_matches(' ');
            let column = line.len() - rest.len();
            // A comment ends a plain scalar.
            self.goes_on &= !rest.starts_with('#');
            if self.in_scalar(column, rest)? || rest.is_empty() || rest.starts_with('#') {
                continue;
            }
            if column == 0 && (rest.starts_with("---") || rest.starts_with("...")) {
                return None;
            }
            self.line(column, rest)?;
        }
        Some(())
    }

    /// Whether a line belongs to the open block scalar.
    fn in_scalar(&mut self, column: usize, rest: &str) -> Option<bool> {
        let Some((beyond, text)) = self.scalar else { return Some(false) };
        match text {
            _ if rest.is_empty() => {
                // A blank line with more blanks than the indentation would be text or an error.
                return (column <= text.unwrap_or(beyond + 1)).then_some(true);
            }
            Some(text) if column >= text => return Some(true),
            None if column > beyond => {
                self.scalar = Some((beyond, Some(column)));
                return Some(true);
            }
            _ => {}
        }
        self.scalar = None;
        self.goes_on = false;
        (column <= beyond).then_some(false)
    }

    fn line(&mut self, mut column: usize, mut rest: &str) -> Option<()> {
        let mut dashed = false;
        while let Some(after) =
            rest.strip_prefix('-').filter(|after| after.is_empty() || after.starts_with(' '))
        {
            self.enter(Open { column, sequence: true })?;
            let item = after.trim_start_matches(' ');
            column += 1 + after.len() - item.len();
            rest = item;
            dashed = true;
            self.pending = Some(Pending::default());
            self.goes_on = false;
            if rest.is_empty() || rest.starts_with('#') {
                return Some(());
            }
        }
        match key(rest) {
            Some((name, value)) => {
                self.enter(Open { column, sequence: false })?;
                self.found.key(name);
                self.value(value, true)
            }
            None if dashed => self.value(rest, false),
            None => self.below(column, rest),
        }
    }

    /// Reads a line that is neither an entry nor an item: the value of the key or dash above it, or the continuation of
    /// a plain scalar.
    fn below(&mut self, column: usize, rest: &str) -> Option<()> {
        let is_deeper = column > self.open.last()?.column;
        let is_value = self.pending.is_some();
        let is_more = self.goes_on && plain(rest);
        if !is_deeper || !(is_value || is_more) || rest.starts_with(['[', '{', '|', '>', '!']) {
            return None;
        }
        if !is_value {
            let whole = self.found.span(uncommented(rest));
            self.found.builder.go_on(whole.end);
            self.goes_on = comment(rest.as_bytes()).is_none();
            return Some(());
        }
        self.value(rest, false)
    }

    /// Enters the collection that an entry in this column belongs to.
    fn enter(&mut self, entry: Open) -> Option<()> {
        let pending = self.pending.take();
        let Some(&last) = self.open.last() else {
            self.push(entry);
            return Some(());
        };
        if entry.column > last.column {
            if pending.is_none() || self.open.len() >= MAX_DEPTH {
                return None;
            }
            self.push(entry);
            return Some(());
        }
        let dashes = pending.is_some_and(|pending| pending.dashes);
        if entry.column == last.column && entry.sequence && !last.sequence && dashes {
            self.push(entry);
            return Some(());
        }
        while self.open.last().is_some_and(|open| open.column > entry.column) {
            self.pop();
        }
        // A list in the column of its key ends at the next key.
        if let [.., outer, inner] = self.open.as_slice()
            && *outer == entry
            && inner.column == outer.column
        {
            self.pop();
        }
        (self.open.last() == Some(&entry)).then_some(())
    }

    fn push(&mut self, entry: Open) {
        self.found.builder.begin(!entry.sequence);
        self.open.push(entry);
    }

    fn pop(&mut self) {
        self.found.builder.end();
        self.open.pop();
    }

    /// Reads the value after a key or a dash.
    fn value(&mut self, value: &str, keyed: bool) -> Option<()> {
        let pending = self.pending.take();
        let (value, tagged) = match untagged(value) {
            Some(rest) => (rest, true),
            None => (value, pending.is_some_and(|pending| pending.tagged)),
        };
        self.goes_on = false;
        let first = value.bytes().next();
        match first {
            None | Some(b'#') => {
                self.pending = Some(Pending { tagged, dashes: keyed && !tagged });
                (!tagged || value.is_empty()).then_some(())
            }
            Some(b'|' | b'>') => {
                let rest = value[1..].trim_start_matches(['-', '+']);
                let header = value.len() - rest.len();
                self.found.value(&value[..header], false);
                self.scalar = Some((self.open.last()?.column, None));
                (header <= 2 && ends(rest)).then_some(())
            }
            Some(b'"' | b'\'') => {
                let after = quoted(value)?;
                self.found.value(&value[..value.len() - after.len()], false);
                ends(after).then_some(())
            }
            Some(b'[' | b'{') => ends(collection(value, 0, &mut self.found)?).then_some(()),
            Some(_) => {
                self.goes_on = comment(value.as_bytes()).is_none();
                self.found.value(uncommented(value), !tagged);
                plain(value).then_some(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::outline;
    use crate::yaml::outline::parsed;
    use crate::yaml::{Outline, parse};

    fn is_plain(text: &str) -> bool {
        outline(text).is_some()
    }

    /// A scalar without its tag.
    fn bare(text: &str) -> &str {
        if text.starts_with('!') {
            text.find([' ', '\n']).map_or("", |end| text[end..].trim_start())
        } else {
            text
        }
    }

    /// A printout without the parts that only the parser reports: tags, and the length of a block scalar.
    fn comparable(outline: Outline, text: &str) -> Vec<String> {
        let shown = outline.scalars.iter().map(|scalar| {
            let shown = bare(scalar.span.of(text));
            let block = shown.starts_with(['|', '>']).then_some("|");
            format!("{} {} {:?}", block.unwrap_or(shown), scalar.is_plain, scalar.place)
        });
        shown.collect()
    }

    #[test]
    fn templates_of_the_usual_kind_are_plain() {
        let text = "Resources:\n  Bucket: # one\n    Type: AWS::S3::Bucket\n    Tags:\n    - Key: a\n      Value: !Sub \"${A}-b\"\n    - !Ref X\n  Role:\n    Policy: |-\n      {\n        x\n\n      }\n    List: [a, 'b', !Ref C]\n    Map: {Ref: A, b: [1]}\n\nOutputs:\n  A: !GetAtt B.C\n  Empty:\n";
        assert!(is_plain(text));
        for text in [
            "a: 1\n b: 2\n",
            "a: b: c",
            "a:\n  b: 1\n c: 2",
            "- a\nb: 1",
            "a: \"x",
            "a: [1",
            "a: 1\n- b\n",
            "a: |\n  x\n y: 1",
        ] {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    fn line() -> impl Strategy<Value = String> {
        let start = "(|- |- - |  |    |   - | - )";
        let value = prop_oneof![
            "(a: |b: |'k': |\"q\":|c:|A::B: |a:b |)(x|1|!Ref X|!Sub|!Join |'s'|\"d\\\\n\"|\\|-?|>|\\[a, b\\]|\\{a: b, c: \\[d\\]\\}|x # c|# c|http://x|-x|x: y|:|)",
            "[a-c:#'\"!|>\\[\\]{},. -]{0,8}",
            "('v'|plain text|more: text|- ''|:x|!Sub|\"d\"|x # c|# c|)",
            "(---|\\.\\.\\.|%x|&a b|\\*a|\\? x|é: ü|)",
        ];
        (start, value).prop_map(|(start, value)| start + &value)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

        /// The parser accepts every text that the quick reader accepts.
        #[test]
        fn plain_is_well_formed(lines in proptest::collection::vec(line(), 0..7)) {
            let text = lines.join("\n");
            if is_plain(&text) {
                prop_assert_eq!(parse(&text).error, None, "{}", text);
                // An omitted value changes the numbers of those after it.
                let by_parser = parsed(&text).expect("well-formed");
                if by_parser.scalars.iter().all(|scalar| !bare(scalar.span.of(&text)).is_empty()) {
                    let by_lines = outline(&text).expect("plain");
                    prop_assert_eq!(&by_lines.mappings, &by_parser.mappings, "{}", text);
                    let by_lines = comparable(by_lines, &text);
                    prop_assert_eq!(by_lines, comparable(by_parser, &text), "{}", text);
                }
            }
        }
    }
}
