//! Incremental analysis: an [`Analyzer`] holds a workspace and analyzes only the bundles that a change affects.
//!
//! A result is reused while everything that it was computed from is the same: the bundle itself, and what it reads of
//! the open environments ([`Surroundings`](crate::outputs::Surroundings)). Within a bundle, the same holds for its
//! schema, its compiled templates and its renderings. An edit of an environment that changes
//! neither its name nor its outputs therefore affects no service. The result always equals that of
//! [`analyze`](crate::analyze()) from scratch.

mod memory;

use std::rc::Rc;

use crate::analysis::{Analysis, AnalysisUpdate, Rendering};
use crate::analyze::Options;
use crate::bundle::{Bundle, FileId};
use crate::change::apply_change;
use crate::cloudformation::{Finding, Rules};
use crate::diagnostic::Diagnostic;
use crate::form::Action;
use crate::outputs::OpenEnvironments;
use crate::reading::Reading;
use crate::text::Edit;
use crate::trace::{Trace, rendered_lines_in, trace_in};
use crate::value::Key;
use crate::workspace::Workspace;
use memory::Memory;

/// A workspace with its analysis, which follows the changes of the workspace.
///
/// It keeps the newest result of each open bundle, with the parts that its next analysis can reuse, and nothing else.
/// Closing a bundle frees what was kept of it.
#[derive(Default)]
pub struct Analyzer {
    workspace: Workspace,
    /// The memories of the bundles, in the order of the workspace.
    memories: Vec<Memory>,
    /// Counts the analyses in which the result of any bundle has changed.
    revision: u64,
    /// The number of bundles that have been analyzed.
    analyzed: usize,
}

impl Analyzer {
    /// The open bundles.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Replaces the workspace. The results of bundles that are equal in both are kept, and the bundles are not copied.
    pub fn set_workspace(&mut self, workspace: &Workspace) {
        let before = std::mem::take(&mut self.workspace.bundles).into_iter();
        let mut before: Vec<_> = before.zip(std::mem::take(&mut self.memories)).map(Some).collect();
        let kept = |(at, bundle): (usize, &Bundle)| {
            let is_it = |old: &Option<(Bundle, Memory)>| {
                old.as_ref().is_some_and(|(old, _)| old.id == bundle.id && old.name == bundle.name)
            };
            // Mostly the order is the same.
            let place = Some(at).filter(|at| before.get(*at).is_some_and(is_it));
            let place = place.or_else(|| before.iter().position(is_it));
            match place.and_then(|at| before[at].take()) {
                Some((old, memory)) if old == *bundle => (old, memory),
                Some((_, mut memory)) => {
                    memory.set_edited();
                    (bundle.clone(), memory)
                }
                None => (bundle.clone(), Memory::default()),
            }
        };
        let kept = workspace.bundles.iter().enumerate().map(kept);
        (self.workspace.bundles, self.memories) = kept.unzip();
    }

    /// Opens a bundle behind the others. The caller makes sure that its name is free.
    pub fn open(&mut self, bundle: Bundle) {
        self.workspace.bundles.push(bundle);
        self.memories.push(Memory::default());
    }

    /// Closes the bundle called `name` and forgets everything about it. None if it is not open.
    pub fn close(&mut self, name: &str) -> Option<Bundle> {
        let at = self.position(name)?;
        self.memories.remove(at);
        Some(self.workspace.bundles.remove(at))
    }

    /// Treats the bundles with these names as if they were closed, and no others: they are not analyzed, no other bundle
    /// reads them, and they keep the results that they have.
    pub fn leave_out(&mut self, names: &[String]) {
        for (bundle, memory) in self.workspace.bundles.iter().zip(&mut self.memories) {
            memory.is_left_out = names.contains(&bundle.name);
        }
    }

    /// The bundle called `name`, to be changed: an edit of a file, another sample, another name.
    pub fn bundle_mut(&mut self, name: &str) -> Option<&mut Bundle> {
        let at = self.position(name)?;
        self.memories[at].set_edited();
        Some(&mut self.workspace.bundles[at])
    }

    /// Applies an action of a form, see [`apply_change`].
    pub fn apply_change(
        &mut self,
        file: &FileId,
        path: &[Key],
        action: &Action,
    ) -> Result<Edit, String> {
        if let Some(at) = self.position(&file.bundle) {
            self.memories[at].set_edited();
        }
        apply_change(&mut self.workspace, file, path, action)
    }

    /// The revision of the newest analysis; 0 before the first.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The analysis of the whole workspace.
    pub fn analysis(&mut self) -> Analysis {
        self.refresh(None, usize::MAX);
        self.memories.iter().filter_map(Memory::result).cloned().collect()
    }

