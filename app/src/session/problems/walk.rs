//! From one problem to the next, over the ends of files.

use cyclotron_core::{Diagnostic, FileId};
use leptos::prelude::*;

use super::{Session, place};
use crate::words::problems as words;

/// Where the editor's cursor is, or what is selected there: line from 1, UTF-16 column from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The file.
    pub file: FileId,
    /// Where the selection begins.
    pub from: (usize, usize),
    /// Where it ends.
    pub to: (usize, usize),
}

impl Cursor {
    /// Whether a problem is here.
    pub fn is_at(&self, problem: &Diagnostic) -> bool {
        let (from, to) = place(problem);
        problem.file == self.file && from <= self.to && to >= self.from
    }
}

impl Session {
    /// Goes to the problem after (or before) the cursor, over the ends of files, and says which of
    /// how many it is.
    pub fn step(&self, cursor: Option<&Cursor>, back: bool) {
        let problems = untrack(|| self.problems());
        let current = self.current.get_value();
        let Some(at) = step(&problems, current.as_ref(), cursor, back) else {
            let hidden = self.analysis.with_untracked(|analysis| !analysis.diagnostics.is_empty());
            return self.say(if hidden { words::ALL_HIDDEN } else { words::NONE });
        };
        let problem = &problems[at];
        self.say(words::step(at + 1, problems.len(), problem));
        self.show(problem);
    }
}

/// Which of the problems comes next. `current` is the one that was gone to last: where the cursor
/// still is at it, its neighbour is next, however many there are at one place.
pub(super) fn step(
    problems: &[Diagnostic],
    current: Option<&Diagnostic>,
    cursor: Option<&Cursor>,
    back: bool,
) -> Option<usize> {
    let count = problems.len();
    if count == 0 {
        return None;
    }
    let neighbour = |at: usize| if back { (at + count - 1) % count } else { (at + 1) % count };
    let at_current = current.and_then(|one| {
        // A file that is missing cannot have the cursor.
        let is_there = cursor.is_none_or(|cursor| {
            cursor.file != one.file && one.range.is_none()
                || cursor.file == one.file && (cursor.from, cursor.to) == place(one)
        });
        is_there.then(|| problems.iter().position(|other| other == one)).flatten()
    });
    if let Some(at) = at_current {
        return Some(neighbour(at));
    }
    let in_file: Vec<usize> = cursor
        .map(|cursor| (0..count).filter(|at| problems[*at].file == cursor.file).collect())
        .unwrap_or_default();
    let (Some(cursor), Some(first), Some(last)) = (cursor, in_file.first(), in_file.last()) else {
        return Some(if back { count - 1 } else { 0 });
    };
    let from = |at: &&usize| place(&problems[**at]).0;
    Some(if back {
        let before = in_file.iter().rev().find(|at| from(at) < cursor.from);
        before.copied().unwrap_or_else(|| neighbour(*first))
    } else {
        let after = in_file.iter().find(|at| from(at) >= cursor.to);
        after.copied().unwrap_or_else(|| neighbour(*last))
    })
}
