//! Compares the words of two lines.

use imara_diff::{Algorithm, Diff, InternedInput};

use crate::text::Span;

/// The maximum length of a line, in bytes, that is compared word by word; longer lines are compared by their common
/// prefix and suffix.
const MAX_BYTES: usize = 400;
/// The budget for comparing word by word: the sum of the products of the lines' lengths. Once it is used up, lines
/// are compared by prefix and suffix.
const MAX_WORK: usize = 12_000_000;

/// Finds the changed words within a budget, so that a comparison never takes noticeable time.
pub(super) struct Words {
    work: usize,
}

impl Default for Words {
    fn default() -> Self {
        Self { work: MAX_WORK }
    }
}

impl Words {
    /// The spans of each line that the other lacks; empty if they have little in common.
    pub fn changed(&mut self, before: &str, after: &str) -> (Vec<Span>, Vec<Span>) {
        let work = self.work.checked_sub(before.len().saturating_mul(after.len()));
        match work.filter(|_| before.len().max(after.len()) <= MAX_BYTES) {
            Some(left) => {
                self.work = left;
                changed_words(before, after)
            }
            None => middle(before, after),
        }
    }
}

fn changed_words(before: &str, after: &str) -> (Vec<Span>, Vec<Span>) {
    let (old, new) = (words(before), words(after));
    let mut input = InternedInput::default();
    input.update_before(old.iter().map(|span| span.of(before)));
    input.update_after(new.iter().map(|span| span.of(after)));
    let mut diff = Diff::compute(Algorithm::Myers, &input);
    diff.postprocess_no_heuristic(&input);
    let (mut in_old, mut in_new) = (vec![], vec![]);
    for hunk in diff.hunks() {
        in_old.extend(joined(&old, hunk.before.start, hunk.before.end));
        in_new.extend(joined(&new, hunk.after.start, hunk.after.end));
    }
    // Spaces and punctuation don't count as common: any two lines share them.
    let is_word = |span: &&Span| span.of(before).chars().all(is_letter);
    let is_kept = |span: &&Span| in_old.iter().all(|gone: &Span| !within(**span, *gone));
    let kept: usize =
        old.iter().filter(is_word).filter(is_kept).map(|span| span.end - span.start).sum();
    let all: usize = old.iter().filter(is_word).map(|span| span.end - span.start).sum();
    if kept * 4 < all || (all == 0 && before.trim() != after.trim()) {
        return (vec![], vec![]);
    }
    (in_old, in_new)
}

fn within(span: Span, outer: Span) -> bool {
    outer.start <= span.start && span.end <= outer.end
}

/// The spans between the common prefix and the common suffix.
fn middle(before: &str, after: &str) -> (Vec<Span>, Vec<Span>) {
    let same = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    let start = before.floor_char_boundary(same).min(after.floor_char_boundary(same));
    let (old, new) = (&before[start..], &after[start..]);
    let same = old.bytes().rev().zip(new.bytes().rev()).take_while(|(a, b)| a == b).count();
    let old_end = old.ceil_char_boundary(old.len() - same);
    let new_end = new.ceil_char_boundary(new.len() - same);
    let span = |end: usize| (end > 0).then(|| Span::new(start, start + end));
    (span(old_end).into_iter().collect(), span(new_end).into_iter().collect())
}

/// Splits a line into runs of letters and digits, runs of spaces, and other characters one by one.
fn words(line: &str) -> Vec<Span> {
    let mut words: Vec<Span> = vec![];
    let mut before = None;
    for (at, c) in line.char_indices() {
        let kind = match c {
            _ if is_letter(c) => Some(0),
            _ if c.is_whitespace() => Some(1),
            _ => None,
        };
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(last) if kind.is_some() && kind == before => last.end = end,
            _ => words.push(Span::new(at, end)),
        }
        before = kind;
    }
    words
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The span from the first to the last of some words.
fn joined(words: &[Span], from: u32, to: u32) -> Option<Span> {
    let words = words.get(from as usize..to as usize)?;
    Some(Span::new(words.first()?.start, words.last()?.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, old: &[&str], new: &[&str]) {
        let (in_old, in_new) = Words::default().changed(before, after);
        let texts = |spans: &[Span], line: &str| -> Vec<String> {
            spans.iter().map(|span| span.of(line).to_owned()).collect()
        };
        assert_eq!(
            (texts(&in_old, before), texts(&in_new, after)),
            (
                old.iter().map(|text| (*text).to_owned()).collect(),
                new.iter().map(|text| (*text).to_owned()).collect(),
            )
        );
    }

    #[test]
    fn the_words_that_changed_are_found() {
        check("  type: string", "  type: integer", &["string"], &["integer"]);
        check("a: [b, c]", "a: [b, é, c]", &[], &["é, "]);
        check("key: value", "    key: value", &[], &["    "]);
        check("key: value ", "key: value", &[" "], &[]);
    }

    #[test]
    fn lines_with_nothing_in_common_differ_as_a_whole() {
        check("one: two", "three: four", &[], &[]);
        check("}", "]", &[], &[]);
    }

    #[test]
    fn a_long_line_differs_between_its_begin_and_its_end() {
        let long = "é".repeat(2000);
        let (before, after) = (format!("{long}ä{long}"), format!("{long}ö{long}"));
        check(&before, &after, &["ä"], &["ö"]);
        check(&long, &format!("{long}é"), &[], &["é"]);
    }
}
