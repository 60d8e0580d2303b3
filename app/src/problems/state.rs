//! The filtered and sorted problems, and how to show them.

mod fixes;
mod walk;

use std::collections::{HashMap, HashSet};

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Diagnostic, FileId, RenderedPlace, Severity};
use leptos::prelude::*;

pub use self::fixes::is_safe;
pub use self::walk::Cursor;
use super::rows::RowKey;
use crate::session::{Event, Pane, Reveal, Session};

/// The problems that the pane lists, and the one that was shown last. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ProblemsState {
    session: Session,
    /// The problem that was shown last.
    pub current: RwSignal<Option<Diagnostic>>,
    /// The rows whose details are shown.
    pub open: RwSignal<HashSet<RowKey>>,
    /// The files whose problems are collapsed.
    pub closed: RwSignal<HashSet<FileId>>,
    /// The row that had the focus last.
    pub focused: RwSignal<Option<RowKey>>,
}

/// The state of the problems. Must be called below the root component.
pub fn use_problems() -> ProblemsState {
    expect_context()
}

impl ProblemsState {
    /// Creates the state, which follows the session from now on.
    pub fn new(session: Session) -> Self {
        let current = RwSignal::new(None::<Diagnostic>);
        let closed = RwSignal::<HashSet<FileId>>::default();
        session.events.listen(move |event| {
            if let Event::Moved(change) = event {
                current.update(|shown| {
                    if let Some(problem) = shown {
                        change.follow(&mut problem.file);
                    }
                });
                closed.update(|closed| {
                    *closed = closed.drain().map(|id| change.of(&id).unwrap_or(id)).collect();
                });
            }
        });
        let (open, focused) = (RwSignal::default(), RwSignal::default());
        Self { session, current, open, closed, focused }
    }

    /// The problems of all severities in the bundles to show: those of the selected bundle first, files with
    /// the worst severity first, each file from top to bottom.
    pub fn in_scope(self) -> Vec<Diagnostic> {
        let session = self.session;
        let shown = session.bundle_name();
        let mut all = session.filter.with(|filter| {
            let is_in_scope = |problem: &&Diagnostic| filter.covers(problem, shown.as_deref());
            session.analysis.with(|analysis| {
                analysis.diagnostics.iter().filter(is_in_scope).cloned().collect::<Vec<_>>()
            })
        });
        sort(&mut all, shown.as_deref());
        all
    }

    /// The shown problems.
    pub fn listed(self) -> Vec<Diagnostic> {
        self.session.filter.with(|filter| filter.of(&self.in_scope()))
    }

    /// Opens the file of a problem at its range, or at the start of the file if it has none.
    pub fn show(self, diagnostic: &Diagnostic) {
        self.current.set(Some(diagnostic.clone()));
        let range = Some(place(diagnostic));
        self.session.go(Reveal { file: diagnostic.file.clone(), range, focus: true });
    }

    /// Shows the rendered line in which a problem was found.
    pub fn show_rendered(self, file: &FileId, place: &RenderedPlace) {
        let session = self.session;
        let found = session.analysis.with_untracked(|analysis| {
            let bundle = analysis.bundles.iter().find(|bundle| bundle.name == file.bundle)?;
            let mut renderings = bundle.renderings.iter();
            let rendering = renderings.find(|rendering| rendering.file_name == place.file_name)?;
            Some((rendering.target, rendering.file().to_owned()))
        });
        session.select(file);
        if let Some((target, name)) = found {
            session.target.set(target);
            session.file.set(name);
        }
        session.show_pane(Pane::Rendered);
        let file_name = place.file_name.clone();
        session.events.send(Event::RevealRendered { file_name, line: place.line });
    }
}

/// Sorts problems, which are in order of bundle, file and position, for display. The bundles form a ring that
/// starts with `shown`, so that stepping from problem to problem visits each of them once.
fn sort(problems: &mut [Diagnostic], shown: Option<&str>) {
    let mut ring: Vec<String> = vec![];
    let mut worst: HashMap<FileId, Severity> = HashMap::new();
    for problem in problems.iter() {
        if ring.last() != Some(&problem.file.bundle) {
            ring.push(problem.file.bundle.clone());
        }
        let worst = worst.entry(problem.file.clone()).or_insert(problem.severity);
        *worst = problem.severity.min(*worst);
    }
    if let Some(first) = ring.iter().position(|name| Some(name.as_str()) == shown) {
        ring.rotate_left(first);
    }
    problems.compact_sort_by_cached_key(|problem| {
        let bundle = ring.iter().position(|name| *name == problem.file.bundle);
        (bundle, worst.get(&problem.file).copied(), problem.file.path.clone())
    });
}

/// The line and column of the start and end of a problem.
fn place(diagnostic: &Diagnostic) -> ((usize, usize), (usize, usize)) {
    diagnostic
        .range
        .map_or(((1, 0), (1, 0)), |(from, to)| ((from.line, from.column), (to.line, to.column)))
}

#[cfg(test)]
mod tests;
