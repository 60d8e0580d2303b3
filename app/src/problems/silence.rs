//! Findings that the comments and configurations of a bundle silence.
//!
//! The page applies the rules of a bundle that was opened from outside only after the user has seen the effect:
//! until then the bundle is *held*, and all its findings are listed with the line that would silence each. The
//! command line applies the same rules, through [`cyclotron_core::silence`].

use std::cmp::Reverse;
use std::collections::HashSet;

use cyclotron_core::silence::{CONFIGURATION, Configuration, Silenced, Silencing, silence};
use cyclotron_core::sort::CompactSort;
use cyclotron_core::{
    Analysis, AnalysisUpdate, Bundle, BundleId, Diagnostic, FileId, Workspace, archive,
};
use cyclotron_worker::calls::OuterConfiguration;
use leptos::prelude::*;

use crate::session::{Beside, Session};
use crate::words::problems::silence as words;

/// The silenced findings and the held bundles. Cheap to copy, as it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct Silence {
    /// The findings of the engine with their own severities, before any rule of a bundle is applied.
    pub own: StoredValue<Vec<Diagnostic>>,
    /// All findings, with those of CloudFormation's rules, like `own`.
    pub all: StoredValue<Vec<Diagnostic>>,
    /// The configurations in the folders around bundles, by the name of the bundle, innermost first.
    around: StoredValue<Vec<(String, Configuration)>>,
    /// The problems in these configurations.
    problems: StoredValue<Vec<Diagnostic>>,
    /// The findings that are silenced.
    pub silenced: RwSignal<Vec<Silenced>>,
    /// The effect that the rules of held bundles would have.
    pub pending: RwSignal<Pending>,
    /// The bundles that were opened from outside and whose rules are not applied yet.
    pub held: RwSignal<Vec<BundleId>>,
    /// Whether silenced findings are listed.
    pub is_listed: RwSignal<bool>,
}

/// The effect of rules that are not applied yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pending {
    /// The names of the bundles with these rules.
    pub bundles: Vec<String>,
    /// The findings that they would silence.
    pub silenced: Vec<Silenced>,
    /// The number of findings that would get another severity.
    pub changed: usize,
}

impl Silence {
    /// Holds the bundles with these ids from the start.
    pub fn holding(held: Vec<BundleId>) -> Self {
        Self { held: RwSignal::new(held), ..Self::default() }
    }

    /// The ids of the held bundles in `workspace`, for the storage.
    pub fn held_in(&self, workspace: &Workspace) -> Vec<BundleId> {
        self.held.with_untracked(|held| {
            let open = workspace.bundles.iter().map(|bundle| bundle.id);
            open.filter(|id| held.contains(id)).collect()
        })
    }

    /// Holds the rules of bundles that were opened from outside.
    pub fn hold(&self, bundles: &[Bundle]) {
        self.held.update(|held| {
            for bundle in bundles {
                if !held.contains(&bundle.id) {
                    held.push(bundle.id);
                }
            }
        });
    }

    /// Holds the rules of a copy if those of the original bundle are held.
    pub fn copied(&self, from: BundleId, to: BundleId) {
        if self.held.with_untracked(|held| held.contains(&from)) {
            self.held.update(|held| held.push(to));
        }
    }

    /// Replaces the configurations in the folders around bundles, and the problems in them.
    pub fn set_around(&self, around: Vec<(String, Configuration)>, problems: Vec<Diagnostic>) {
        self.around.set_value(around);
        self.problems.set_value(problems);
    }

    /// Applies an update to an analysis that has the findings of the engine, and to the lists of all findings.
    pub fn apply(&self, analysis: &mut Analysis, update: AnalysisUpdate) {
        analysis.diagnostics = self.own.try_update_value(std::mem::take).unwrap_or_default();
        analysis.apply(update);
        let own = std::mem::take(&mut analysis.diagnostics);
        let problems = self.problems.get_value();
        self.all.set_value(own.iter().cloned().chain(problems).collect());
        self.own.set_value(own);
    }

    /// The rules of an analysis, with those around bundles.
    fn rules(&self, analysis: &Analysis) -> Silencing {
        let mut silencing = analysis.silencing.clone();
        self.around.with_value(|around| {
            for (bundle, configuration) in around {
                silencing.around(bundle, configuration.clone());
            }
        });
        silencing
    }

    /// The names of the held bundles in `workspace`.
    fn held_names<'w>(&self, workspace: &'w Workspace) -> Vec<&'w str> {
        self.held.with_untracked(|held| {
            let bundles = workspace.bundles.iter().filter(|bundle| held.contains(&bundle.id));
            bundles.map(|bundle| bundle.name.as_str()).collect()
        })
    }
}

