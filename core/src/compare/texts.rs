//! Compares two texts line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lines::{Change, changes};
use super::words::Words;
use crate::text::Span;

/// The maximum number of lines of a text that is shown side by side.
const MAX_LINES: usize = 20_000;
/// The maximum size of a text that is shown side by side, in bytes.
const MAX_BYTES: usize = 2_000_000;
/// The number of equal lines around each change.
const CONTEXT: usize = 3;
/// The maximum length of a line, in bytes; of a longer one, a part is shown.
const MAX_LINE: usize = 1000;
/// The number of bytes of a long line before its first change.
const LEAD: usize = 100;
/// The maximum number of line numbers in a note.
const NAMED: usize = 5;

/// The differences between two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differences {
    /// The changes with the lines around them, from top to bottom.
    pub hunks: Vec<Hunk>,
    /// The number of lines that were removed or changed.
    pub removed: usize,
    /// The number of lines that were added or changed.
    pub added: usize,
    /// Differences that rows can't show, such as line ends and a byte-order mark, in sentences.
    pub notes: Vec<String>,
    /// Whether the texts differ but are too large to be shown side by side.
    pub is_too_large: bool,
}

/// Consecutive rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hunk {
    /// The rows, from top to bottom.
    pub rows: Vec<DiffRow>,
}

/// A row of the side-by-side view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiffRow {
    /// The older line; `None` if the newer one was added.
    pub before: Option<Line>,
    /// The newer line; `None` if the older one was removed.
    pub after: Option<Line>,
    /// Whether the lines differ.
    pub is_changed: bool,
}

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The line number, from 1.
    pub number: usize,
    /// The text without the line end. Of a very long line, a part, with `…` for the rest.
    pub text: String,
    /// The spans of `text` that the other line lacks; empty if the lines have little in common.
    pub changed: Vec<Span>,
}

impl Differences {
    /// Whether the texts are equal.
    pub fn is_empty(&self) -> bool {
        self.hunks.is_empty() && self.notes.is_empty() && !self.is_too_large
    }

    /// Differences between texts that are too large to compare.
    pub(super) fn too_large() -> Self {
        Self { is_too_large: true, ..Self::default() }
    }
}

/// Compares two texts.
pub fn texts(before: &str, after: &str) -> Differences {
    if before == after {
        return Differences::default();
    }
    if before.len().max(after.len()) > MAX_BYTES {
        return Differences::too_large();
    }
    let (before, after) = (Text::of(before), Text::of(after));
    if before.lines.len().max(after.lines.len()) > MAX_LINES {
        return Differences::too_large();
    }
    let changes = changes(&before.texts(), &after.texts());
    Differences {
        removed: changes.iter().map(|change| change.before.1 - change.before.0).sum(),
        added: changes.iter().map(|change| change.after.1 - change.after.0).sum(),
        notes: notes(&before, &after, &changes),
        hunks: hunks(&before, &after, &changes),
        is_too_large: false,
    }
}

/// The line end of a line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    None,
    Lf,
    CrLf,
}

impl End {
    const fn name(self) -> &'static str {
        match self {
            End::None => "nothing",
            End::Lf => "LF",
            End::CrLf => "CRLF",
        }
    }
}

/// A text, split into lines.
struct Text<'t> {
    lines: Vec<(&'t str, End)>,
    has_mark: bool,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Self {
        let marked = text.strip_prefix('\u{feff}');
        let lines = marked.unwrap_or(text).split_inclusive('\n').map(|line| {
            match (line.strip_suffix("\r\n"), line.strip_suffix('\n')) {
                (Some(line), _) => (line, End::CrLf),
                (None, Some(line)) => (line, End::Lf),
                (None, None) => (line, End::None),
            }
        });
        Self { lines: lines.collect(), has_mark: marked.is_some() }
    }

    /// The lines without their ends.
    fn texts(&self) -> Vec<&'t str> {
        self.lines.iter().map(|line| line.0).collect()
    }

    /// The line end of all lines but the last; `None` if they differ.
    fn end(&self) -> Option<End> {
        let mut ends = self.lines.iter().map(|line| line.1).filter(|end| *end != End::None);
        let first = ends.next()?;
        ends.all(|end| end == first).then_some(first)
    }

    fn is_open(&self) -> bool {
        self.lines.last().is_some_and(|line| line.1 == End::None)
    }

    fn line(&self, at: usize, changed: Vec<Span>) -> Line {
        let (number, (text, _)) = (at + 1, self.lines[at]);
        if text.len() <= MAX_LINE {
            return Line { number, text: text.to_owned(), changed };
        }
        let first = changed.first().map_or(0, |span| span.start);
        let start = text.floor_char_boundary(first.saturating_sub(LEAD));
        let end = text.floor_char_boundary((start + MAX_LINE).min(text.len()));
        let lead = if start > 0 { "…" } else { "" };
        let rest = if end < text.len() { "…" } else { "" };
        let shown = changed.iter().filter(|span| span.start < end).map(|span| {
            let within = |at: usize| at.clamp(start, end) - start + lead.len();
            Span::new(within(span.start), within(span.end))
        });
        let changed = shown.collect();
        Line { number, text: format!("{lead}{}{rest}", &text[start..end]), changed }
    }
}

