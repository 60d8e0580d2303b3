//! The open workspace, the selection, and the analysis.
//!
//! `Session` is one struct of signals in the context of the page. Its methods are the only way to change the
//! workspace: they keep the journal, the undo notices and the ids of bundles consistent, and count a revision
//! for which the engine sends a new analysis. Commands, forms and the editor call them. Other state belongs to the
//! features, which listen to [`Events`] to follow the session. The session shows nothing itself and adds no commands.
//!
//! Invariants: the names and ids of open bundles are unique; everything that refers to a bundle or a file
//! follows its renaming, see `moves.rs` and [`Event::Moved`]; closing a bundle and deleting a file or version show
//! a notice with Undo.

pub mod answer;
mod beside;
mod bundles;
mod cloudformation;
mod conversion;
pub mod edits;
mod entries;
mod events;
mod files;
mod form_edits;
mod freshness;
mod identity;
mod moves;
mod notice;
mod pane;
mod snapshot;
mod stored;
mod unsaved;

use std::collections::HashMap;

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{
    Analysis, BundleAnalysis, Diagnostic, FileId, Kind, Rendering, Target, Workspace,
};
use leptos::prelude::*;

pub use self::beside::{Beside, BesideMap, is_beside, shown_name};
use self::bundles::first_file;
pub use self::cloudformation::{CloudFormationChecks, CloudFormationState, Texts};
pub use self::edits::{EditId, EditStep, Edits};
pub use self::entries::Entries;
pub use self::events::{Event, Events, Reveal};
pub use self::form_edits::FormEdits;
pub use self::freshness::{EngineState, Freshness, Revisions};
pub use self::identity::Ids;
pub use self::moves::Move;
pub use self::notice::{Notice, Undo};
pub use self::pane::Pane;
pub use self::snapshot::Snapshot;
pub use self::stored::{Saved, Stored, VersionMap};
pub use self::unsaved::{Touched, Unsaved};
use crate::problems::Silence;
use crate::problems::filter::Filter;
use crate::ui::prose::plain;

/// The state of the page. Cheap to copy, as it holds only signals and stored values.
#[derive(Clone, Copy)]
pub struct Session {
    /// The open bundles, with the current text of every file.
    pub workspace: RwSignal<Workspace>,
    /// The generator for the ids of new bundles.
    pub ids: StoredValue<Ids>,
    /// The changes that are not saved yet.
    pub unsaved: Unsaved,
    /// The parts of the workspace besides its bundles, and whether all is saved.
    pub stored: Stored,
    /// The file in the editor.
    pub selected: RwSignal<Option<FileId>>,
    /// The selected target of the form and the rendering, in the selected bundle.
    pub target: RwSignal<Target>,
    /// The selected file among the renderings of a target: [`Rendering::file`].
    pub file: RwSignal<String>,
    /// The visible pane of a narrow window.
    pub pane: RwSignal<Pane>,
    /// Whether the table of bundles is shown in place of the panes of the selected file.
    pub repository: RwSignal<bool>,
    /// The filter of the problems.
    pub filter: RwSignal<Filter>,
    /// The form entries that are not in the text yet.
    pub entries: Entries,
    /// The newest analysis, without the problems in [`Self::silence`].
    pub analysis: RwSignal<Analysis>,
    /// The last successful text of each rendering that now fails.
    pub last_good: RwSignal<HashMap<RenderingKey, String>>,
    /// The revisions of the text, and how far their analysis is.
    pub revisions: Revisions,
    /// The problems that the rules of bundles silence.
    pub silence: Silence,
    /// CloudFormation's rules: their settings, their worker's state and their findings.
    pub cloudformation: CloudFormationChecks,
    /// The state of the worker.
    pub engine: RwSignal<EngineState>,
    /// Whether this is a safe start, in which nothing is rendered or checked.
    pub safe: RwSignal<bool>,
    /// The edits of several texts that can be undone or redone.
    pub edits: Edits,
    /// The entries in forms that can be undone or redone.
    pub form_edits: FormEdits,
    /// Delivers events to the features that follow the session.
    pub events: Events,
    /// The notices to the user, the newest last.
    pub notices: RwSignal<Vec<Notice>>,
    /// The last announcement for screen readers.
    pub said: RwSignal<String>,
}

/// The number of bundles from which they are shown as a table, and collapsed in the tree.
pub const MANY: usize = 5;

