//! The problems that are shown, in the order in which one goes through them, and their fixes.

use std::collections::HashMap;

use cyclotron_core::{Diagnostic, FileId, RenderedPlace, Severity, mend};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Pane, Reveal, Session};
use crate::count::plural;

/// Which problems are shown: all, unless something else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// How bad those are that are hidden.
    pub hidden: Vec<Severity>,
    /// Those of the selected bundle alone.
    pub this_bundle: bool,
}

impl Filter {
    /// Whether problems as bad as this are shown.
    pub fn shows(&self, severity: Severity) -> bool {
        !self.hidden.contains(&severity)
    }

    /// Those that are shown, in the same order.
    pub fn of(&self, problems: &[Diagnostic]) -> Vec<Diagnostic> {
        problems.iter().filter(|one| self.shows(one.severity)).cloned().collect()
    }

    /// Shows them where they were hidden, and hides them where they were shown.
    pub fn toggle(&mut self, severity: Severity) {
        if self.shows(severity) {
            self.hidden.push(severity);
        } else {
            self.hidden.retain(|one| *one != severity);
        }
    }
}

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

impl Session {
    /// The problems of the bundles that are to be shown, however bad: those of the selected bundle
    /// first, the files with the worst first, each from top to bottom.
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

    /// The problems that are shown.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.filter.with(|filter| filter.of(&self.problems_in_scope()))
    }

    /// Whether what the analysis found still fits the text: a place in an older text is another
    /// one now.
    fn is_fresh(&self) -> bool {
        self.analyzed_revision.get_value() == Some(self.text_revision.get_value())
    }

    /// Has the text analyzed anew, which a worker that was given up on does not by itself.
    fn look_again(&self) {
        self.revision.update(|count| *count += 1);
        self.say("The text has changed since. It is checked anew: try once more.");
    }

    /// Makes the fix of a problem, in the text that it was found in and in no other.
    pub fn fix(&self, diagnostic: &Diagnostic) {
        let is_known =
            self.analysis.with_untracked(|analysis| analysis.diagnostics.contains(diagnostic));
        if !self.is_fresh() || !is_known {
            return self.look_again();
        }
        let Some(fix) = &diagnostic.fix else { return };
        let text = self.workspace.with_untracked(|workspace| {
            Some(mend(workspace.file(&diagnostic.file)?.text()?, [fix]))
        });
        if let Some((text, 1..)) = text {
            self.replace(&diagnostic.file, text);
            self.show(diagnostic);
        }
    }

    /// Makes all safe fixes of the problems that are shown, in one step.
    pub fn fix_all(&self) {
        if !self.is_fresh() {
            return self.look_again();
        }
        let (texts, made) = untrack(|| {
            let problems = self.problems();
            self.workspace.with(|workspace| {
                let mut files: Vec<&FileId> = vec![];
                for file in problems.iter().filter(|one| is_safe(one)).map(|one| &one.file) {
                    if !files.contains(&file) {
                        files.push(file);
                    }
                }
                let (mut texts, mut made) = (vec![], 0);
                for file in files {
                    let mine = problems.iter().filter(|one| one.file == *file && is_safe(one));
                    let Some(text) = workspace.file(file).and_then(|file| file.text()) else {
                        continue;
                    };
                    let (text, count) = mend(text, mine.filter_map(|one| one.fix.as_ref()));
                    texts.push((file.clone(), text));
                    made += count;
                }
                (texts, made)
            })
        });
        let files = plural(texts.len(), "file");
        self.replace_all(texts, format!("Mended {} in {files}.", plural(made, "problem")));
    }

    /// Goes to the problem after (or before) the cursor, over the ends of files, and says which of
    /// how many it is.
    pub fn step(&self, cursor: Option<&Cursor>, back: bool) {
        let problems = untrack(|| self.problems());
        let current = self.current.get_value();
        let Some(at) = step(&problems, current.as_ref(), cursor, back) else {
            let hidden = self.analysis.with_untracked(|analysis| !analysis.diagnostics.is_empty());
            return self.say(if hidden {
                "All problems are filtered out."
            } else {
                "No problems."
            });
        };
        let problem = &problems[at];
        let severity = match problem.severity {
            Severity::Error => "Error",
            Severity::Warning => "Warning",
            Severity::Info => "Note",
        };
        let mut said = format!(
            "Problem {} of {}: {severity}: {} {}",
            at + 1,
            problems.len(),
            problem.message,
            problem.help.as_deref().unwrap_or_default()
        );
        if let Some(fix) = &problem.fix {
            said = format!("{} Press Alt+Enter to mend it: {}.", said.trim_end(), fix.title);
        }
        self.say(said.trim_end());
        self.show(problem);
    }

    /// Opens the file of a problem at its place; what is wrong with a file as a whole is shown at its
    /// beginning.
    pub fn show(&self, diagnostic: &Diagnostic) {
        self.current.set_value(Some(diagnostic.clone()));
        let range = Some(place(diagnostic));
        self.reveal.set(Some(Reveal { file: diagnostic.file.clone(), range, focus: true }));
        self.select(&diagnostic.file);
    }

    /// Shows the rendering in which a problem was found.
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

    /// Says something to those who do not see the page.
    pub fn say(&self, message: impl Into<String>) {
        self.said.set(message.into());
    }
}

/// Whether it can be mended together with others.
pub fn is_safe(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.is_safe)
}

/// Brings problems, file by file and from top to bottom, into the order in which they are shown. The
/// bundles stay in a ring that begins with the one that is `shown`, so that whoever goes from one
/// problem to the next meets each of them once.
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

/// Which of the problems comes next. `current` is the one that was gone to last: where the cursor
/// still is at it, its neighbour is next, however many there are at one place.
fn step(
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

/// Line and column of begin and end.
fn place(diagnostic: &Diagnostic) -> ((usize, usize), (usize, usize)) {
    diagnostic
        .range
        .map_or(((1, 0), (1, 0)), |(from, to)| ((from.line, from.column), (to.line, to.column)))
}

#[cfg(test)]
mod tests;
