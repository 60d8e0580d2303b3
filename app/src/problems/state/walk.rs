//! Steps from problem to problem, across files.

use cyclotron_core::{Diagnostic, FileId};
use leptos::prelude::*;

use super::{ProblemsState, place};
use crate::words::problems as words;

/// The selection in the editor, empty for a cursor. Lines count from 1, UTF-16 columns from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Cursor {
    /// The file.
    pub file: FileId,
    /// The start of the selection.
    pub from: (usize, usize),
    /// The end of the selection.
    pub to: (usize, usize),
}

impl Cursor {
    /// Whether the selection touches the range of a problem.
    pub fn is_at(&self, problem: &Diagnostic) -> bool {
        let (from, to) = place(problem);
        problem.file == self.file && from <= self.to && to >= self.from
    }
}

impl ProblemsState {
    /// Shows the next problem after the cursor, or the previous one before it, across files, and announces its
    /// number and the number of all.
    pub fn step(self, cursor: Option<&Cursor>, back: bool) {
        let problems = untrack(|| self.listed());
        let current = self.current.get_untracked();
        let Some(at) = step(&problems, current.as_ref(), cursor, back) else {
            let hidden =
                self.session.analysis.with_untracked(|analysis| !analysis.diagnostics.is_empty());
            return self.session.say(if hidden { words::ALL_HIDDEN } else { words::NONE });
        };
        let problem = &problems[at];
        self.session.say(words::step(at + 1, problems.len(), problem));
        self.show(problem);
    }
}

/// The index of the next problem. `current` is the problem that was shown last: if the cursor is still at it,
/// the result is its neighbour in the list, even if several problems have the same range.
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
    let at_current = current.and_then(|problem| {
        // A missing file cannot have the cursor.
        let is_there = cursor.is_none_or(|cursor| {
            cursor.file != problem.file && problem.range.is_none()
                || cursor.file == problem.file && (cursor.from, cursor.to) == place(problem)
        });
        is_there.then(|| problems.iter().position(|other| other == problem)).flatten()
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
    let range = |at: &&usize| place(&problems[**at]);
    Some(if back {
        let before = in_file.iter().rev().find(|at| range(at).0 < cursor.from);
        before.copied().unwrap_or_else(|| neighbour(*first))
    } else {
        // A problem around the cursor comes before those after the cursor.
        let after = in_file.iter().find(|at| {
            let (from, to) = range(at);
            from >= cursor.to || cursor.from == cursor.to && to > cursor.to
        });
        after.copied().unwrap_or_else(|| neighbour(*last))
    })
}