/// Identifies a rendering across analyses: the name of the bundle, the target, and the file if the target has
/// several.
pub type RenderingKey = (String, Target, String);

impl Session {
    /// Restores a session, or starts with the ready workspace on a first visit.
    pub fn new(snapshot: Option<Snapshot>) -> Self {
        let Snapshot { mut workspace, selected, target, pane, rules, filter, held } =
            snapshot.unwrap_or_else(Snapshot::first_visit);
        let mut ids = Ids::default();
        ids.complete(&mut workspace);
        Self {
            workspace: RwSignal::new(workspace),
            ids: StoredValue::new(ids),
            unsaved: Unsaved::default(),
            stored: Stored::default(),
            selected: RwSignal::new(selected),
            target: RwSignal::new(target),
            file: RwSignal::default(),
            pane: RwSignal::new(pane),
            repository: RwSignal::default(),
            filter: RwSignal::new(filter),
            entries: Entries::default(),
            analysis: RwSignal::default(),
            last_good: RwSignal::default(),
            revisions: Revisions::default(),
            silence: Silence::holding(held),
            cloudformation: CloudFormationChecks::new(rules),
            engine: RwSignal::new(EngineState::Loading),
            safe: RwSignal::default(),
            edits: Edits::default(),
            form_edits: FormEdits::default(),
            events: Events::default(),
            notices: RwSignal::default(),
            said: RwSignal::default(),
        }
    }

    /// The bundle of the selected file; `None` for a file beside bundles.
    pub fn bundle_name(&self) -> Option<String> {
        self.selected.with(|file| {
            let bundle = file.as_ref().map(|file| &file.bundle);
            bundle.filter(|bundle| !is_beside(bundle)).cloned()
        })
    }

    /// Reads the analysis of the selected bundle; returns `None` before the first analysis.
    pub fn with_bundle<T>(&self, read: impl FnOnce(&BundleAnalysis) -> T) -> Option<T> {
        let name = self.bundle_name()?;
        self.analysis
            .with(|analysis| analysis.bundles.iter().find(|bundle| bundle.name == name).map(read))
    }

    /// The targets of the selected bundle that have a form or a rendering, with their labels.
    pub fn targets(&self) -> Vec<(Target, String)> {
        self.with_bundle(|bundle| {
            let mut targets: Vec<(Target, String)> = Vec::new();
            let forms = bundle.inputs.iter().map(|form| (form.target, &form.title));
            let renderings =
                bundle.renderings.iter().map(|rendering| (rendering.target, &rendering.label));
            for (target, label) in renderings.chain(forms) {
                if targets.iter().all(|(other, _)| *other != target) {
                    targets.push((target, label.clone()));
                }
            }
            targets.compact_sort_by_key(|(target, _)| *target);
            targets
        })
        .unwrap_or_default()
    }

    /// The shown target: the selected one, or the first one if the bundle lacks that.
    pub fn shown_target(&self) -> Target {
        let targets = self.targets();
        let chosen = self.target.get();
        if targets.iter().any(|(target, _)| *target == chosen) {
            chosen
        } else {
            targets.first().map_or(chosen, |(target, _)| *target)
        }
    }

    /// The target of the shown rendering. A component has only one, whichever form is shown.
    pub fn rendered_target(&self) -> Target {
        match self.with_bundle(|bundle| bundle.kind) {
            Some(Kind::Component) => Target::Component,
            _ => self.shown_target(),
        }
    }

    /// The names of the rendered files of the shown target: a single one for CloudFormation, several for other
    /// tools.
    pub fn files(&self) -> Vec<String> {
        let target = self.rendered_target();
        self.with_bundle(|bundle| {
            let of_target = bundle.renderings.iter().filter(|rendering| rendering.target == target);
            of_target.map(|rendering| rendering.file().to_owned()).collect()
        })
        .unwrap_or_default()
    }

    /// The shown rendering: the selected file of the target, or else its first.
    pub fn rendering(&self) -> Option<Rendering> {
        self.with_rendering(Rendering::clone)
    }

    /// Reads the shown rendering.
    pub fn with_rendering<T>(&self, read: impl FnOnce(&Rendering) -> T) -> Option<T> {
        let target = self.rendered_target();
        let file = self.file.get();
        self.revisions.rendered_first.track();
        self.with_bundle(|bundle| {
            let mut of_target =
                bundle.renderings.iter().filter(|rendering| rendering.target == target);
            let first = of_target.clone().next();
            of_target.find(|rendering| rendering.file() == file).or(first).map(read)
        })
        .flatten()
    }

