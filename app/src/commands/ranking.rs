//! Ranks labels by how well they match a query.
//!
//! A word matches a label that contains it. In a loose query, it also matches a label that contains its letters
//! in order, if the first of them starts a word: `cfy` matches `cloudformation.yaml`.

use cyclotron_core::sort::CompactSort;
use std::ops::Range;

/// A parsed query.
#[derive(Debug, Default)]
pub struct Query {
    words: Vec<Vec<char>>,
    is_loose: bool,
}

impl Query {
    /// Parses a query. Every word of it has to match; case is ignored.
    pub fn new(typed: &str) -> Self {
        let words = typed.split_whitespace().map(|word| word.chars().map(fold).collect());
        Self { words: words.collect(), is_loose: false }
    }

    /// Makes the query match letters in order too, for when nothing matches otherwise.
    #[must_use]
    pub fn loose(self) -> Self {
        Self { is_loose: true, ..self }
    }

    /// Whether the query is empty. An empty query matches everything.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The rank of an item with this label; a higher rank is a better match. `None` if a word is neither in the
    /// label nor in the texts `beside` it.
    pub fn rank(&self, label: &str, beside: &[&str]) -> Option<u32> {
        let mut rank = 0;
        for word in &self.words {
            let in_label = self.place(word, label).map(|place| place.worth());
            rank += in_label.or_else(|| {
                let is_beside = beside.iter().any(|text| whole(word, text).is_some());
                is_beside.then_some(BESIDE)
            })?;
        }
        // Of two equal matches, the shorter label ranks higher: the query covers more of it.
        let length = u32::try_from(label.len()).unwrap_or(u32::MAX).min(999);
        Some(rank * 1000 + 999 - length)
    }

    /// The matched byte ranges of a label, in order and without overlaps.
    pub fn marks(&self, label: &str) -> Vec<Range<usize>> {
        let places = self.words.iter().filter_map(|word| self.place(word, label));
        let mut all: Vec<Range<usize>> = places.flat_map(|place| place.ranges).collect();
        all.compact_sort_by_key(|range| range.start);
        let mut marks: Vec<Range<usize>> = vec![];
        for range in all {
            match marks.last_mut().filter(|last| range.start <= last.end) {
                Some(last) => last.end = last.end.max(range.end),
                None => marks.push(range),
            }
        }
        marks
    }

    fn place(&self, word: &[char], label: &str) -> Option<Place> {
        let found = whole(word, label).map(|(range, stand)| Place { ranges: vec![range], stand });
        let loosely = || Some(Place { ranges: letters(word, label)?, stand: Stand::Letters });
        found.or_else(|| if self.is_loose { loosely() } else { None })
    }
}

/// The rank of a word that is found beside the label.
const BESIDE: u32 = 2;

/// A match of a word in a label.
struct Place {
    ranges: Vec<Range<usize>>,
    /// The quality of the match.
    stand: Stand,
}

/// The quality of a match, the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    /// The letters occur in order.
    Letters,
    /// Inside a word.
    Within,
    /// At the start of a word.
    Word,
    /// At the start of the label, or of a segment of a path.
    First,
}

impl Place {
    fn worth(&self) -> u32 {
        match self.stand {
            Stand::First => 8,
            Stand::Word => 6,
            Stand::Within => 4,
            Stand::Letters => 1,
        }
    }
}

/// The first of the best matches of a word as a whole.
fn whole(word: &[char], text: &str) -> Option<(Range<usize>, Stand)> {
    let mut best: Option<(Range<usize>, Stand)> = None;
    let mut before = None;
    for (at, letter) in text.char_indices() {
        if fold(letter) == word[0] {
            let mut rest = text[at..].char_indices();
            let fits =
                word.iter().all(|wanted| rest.next().is_some_and(|(_, c)| fold(c) == *wanted));
            if fits {
                let stand = stand(before, letter);
                if best.as_ref().is_none_or(|(_, other)| *other < stand) {
                    best = Some((at..at + (text.len() - at - rest.as_str().len()), stand));
                }
                if stand == Stand::First {
                    break;
                }
            }
        }
        before = Some(letter);
    }
    best
}

/// The quality of a match that starts at `letter`.
fn stand(before: Option<char>, letter: char) -> Stand {
    match before {
        None | Some('/') => Stand::First,
        Some(before) if begins_word(before, letter) => Stand::Word,
        Some(_) => Stand::Within,
    }
}

fn begins_word(before: char, letter: char) -> bool {
    !before.is_alphanumeric() || before.is_lowercase() && letter.is_uppercase()
}

