//! The filtered and sorted problems, and how to show them.

mod fixes;
mod walk;

use std::collections::HashMap;

use cyclotron_core::{Diagnostic, FileId, RenderedPlace, Severity};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::fixes::is_safe;
pub use self::walk::Cursor;
use super::{Pane, Reveal, Session};

/// The filter of the problems. The default shows all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The hidden severities.
    pub hidden: Vec<Severity>,
    /// Whether only the problems of the selected bundle are shown.
    pub this_bundle: bool,
}

impl Filter {
    /// Whether problems of this severity are shown.
    pub fn shows(&self, severity: Severity) -> bool {
        !self.hidden.contains(&severity)
    }

    /// The problems whose severity is shown, in the same order.
    pub fn of(&self, problems: &[Diagnostic]) -> Vec<Diagnostic> {
        problems.iter().filter(|one| self.shows(one.severity)).cloned().collect()
    }

    /// Shows or hides a severity.
    pub fn toggle(&mut self, severity: Severity) {
        if self.shows(severity) {
            self.hidden.push(severity);
        } else {
            self.hidden.retain(|one| *one != severity);
        }
    }
}

impl Session {
    /// The problems of all severities in the bundles to show: those of the selected bundle first, files with
    /// the worst severity first, each file from top to bottom.
    pub fn problems_in_scope(&self) -> Vec<Diagnostic> {
        let shown = self.bundle_name();
        let only =
            self.filter.with(|filter| filter.this_bundle).then_some(shown.as_deref()).flatten();
        let mut all = self.analysis.with(|analysis| {
            let mine = |one: &&Diagnostic| only.is_none_or(|name| one.file.bundle == name);
            analysis.diagnostics.iter().filter(mine).cloned().collect::<Vec<_>>()
        });
        sort(&mut all, shown.as_deref());
        all
    }

    /// The shown problems.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.filter.with(|filter| filter.of(&self.problems_in_scope()))
    }

    /// Opens the file of a problem at its range, or at the start of the file if it has none.
    pub fn show(&self, diagnostic: &Diagnostic) {
        self.current.set_value(Some(diagnostic.clone()));
        let range = Some(place(diagnostic));
        self.go(Reveal { file: diagnostic.file.clone(), range, focus: true });
    }

    /// Shows the rendered line in which a problem was found.
    pub fn show_rendered(&self, file: &FileId, place: &RenderedPlace) {
        let found = self.analysis.with_untracked(|analysis| {
            let bundle = analysis.bundles.iter().find(|bundle| bundle.name == file.bundle)?;
            let mut renderings = bundle.renderings.iter();
            let one = renderings.find(|one| one.file_name == place.file_name)?;
            Some((one.target, one.file().to_owned()))
        });
        self.select(file);
        if let Some((target, name)) = found {
            self.target.set(target);
            self.file.set(name);
        }
        self.reveal_rendered.set(Some((place.file_name.clone(), place.line)));
        self.pane.set(Pane::Rendered);
    }

    /// Announces a message to screen readers.
    pub fn say(&self, message: impl Into<String>) {
        self.said.set(message.into());
    }
}

/// Sorts problems, which are in order of bundle, file and position, for display. The bundles form a ring that
/// starts with `shown`, so that stepping from problem to problem visits each of them once.
fn sort(problems: &mut [Diagnostic], shown: Option<&str>) {
    let mut ring: Vec<String> = vec![];
    let mut worst: HashMap<FileId, Severity> = HashMap::new();
    for one in problems.iter() {
        if ring.last() != Some(&one.file.bundle) {
            ring.push(one.file.bundle.clone());
        }
        let worst = worst.entry(one.file.clone()).or_insert(one.severity);
        *worst = one.severity.min(*worst);
    }
    if let Some(first) = ring.iter().position(|name| Some(name.as_str()) == shown) {
        ring.rotate_left(first);
    }
    problems.sort_by_cached_key(|one| {
        let bundle = ring.iter().position(|name| *name == one.file.bundle);
        (bundle, worst.get(&one.file).copied(), one.file.path.clone())
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