/// Describes the differences that rows can't show.
fn notes(before: &Text, after: &Text, changes: &[Change]) -> Vec<String> {
    let mut notes = vec![];
    match (before.has_mark, after.has_mark) {
        (false, true) => notes.push("A byte-order mark was added at the beginning.".to_owned()),
        (true, false) => notes.push("The byte-order mark at the beginning was removed.".to_owned()),
        _ => {}
    }
    match (before.end(), after.end()) {
        (Some(old), Some(new)) if old != new => {
            notes.push(format!("All lines end with {} now, not with {}.", new.name(), old.name()));
        }
        (Some(_), Some(_)) => {}
        _ => notes.extend(line_ends(before, after, changes)),
    }
    match (before.is_open(), after.is_open()) {
        (false, true) if !before.lines.is_empty() => {
            notes.push("The line end after the last line was removed.".to_owned());
        }
        (true, false) if !after.lines.is_empty() => {
            notes.push("A line end was added after the last line.".to_owned());
        }
        _ => {}
    }
    notes
}

/// Describes the lines in which only the line end has changed.
fn line_ends(before: &Text, after: &Text, changes: &[Change]) -> Vec<String> {
    let mut found: BTreeMap<(End, End), Vec<usize>> = BTreeMap::new();
    let mut at = (0, 0);
    let last = (before.lines.len(), after.lines.len());
    let bounds = changes.iter().map(|change| (change.before, change.after));
    for (old, new) in bounds.chain([((last.0, last.0), (last.1, last.1))]) {
        for (i, j) in (at.0..old.0).zip(at.1..new.0) {
            let ends = (before.lines[i].1, after.lines[j].1);
            if ends.0 != ends.1 && ends.0 != End::None && ends.1 != End::None {
                found.entry(ends).or_default().push(j + 1);
            }
        }
        at = (old.1, new.1);
    }
    let note = |((old, new), lines): ((End, End), Vec<usize>)| {
        let named: Vec<_> = lines.iter().take(NAMED).map(usize::to_string).collect();
        let more = match lines.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let noun = if lines.len() == 1 { "line" } else { "lines" };
        let (old, new) = (old.name(), new.name());
        format!(
            "Only the end of {noun} {}{more} has changed: {old} before, {new} now.",
            named.join(", ")
        )
    };
    found.into_iter().map(note).collect()
}

/// Groups the changes into hunks with the equal lines around them; changes close to each other share a hunk.
fn hunks(before: &Text, after: &Text, changes: &[Change]) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = vec![];
    let mut words = Words::default();
    // The first older line that is not shown yet.
    let mut shown = 0;
    for (index, change) in changes.iter().enumerate() {
        let next = changes.get(index + 1).map_or(before.lines.len(), |next| next.before.0);
        let lead = change.before.0.saturating_sub(CONTEXT).max(shown);
        if index == 0 || lead > shown {
            hunks.push(Hunk::default());
        }
        let Some(Hunk { rows }) = hunks.last_mut() else { continue };
        let equal = |from: usize, to: usize, ahead: usize| {
            (from..to).zip(ahead..).map(|(old, new)| DiffRow {
                before: Some(before.line(old, vec![])),
                after: Some(after.line(new, vec![])),
                is_changed: false,
            })
        };
        rows.extend(equal(lead, change.before.0, change.after.0 - (change.before.0 - lead)));
        rows.extend(change_rows(before, after, *change, &mut words));
        shown = (change.before.1 + CONTEXT).min(next);
        rows.extend(equal(change.before.1, shown, change.after.1));
    }
    hunks
}

fn change_rows(before: &Text, after: &Text, change: Change, words: &mut Words) -> Vec<DiffRow> {
    let Change { before: (old, old_end), after: (new, new_end) } = change;
    let height = (old_end - old).max(new_end - new);
    let row = |at: usize| {
        let left = Some(old + at).filter(|at| *at < old_end);
        let right = Some(new + at).filter(|at| *at < new_end);
        let (mut in_left, mut in_right) = (vec![], vec![]);
        if let (Some(left), Some(right)) = (left, right) {
            (in_left, in_right) = words.changed(before.lines[left].0, after.lines[right].0);
        }
        DiffRow {
            before: left.map(|at| before.line(at, in_left)),
            after: right.map(|at| after.line(at, in_right)),
            is_changed: true,
        }
    };
    (0..height).map(row).collect()
}

#[cfg(test)]
mod tests;