/// The byte ranges of the letters of a word, in order. `None` if a letter is missing, or if the letters are too
/// scattered.
fn letters(word: &[char], text: &str) -> Option<Vec<Range<usize>>> {
    let mut wanted = word.iter().peekable();
    let mut ranges: Vec<Range<usize>> = vec![];
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let Some(next) = wanted.peek() else { break };
        let may_begin = !ranges.is_empty() || stand(before, letter) > Stand::Within;
        if fold(letter) == **next && may_begin {
            wanted.next();
            let end = at + letter.len_utf8();
            match ranges.last_mut().filter(|last| last.end == at) {
                Some(last) => last.end = end,
                None => ranges.push(at..end),
            }
        }
        before = Some(letter);
    }
    // Scattered letters in a long text are not a useful match.
    let is_dense = ranges.len() <= 4;
    (wanted.peek().is_none() && is_dense).then_some(ranges)
}

/// Converts a letter to lower case.
fn fold(letter: char) -> char {
    if letter.is_ascii() {
        letter.to_ascii_lowercase()
    } else {
        letter.to_lowercase().next().unwrap_or(letter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The labels that match, the best first.
    fn ranked<'a>(typed: &str, labels: &[&'a str]) -> Vec<&'a str> {
        let query = Query::new(typed).loose();
        let mut found: Vec<_> =
            labels.iter().filter_map(|label| Some((query.rank(label, &[])?, *label))).collect();
        found.compact_sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.into_iter().map(|(_, label)| label).collect()
    }

    /// The label with its matches in brackets.
    fn marked(typed: &str, label: &str) -> String {
        let mut text = label.to_owned();
        for range in Query::new(typed).loose().marks(label).into_iter().rev() {
            text.insert(range.end, ']');
            text.insert(range.start, '[');
        }
        text
    }

    #[test]
    fn a_match_at_the_start_ranks_before_one_inside() {
        let labels = ["Next problem", "Open…", "Reopen", "Go to the options", "Share…"];
        assert_eq!(ranked("op", &labels), ["Open…", "Go to the options", "Reopen"]);
        assert_eq!(ranked("", &["one", "more"]), ["one", "more"]);
        assert!(ranked("zz", &labels).is_empty());
    }

    #[test]
    fn the_name_of_a_file_counts_as_a_beginning() {
        let paths = ["schema/notes.md", "infrastructure/schema.md", "my-schema.yaml"];
        let found = ranked("schema", &paths);
        assert_eq!(found, ["schema/notes.md", "infrastructure/schema.md", "my-schema.yaml"]);
    }

    #[test]
    fn every_word_has_to_fit_in_any_order() {
        let labels = ["New bundle…", "New file…", "Close bundle"];
        assert_eq!(ranked("bundle new", &labels), ["New bundle…"]);
        assert_eq!(
            Query::new("close shop").rank("Close bundle", &["the shop"]).map(|_| ()),
            Some(())
        );
        assert_eq!(Query::new("close shop").rank("Close bundle", &["s h o p"]), None);
    }

    #[test]
    fn letters_in_order_are_enough_and_come_last() {
        let paths = ["instance/cloudformation.yaml", "cfy.md", "specify.yaml"];
        assert_eq!(ranked("cfy", &paths), ["cfy.md", "instance/cloudformation.yaml"]);
        assert!(ranked("xyz", &paths).is_empty());
        assert_eq!(Query::new("cfy").rank(paths[0], &[]), None);
        assert!(ranked("aeiou", &["a long sentence in which others outdo us"]).is_empty());
    }

    #[test]
    fn matched_letters_are_marked() {
        assert_eq!(marked("bun NEW", "New bundle…"), "[New] [bun]dle…");
        assert_eq!(marked("cfy", "cloudformation.yaml"), "[c]loud[f]ormation.[y]aml");
        assert_eq!(marked("port", "supportPort"), "support[Port]");
        assert_eq!(marked("ab bc", "abc"), "[abc]");
        assert_eq!(marked("größe", "Die GRÖßE"), "Die [GRÖßE]");
        assert_eq!(marked("", "all"), "all");
        assert_eq!(marked("…", "New bundle…"), "New bundle[…]");
    }

    #[test]
    fn ten_thousand_paths_are_ranked_at_once() {
        let paths: Vec<String> = (0..10_000)
            .map(|at| format!("infrastructure/stack-{at}/cloudformation.yaml"))
            .collect();
        let query = Query::new("stack-77 cloud");
        let best = paths.iter().max_by_key(|path| query.rank(path, &["a-bundle"]));
        assert_eq!(best.unwrap(), "infrastructure/stack-77/cloudformation.yaml");
    }
}
