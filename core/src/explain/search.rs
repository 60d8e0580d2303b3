//! The search in the help pages, with the best matches first.

use super::HelpPage;
use crate::prose::Prose;
use crate::sort::CompactSort;

/// A page that matches a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageMatch {
    /// Its place among the pages.
    pub at: usize,
    /// Its title.
    pub title: Vec<Piece>,
    /// An excerpt of its text around the match, or from the beginning.
    pub line: Vec<Piece>,
}

/// A part of a text, and whether it matches a word of the query.
pub type Piece = (String, bool);

/// The length of an excerpt in bytes.
const LINE: usize = 100;
/// The number of bytes before the match in an excerpt.
const BEFORE: usize = 30;
/// The maximum number of words in a query; further words are ignored.
const WORDS: usize = 12;

/// The pages that hold all words of `query`, those first where it is the name, then where it is in the
/// title, then where it is in the text. Equally good ones stay in order.
pub fn search(pages: &[HelpPage], query: &str) -> Vec<PageMatch> {
    let whole = query.trim().to_ascii_lowercase();
    let mut words: Vec<&str> = whole.split_whitespace().map(bare).collect();
    // A query of punctuation may be a name, such as `==`; beside words, it is the syntax of a template.
    if words.iter().any(|word| word.contains(is_letter)) {
        words.retain(|word| word.contains(is_letter));
    }
    words.truncate(WORDS);
    let mut found: Vec<(u32, PageMatch)> = pages
        .iter()
        .enumerate()
        .filter_map(|(at, page)| {
            let text = plain(&page.text);
            let own = Own::new(page, &text);
            let mut rank = words.iter().map(|word| own.rank(word)).sum::<Option<u32>>();
            if let Some(whole) = own.rank(&whole) {
                rank = Some(rank.map_or(whole, |rank| rank.min(whole)));
            }
            let rank = rank?;
            let title = marked(&page.title, &words);
            let line = marked(&excerpt(&text, &page.title, &whole, &words), &words);
            Some((rank, PageMatch { at, title, line }))
        })
        .collect();
    found.compact_sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, found)| found).collect()
}

/// A word without the surrounding syntax of a template: `{{`, `|`, `()`.
fn bare(word: &str) -> &str {
    let bare = word.trim_matches(|c| !is_letter(c));
    if bare.is_empty() { word } else { bare }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The searched texts of a page, in ASCII lowercase so that positions are the same as in the original.
struct Own {
    names: Vec<String>,
    code: String,
    title: String,
    text: String,
}

impl Own {
    fn new(page: &HelpPage, text: &str) -> Self {
        let title = page.title.to_ascii_lowercase();
        let names = match page.term {
            Some(_) => title.split(", ").map(str::to_owned).collect(),
            None => vec![],
        };
        let mut text = text.to_ascii_lowercase();
        // Users search for "filter upper".
        if let Some(term) = page.term {
            text.push(' ');
            text.push_str(&term.noun().to_ascii_lowercase());
        }
        Self { names, code: page.code.to_ascii_lowercase(), title, text }
    }

    /// The rank of the page for `word`, 0 the best; `None` if the page does not contain the word.
    fn rank(&self, word: &str) -> Option<u32> {
        let begins =
            |names: &str| names.split([' ', '.', '-', '_']).any(|part| part.starts_with(word));
        let is_below = |name: &String| {
            name.contains('.') && word.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
        };
        Some(if self.names.iter().any(|name| name == word) || self.code == word {
            0
        } else if self.names.iter().any(|name| name.starts_with(word)) {
            1
        } else if self.names.iter().any(is_below) {
            2
        } else if begins(&self.title) || begins(&self.code) {
            3
        } else if self.title.contains(word) || self.code.contains(word) {
            4
        } else if begins_in(&self.text, word) {
            5
        } else if self.text.contains(word) {
            7
        } else {
            return None;
        })
    }
}

/// Whether a word of `text` begins with `word`.
fn begins_in(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| !text[..at].ends_with(is_letter))
}

/// The part of a text around the whole query, or around its longest word. Words in the title are not searched for,
/// because then the beginning of the text is more useful.
fn excerpt(text: &str, title: &str, whole: &str, words: &[&str]) -> String {
    let (small, title) = (text.to_ascii_lowercase(), title.to_ascii_lowercase());
    let place = |word: &str| small.find(word).filter(|_| !word.is_empty() && !title.contains(word));
    let longest = || words.iter().filter_map(|word| Some((word.len(), place(word)?))).max();
    let first = place(whole).or_else(|| Some(longest()?.1)).unwrap_or_default();
    // The excerpt begins and ends between words.
    let from = match text[..text.floor_char_boundary(first.saturating_sub(BEFORE))].rfind(' ') {
        Some(blank) if first > LINE / 2 => blank + 1,
        _ => 0,
    };
    let to = text.floor_char_boundary(from + LINE);
    let end = text[..to].rfind(' ').filter(|at| to < text.len() && *at > first).unwrap_or(to);
    let (before, after) =
        (if from > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    format!("{before}{}{after}", text[from..end].trim_end())
}

/// Splits a text into the parts that match a word, and the parts between them.
fn marked(text: &str, words: &[&str]) -> Vec<Piece> {
    let small = text.to_ascii_lowercase();
    let mut pieces = vec![];
    let mut at = 0;
    while at < text.len() {
        let next = words
            .iter()
            .filter(|word| !word.is_empty())
            .filter_map(|word| Some((small[at..].find(word)? + at, word.len())))
            // Of two words at the same position, the longer one matches.
            .min_by_key(|(start, length)| (*start, usize::MAX - length));
        let Some((start, length)) = next else { break };
        if start > at {
            pieces.push((text[at..start].to_owned(), false));
        }
        pieces.push((text[start..start + length].to_owned(), true));
        at = start + length;
    }
    if at < text.len() {
        pieces.push((text[at..].to_owned(), false));
    }
    pieces
}

/// The text of the pieces, on one line.
fn plain(pieces: &[Prose]) -> String {
    fn add(pieces: &[Prose], text: &mut String) {
        for piece in pieces {
            match piece {
                Prose::Text(words) | Prose::Code(words) => text.push_str(words),
                Prose::Break => text.push(' '),
                Prose::Part(part, inner) => {
                    add(inner, text);
                    if part.is_block() {
                        text.push(' ');
                    }
                }
            }
        }
    }
    let mut text = String::new();
    add(pieces, &mut text);
    text.split_whitespace().fold(String::with_capacity(text.len()), |mut line, word| {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
        line
    })
}