impl Session {
    /// Releases the held bundles of a new analysis that have no rules.
    pub fn release_without_rules(&self, analysis: &Analysis) {
        let silence = self.silence;
        let free: Vec<BundleId> = self.workspace.with_untracked(|workspace| {
            let held = silence.held_names(workspace).into_iter();
            let held =
                held.filter(|name| analysis.bundles.iter().any(|bundle| bundle.name == *name));
            let free = held.filter(|name| !analysis.silencing.has_rules(name));
            // The analysis may have started before the files beside the bundles were added.
            let free = self.stored.beside.with_untracked(|beside| {
                let around = configurations(workspace, beside);
                let is_around =
                    |name: &&str| around.iter().any(|configuration| configuration.bundle == *name);
                free.filter(|name| !is_around(name)).collect::<Vec<_>>()
            });
            free.into_iter().filter_map(|name| workspace.id_of(name)).collect()
        });
        if !free.is_empty() {
            silence.held.update(|held| held.retain(|id| !free.contains(id)));
        }
    }

    /// Splits all findings into those that `analysis` shows and those that are silenced.
    pub fn apply_rules(&self, analysis: &mut Analysis) {
        let all = self.silence.all.get_value();
        let path = |file: &FileId| file.path.clone();
        self.workspace.with_untracked(|workspace| {
            let held = self.silence.held_names(workspace);
            let is_held = |name: &str| held.contains(&name);
            let of_held =
                all.iter().filter(|problem| is_held(&problem.file.bundle)).cloned().collect();
            let rules = self.silence.rules(analysis);
            let applied = rules.without(is_held);
            let (shown, silenced) = silence(workspace, all, &applied, path);
            let (kept, pending) = silence(workspace, of_held, &rules, path);
            let changed: Vec<_> = kept.iter().filter(|problem| !shown.contains(problem)).collect();
            let affected =
                pending.iter().map(|silenced| &silenced.diagnostic).chain(changed.iter().copied());
            let affected: HashSet<&str> =
                affected.map(|problem| problem.file.bundle.as_str()).collect();
            let names = held.iter().filter(|name| affected.contains(*name));
            let pending = Pending {
                bundles: names.map(|name| (*name).to_owned()).collect(),
                changed: changed.len(),
                silenced: pending,
            };
            analysis.diagnostics = shown;
            set(self.silence.silenced, silenced);
            set(self.silence.pending, pending);
        });
    }

    /// Applies the rules of every open bundle.
    pub fn apply_held_rules(&self) {
        let open: Vec<BundleId> = self
            .workspace
            .with_untracked(|workspace| workspace.bundles.iter().map(|bundle| bundle.id).collect());
        self.silence.held.update(|held| held.retain(|id| !open.contains(id)));
        self.analysis.update(|analysis| self.apply_rules(analysis));
        self.say(words::silenced(self.silence.silenced.with_untracked(Vec::len)));
    }

    /// Applies the rules of a bundle, as the user has added one.
    pub fn release(&self, name: &str) {
        if let Some(id) = self.id_of(name) {
            self.silence.held.update(|held| held.retain(|other| *other != id));
        }
    }
}

/// The configurations in the folders around the bundles of `workspace`, the innermost first. They are among the
/// files that were opened beside the bundles.
pub fn configurations<'a, K>(
    workspace: &'a Workspace,
    beside: impl IntoIterator<Item = (K, &'a Beside)>,
) -> Vec<OuterConfiguration> {
    let mut found = vec![];
    for (_, beside) in beside {
        for file in &beside.files {
            let folder = archive::folder_of(&file.path, CONFIGURATION);
            let Some((folder, text)) = folder.zip(file.text()) else { continue };
            let bundles = workspace.bundles.iter().filter(|bundle| {
                let top = bundle.top_folder.as_deref().unwrap_or_default();
                let is_below =
                    folder.is_empty() || format!("{top}/").starts_with(&format!("{folder}/"));
                beside.bundles.contains(&bundle.id) && is_below
            });
            found.extend(bundles.map(|bundle| OuterConfiguration {
                bundle: bundle.name.clone(),
                path: file.path.clone(),
                text: text.to_owned(),
            }));
        }
    }
    found.compact_sort_by_key(|configuration| Reverse(configuration.path.len()));
    found
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|before| *before != value) {
        signal.set(value);
    }
}

#[cfg(test)]
mod tests;
