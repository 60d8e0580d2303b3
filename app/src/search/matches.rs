//! The matches of a search in a text.

use std::ops::Range;

/// The characters of a line that are shown around a match.
const AROUND: usize = 60;

/// A search for a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The text, which is not empty in a search.
    pub text: String,
    /// Whether upper and lower case differ.
    pub matches_case: bool,
    /// Whether only whole words match.
    pub whole_words: bool,
}

/// A match in a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LineMatch {
    /// The line, from 1.
    pub line: usize,
    /// The UTF-16 columns of its start and its end, from 0.
    pub columns: (usize, usize),
    /// The text of the line before the match, shortened at its front.
    pub before: String,
    /// The matched text.
    pub found: String,
    /// The text after it, shortened at its end.
    pub after: String,
}

/// The byte ranges of the matches in a text, at most `limit`. Matches do not overlap.
pub fn find(text: &str, query: &Query, limit: usize) -> Vec<Range<usize>> {
    let wanted: Vec<char> = query.text.chars().map(|letter| fold(letter, query)).collect();
    let Some((&first, rest)) = wanted.split_first() else { return vec![] };
    let mut found = vec![];
    let mut letters = text.char_indices();
    while let Some((start, letter)) = letters.next() {
        if fold(letter, query) != first {
            continue;
        }
        let mut ahead = letters.clone();
        let is_match = rest
            .iter()
            .all(|wanted| ahead.next().is_some_and(|(_, letter)| fold(letter, query) == *wanted));
        let end = ahead.offset();
        if !is_match || query.whole_words && !is_word(text, start..end) {
            continue;
        }
        found.push(start..end);
        if found.len() == limit {
            break;
        }
        letters = ahead;
    }
    found
}

/// Replaces matches, and returns the new text.
pub fn replace(text: &str, matches: &[Range<usize>], with: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut end = 0;
    for range in matches {
        new.push_str(&text[end..range.start]);
        new.push_str(with);
        end = range.end;
    }
    new.push_str(&text[end..]);
    new
}

/// The matches with their lines.
pub fn in_lines(text: &str, matches: &[Range<usize>]) -> Vec<LineMatch> {
    let (mut line, mut from) = (1, 0);
    let found = matches.iter().map(|range| {
        while let Some(end) = text[from..range.start].find('\n') {
            line += 1;
            from += end + 1;
        }
        let to = text[range.end..].find('\n').map_or(text.len(), |end| range.end + end);
        let units = |text: &str| text.encode_utf16().count();
        let column = units(&text[from..range.start]);
        let found = &text[range.clone()];
        LineMatch {
            line,
            columns: (column, column + units(found)),
            before: front(text[from..range.start].trim_start()),
            found: found.to_owned(),
            after: text[range.end..to].trim_end().chars().take(AROUND).collect(),
        }
    });
    found.collect()
}

/// The end of a text, shortened at its front.
fn front(text: &str) -> String {
    match text.char_indices().rev().nth(AROUND - 1) {
        Some((start, _)) if start > 0 => format!("…{}", &text[start..]),
        _ => text.to_owned(),
    }
}

/// A character as it is compared. Characters whose lower case has several characters are compared as they are.
fn fold(letter: char, query: &Query) -> char {
    if query.matches_case {
        return letter;
    }
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => letter,
    }
}

/// Whether no letter, digit or underscore is beside a match.
fn is_word(text: &str, range: Range<usize>) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(is_part) && !after.is_some_and(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query { text: text.into(), ..Query::default() }
    }

    fn found<'t>(text: &'t str, query: &Query) -> Vec<&'t str> {
        find(text, query, 100).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn case_and_words_matter_if_wanted() {
        let text = "Port port ports my_port Größe GRÖSSE größe";
        assert_eq!(found(text, &query("port")), ["Port", "port", "port", "port"]);
        let case = Query { matches_case: true, ..query("port") };
        assert_eq!(found(text, &case), ["port", "port", "port"]);
        let words = Query { whole_words: true, ..query("port") };
        assert_eq!(found(text, &words), ["Port", "port"]);
        assert_eq!(found(text, &query("GRÖ")), ["Grö", "GRÖ", "grö"]);
        assert_eq!(found(text, &query("")), Vec::<&str>::new());
    }

    #[test]
    fn matches_do_not_overlap_and_are_limited() {
        assert_eq!(find("aaaaa", &query("aa"), 100), [0..2, 2..4]);
        assert_eq!(find("aaaaa", &query("a"), 3), [0..1, 1..2, 2..3]);
        assert_eq!(replace("a-a-b", &find("a-a-b", &query("a"), 9), "cc"), "cc-cc-b");
        assert_eq!(replace("none", &[], "x"), "none");
    }

    #[test]
    fn a_match_has_its_line_and_its_columns() {
        let text = "one: 1\n  𝒳 two: 2 \r\nlast two";
        let matches = in_lines(text, &find(text, &query("two"), 9));
        let expected = [(2, (5, 8), "𝒳 ", ": 2"), (3, (5, 8), "last ", "")];
        let found: Vec<_> = matches
            .iter()
            .map(|found| (found.line, found.columns, found.before.as_str(), found.after.as_str()))
            .collect();
        assert_eq!(found, expected);
        let long = format!("{}two{}", "x".repeat(200), "y".repeat(200));
        let [found] = in_lines(&long, &find(&long, &query("two"), 9)).try_into().unwrap();
        assert_eq!(found.before, format!("…{}", "x".repeat(AROUND)));
        assert_eq!(found.after.len(), AROUND);
    }
}