    /// The changes of the analysis since the revision `since` of this analyzer; since 0, all results. Analyzes at most
    /// `at_most` bundles, `first` before the others, and leaves the rest to the next call, so that a caller can show the
    /// visible bundle first and is never blocked for long.
    pub fn update(&mut self, since: u64, first: Option<&str>, at_most: usize) -> AnalysisUpdate {
        let waiting = self.refresh(first, at_most);
        let changed = self.memories.iter().filter_map(|memory| memory.changed_since(since));
        // A bundle that was left out before its first analysis has no result to wait for.
        let open = self.workspace.bundles.iter().zip(&self.memories);
        let open = open.filter(|(_, memory)| !memory.is_left_out || memory.result().is_some());
        AnalysisUpdate {
            revision: self.revision,
            bundles: open.map(|(bundle, _)| bundle.name.clone()).collect(),
            changed: changed.cloned().collect(),
            waiting,
        }
    }

    /// Renders the file `file_name` of the bundle `bundle` before the next [`Self::update`], which reuses it, so that a
    /// caller can show it sooner. The rendering equals that of the update, unless the bundle's renderings take too much
    /// time or memory together. Returns `None` if the update has it as quickly.
    pub fn render_first(&mut self, bundle: &str, file_name: &str) -> Option<Rendering> {
        let open = self.environments();
        let at = self.position(bundle)?;
        let memory = &mut self.memories[at];
        if memory.is_current(&open) {
            return None;
        }
        memory.render_first(&open, &self.workspace.bundles[at], Options::default(), file_name)
    }

    /// Like [`crate::cloudformation::findings`]. `validate` is called only with texts that the last check did not have.
    pub fn findings(
        &mut self,
        rules: &Rules,
        mut validate: impl FnMut(&str) -> Rc<[Finding]>,
    ) -> Vec<Diagnostic> {
        let open = self.environments();
        let each = self.workspace.bundles.iter().zip(&mut self.memories);
        let findings =
            each.map(|(bundle, memory)| memory.findings(&open, bundle, rules, &mut validate));
        findings.flatten().cloned().collect()
    }

    /// The findings about the rendering `file_name` of the bundle `bundle` alone, before the next [`Self::findings`],
    /// which reuses them, so that a caller can show them sooner. Returns `None` if that check has them as quickly.
    pub fn findings_first(
        &mut self,
        bundle: &str,
        file_name: &str,
        rules: &Rules,
        mut validate: impl FnMut(&str) -> Rc<[Finding]>,
    ) -> Option<Vec<Diagnostic>> {
        let open = self.environments();
        let at = self.position(bundle)?;
        let bundle = &self.workspace.bundles[at];
        self.memories[at].findings_first(&open, bundle, file_name, rules, &mut validate)
    }

    /// Like [`crate::trace()`].
    pub fn trace(&mut self, bundle: &str, file_name: &str, line: usize) -> Option<Trace> {
        trace_in(&self.read(bundle)?, file_name, line)
    }

    /// Like [`crate::rendered_lines`].
    pub fn rendered_lines(
        &mut self,
        file_name: &str,
        template: &FileId,
        line: usize,
    ) -> Vec<(usize, usize)> {
        let reading = self.read(&template.bundle);
        reading
            .map(|reading| rendered_lines_in(&reading, file_name, template, line))
            .unwrap_or_default()
    }

    /// The number of bundles that results are kept of.
    pub fn kept(&self) -> usize {
        self.memories.iter().filter(|memory| memory.result().is_some()).count()
    }

    /// The number of renderings that are kept for the next analysis.
    pub fn kept_renderings(&self) -> usize {
        self.memories.iter().map(Memory::renderings).sum()
    }

    /// The number of bundles that have been analyzed so far, each as often as it was.
    pub const fn analyzed(&self) -> usize {
        self.analyzed
    }

    /// The number of renderings of the open bundles so far, each as often as it was computed.
    pub fn rendered(&self) -> usize {
        self.memories.iter().map(Memory::rendered).sum()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.workspace.bundles.iter().position(|bundle| bundle.name == name)
    }

    /// Reads an open bundle.
    fn read(&mut self, name: &str) -> Option<Reading<'_>> {
        let open = self.environments();
        let at = self.position(name)?;
        Some(self.memories[at].read(&open, &self.workspace.bundles[at]))
    }

    /// The open environments.
    fn environments(&mut self) -> OpenEnvironments {
        let each = self.workspace.bundles.iter().zip(&mut self.memories);
        let each = each.filter(|(_, memory)| !memory.is_left_out);
        OpenEnvironments(each.filter_map(|(bundle, memory)| memory.environment(bundle)).collect())
    }

    /// Brings the results of at most `at_most` bundles up to date, `first` before the others. Returns the number of
    /// bundles whose results are still out of date.
    fn refresh(&mut self, first: Option<&str>, at_most: usize) -> usize {
        let open = self.environments();
        let next = self.revision + 1;
        let first = first.and_then(|name| self.position(name));
        let others = (0..self.memories.len()).filter(|at| Some(*at) != first);
        let (mut analyzed, mut waiting) = (0, 0);
        for at in first.into_iter().chain(others) {
            let memory = &mut self.memories[at];
            if memory.is_left_out || memory.is_current(&open) {
                continue;
            }
            if analyzed == at_most {
                waiting += 1;
                continue;
            }
            analyzed += 1;
            if memory.analyze(&open, &self.workspace.bundles[at], Options::default(), next) {
                self.revision = next;
            }
        }
        self.analyzed += analyzed;
        waiting
    }
}