    /// The problems of a file, each with its index in the analysis.
    pub fn diagnostics(&self, file: &FileId) -> Vec<(usize, Diagnostic)> {
        self.analysis.with(|analysis| {
            let all = analysis.diagnostics.iter().enumerate();
            all.filter(|(_, one)| one.file == *file).map(|(at, one)| (at, one.clone())).collect()
        })
    }

    /// Sets the text that was typed in the editor.
    pub fn typed(&self, file: &FileId, text: String) {
        if is_beside(&file.bundle) {
            return self.put_beside(file, text);
        }
        self.touch_one(&file.bundle);
        self.make_change(|workspace| self.put_text(workspace, file, text));
    }

    /// Changes the workspace on behalf of the user, in any bundle.
    fn update(&self, change: impl FnOnce(&mut Workspace)) {
        crate::shell::crash::note(false);
        self.touch_all();
        self.risk_more();
        self.make_change(change);
        self.revisions.files.update(|count| *count += 1);
    }

    /// Changes the workspace and requests an analysis.
    fn make_change(&self, change: impl FnOnce(&mut Workspace)) {
        self.workspace.update_untracked(change);
        self.revisions.text.update(|count| *count += 1);
        // This comes before the notification, so that the engine starts at once.
        self.revisions.requested.update(|count| *count += 1);
        self.workspace.notify();
    }

    /// Replaces the text of a file from outside the editor.
    pub fn replace(&self, file: &FileId, text: String) {
        let before = untrack(|| self.text_of(file)).unwrap_or_default();
        self.typed(file, text);
        self.send_replaced([(file.clone(), before)], None);
    }

    /// Selects a file if the workspace has it, or else the first file of its bundle.
    pub fn select(&self, file: &FileId) {
        let file = if self.has_file(file) {
            Some(file.clone())
        } else {
            self.workspace.with_untracked(|open| open.bundle(&file.bundle).and_then(first_file))
        };
        if file.is_some() && file != self.selected.get_untracked() {
            self.selected.set(file);
        }
        self.show_pane(Pane::Editor);
    }

    /// Shows the table of the open bundles, in place of the panes of the selected file.
    pub fn show_repository(&self) {
        self.repository.set(true);
        self.pane.set(Pane::Editor);
    }

    /// Shows a pane of the selected file.
    pub fn show_pane(&self, pane: Pane) {
        if self.repository.get_untracked() {
            self.repository.set(false);
        }
        self.pane.set(pane);
    }

    /// Opens a file at a place.
    pub fn go(&self, reveal: Reveal) {
        // Selects the file first, so that its text and marks are there when the editor goes to the place.
        self.select(&reveal.file);
        self.events.send(Event::Reveal(reveal));
    }

    /// Announces a message to screen readers.
    pub fn say(&self, message: impl Into<String>) {
        self.said.set(plain(&message.into()));
    }

    /// Whether a file exists, in an open bundle or beside one. Does not track changes.
    pub fn has_file(&self, id: &FileId) -> bool {
        untrack(|| self.with_file(id, |_| ())).is_some()
    }

    /// Whether so many bundles are open that they are shown as a table, and collapsed in the tree.
    pub fn has_many_bundles(&self) -> bool {
        self.workspace.with(|open| open.bundles.len() >= MANY)
    }

    /// Sends the files whose texts were replaced, with the previous texts, and the edit that they belong to.
    fn send_replaced(
        &self,
        files: impl IntoIterator<Item = (FileId, String)>,
        edit: Option<(EditId, EditStep)>,
    ) {
        for (file, before) in files {
            self.events.send(Event::Replaced { file, before, edit });
        }
    }
}

/// The key of a rendering of the bundle `name`. For the only rendering of a target, the file name is left out,
/// as it changes when an instance is renamed.
pub fn rendering_key(name: &str, rendering: &Rendering) -> RenderingKey {
    let is_one_of_several = rendering.file_name.contains('/');
    let file = if is_one_of_several { rendering.file() } else { "" };
    (name.to_owned(), rendering.target, file.to_owned())
}

/// The session. Must be called below the root component.
pub fn use_session() -> Session {
    expect_context()
}
