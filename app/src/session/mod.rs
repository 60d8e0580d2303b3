//! What is open and what is shown: one struct in context.

mod answer;
mod beside;
mod bundles;
mod cloudformation;
mod conversion;
mod files;
mod following;
mod gaps;
mod help;
mod identity;
mod notice;
mod picture;
mod places;
mod pointing;
mod problems;
mod renaming;
mod silence;
mod snapshot;
mod standing;
mod states;
mod texts;
mod touched;
mod tree;
mod versions;

use std::collections::{BTreeMap, HashMap};

use cyclotron_core::cloudformation::{Catalog, Rules};
use cyclotron_core::compare::Version;
use cyclotron_core::{
    Action, Analysis, BundleAnalysis, BundleId, Diagnostic, Field, FileId, Key, Kind, Rendering,
    Target, Workspace,
};
use cyclotron_worker::{Change, HelpPage};
use leptos::prelude::*;

pub use self::beside::Beside;
use self::bundles::first_file;
pub use self::cloudformation::{CloudFormationState, Texts};
pub use self::following::Move;
pub use self::gaps::{Gap, Next};
pub use self::help::{HelpView, page_of};
pub use self::identity::Ids;
pub use self::notice::{Notice, Undo};
pub use self::picture::Pictures;
pub use self::places::{Listed, Listing};
pub use self::pointing::{Picked, Pointing, use_pointing};
pub use self::problems::{Cursor, Filter, is_safe};
pub use self::silence::{Pending, Silence, configurations, place_of};
pub use self::snapshot::Snapshot;
pub use self::standing::Standing;
pub use self::states::{EngineState, Pane, Reveal, Saved};
pub use self::texts::Replaced;
pub use self::touched::{Risk, Touched};
pub use self::tree::{Asking, MenuPlace, TreeView};
pub use self::versions::Side;
use crate::shell::first_steps::{FirstMinutes, Step};

/// The open workspace and all that hangs on it. Copy it freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct Session {
    /// What is open. The truth of every text.
    pub workspace: RwSignal<Workspace>,
    /// Makes the ids of new bundles.
    pub ids: StoredValue<Ids>,
    /// Which bundles may have changed since the work was last stored.
    pub touched: StoredValue<Touched>,
    /// Texts as they were before they changed, since the journal was last written.
    pub noted: StoredValue<Vec<((BundleId, String), String)>>,
    /// What a page that is left now would lose.
    pub risk: StoredValue<Risk>,
    /// The file in the editor.
    pub selected: RwSignal<Option<FileId>>,
    /// What the form and the rendering are for, in the selected bundle.
    pub target: RwSignal<Target>,
    /// Which of several files of the target is shown: [`Rendering::file`].
    pub file: RwSignal<String>,
    /// The newest analysis, without the problems in [`Self::silence`].
    pub analysis: RwSignal<Analysis>,
    /// The newest rendering that did not fail, for each bundle, target and file.
    pub last_good: RwSignal<HashMap<RenderingKey, String>>,
    /// Form entries that are not in the text yet.
    pub changes: StoredValue<Vec<Change>>,
    /// How many of them, from the first, the worker is at.
    pub sent: StoredValue<usize>,
    /// Counts what the person changed: a new number wants a new analysis.
    pub revision: RwSignal<u64>,
    /// Counts changes of text alone: an edit of the worker's fits only the text it was made for.
    pub text_revision: StoredValue<u64>,
    /// The names that the analysis under way has for bundles.
    pub asked_about: StoredValue<Vec<(String, BundleId)>>,
    /// Which text the analysis is of, by [`Self::text_revision`].
    pub analyzed_revision: StoredValue<Option<u64>>,
    /// What the person has to be told.
    pub notices: RwSignal<Vec<Notice>>,
    /// The bundle that is to be downloaded as soon as it is checked.
    pub downloading: RwSignal<Option<String>>,
    /// The pane that a narrow window shows.
    pub pane: RwSignal<Pane>,
    /// Where the editor is asked to go; counted so that the same place can be asked for twice.
    pub reveal: RwSignal<Option<Reveal>>,
    /// The line that the rendering is asked to show: [`Rendering::file_name`], and the line from 1.
    pub reveal_rendered: RwSignal<Option<(String, usize)>>,
    /// Which problems are shown.
    pub filter: RwSignal<Filter>,
    /// The problem that was gone to last.
    pub current: StoredValue<Option<Diagnostic>>,
    /// What the help shows; none while it is closed.
    pub help: RwSignal<Option<HelpView>>,
    /// The pages of the help, once they were wanted.
    pub help_pages: RwSignal<Vec<HelpPage>>,
    /// What was said last to those who do not see the page.
    pub said: RwSignal<String>,
    /// The types of resources, once CloudFormation's rules have started.
    pub catalog: StoredValue<Catalog>,
    /// What the person is to choose a place from.
    pub listing: RwSignal<Option<Listing>>,
    /// Files that changed elsewhere than in the editor, with what stood there before: the editor
    /// has to take them over.
    pub replaced: RwSignal<Vec<(FileId, String)>>,
    /// What has another name since the editor was told last.
    pub moved: RwSignal<Vec<Move>>,
    /// How the tree of files is shown, and what is asked about an item of it.
    pub tree: TreeView,
    /// The problems that the rules of bundles silence.
    pub silence: Silence,
    /// How the worker is.
    pub engine: RwSignal<EngineState>,
    /// Which of CloudFormation's rules are wanted.
    pub rules: RwSignal<Rules>,
    /// How the worker that holds them is.
    pub cloudformation: RwSignal<CloudFormationState>,
    /// What they found, and in which texts. As far as it still holds, it is in the analysis too.
    pub found: StoredValue<(Vec<Diagnostic>, Texts)>,
    /// Whether everything is in storage.
    pub saved: RwSignal<Saved>,
    /// What the workspace is called.
    pub title: RwSignal<String>,
    /// Whether nothing is rendered or checked, as the person wants it.
    pub safe: RwSignal<bool>,
    /// The versions that were marked, by the bundle's id. They are not part of the workspace, which
    /// goes to the worker with every keystroke.
    pub versions: RwSignal<VersionMap>,
    /// The files that were opened together with bundles and belong to none, by an id of their own.
    pub beside: RwSignal<BTreeMap<BundleId, Beside>>,
    /// The bundle whose versions are shown; none while they are not.
    pub versions_shown: RwSignal<Option<String>>,
    /// What is compared, the older side first; none while nothing is.
    pub comparing: RwSignal<Option<(Side, Side)>>,
    /// Which pictures are shown.
    pub pictures: Pictures,
    /// How far somebody is who is new here.
    pub first_minutes: FirstMinutes,
}

/// What tells renderings apart from one analysis to the next: bundle, target, and the file where
/// a target has several.
pub type RenderingKey = (String, Target, String);

/// The versions that were marked, each list by number, by the id of their bundle.
pub type VersionMap = BTreeMap<BundleId, Vec<Version>>;

impl Session {
    /// The session as it was, or the ready workspace at a first visit.
    pub fn new(snapshot: Option<Snapshot>) -> Self {
        let Snapshot { mut workspace, selected, target, pane, rules, filter } =
            snapshot.unwrap_or_else(Snapshot::first_visit);
        let mut ids = Ids::default();
        ids.complete(&mut workspace);
        Self {
            ids: StoredValue::new(ids),
            touched: StoredValue::new(Touched::All),
            noted: StoredValue::default(),
            risk: StoredValue::default(),
            workspace: RwSignal::new(workspace),
            selected: RwSignal::new(selected),
            target: RwSignal::new(target),
            file: RwSignal::default(),
            analysis: RwSignal::default(),
            last_good: RwSignal::default(),
            changes: StoredValue::default(),
            sent: StoredValue::default(),
            revision: RwSignal::default(),
            text_revision: StoredValue::default(),
            asked_about: StoredValue::default(),
            analyzed_revision: StoredValue::default(),
            notices: RwSignal::default(),
            downloading: RwSignal::default(),
            pane: RwSignal::new(pane),
            reveal: RwSignal::default(),
            reveal_rendered: RwSignal::default(),
            filter: RwSignal::new(filter),
            current: StoredValue::default(),
            help: RwSignal::default(),
            help_pages: RwSignal::default(),
            said: RwSignal::default(),
            catalog: StoredValue::default(),
            listing: RwSignal::default(),
            replaced: RwSignal::default(),
            moved: RwSignal::default(),
            tree: TreeView::default(),
            silence: Silence::default(),
            engine: RwSignal::new(EngineState::Loading),
            rules: RwSignal::new(rules),
            cloudformation: RwSignal::new(CloudFormationState::Off),
            found: StoredValue::default(),
            saved: RwSignal::new(Saved::Yes),
            title: RwSignal::new(crate::storage::NAME.to_owned()),
            safe: RwSignal::default(),
            versions: RwSignal::default(),
            beside: RwSignal::default(),
            versions_shown: RwSignal::default(),
            comparing: RwSignal::default(),
            pictures: Pictures::default(),
            first_minutes: FirstMinutes::default(),
        }
    }

    /// The bundle of the selected file.
    pub fn bundle_name(&self) -> Option<String> {
        self.selected.with(|file| file.as_ref().map(|file| file.bundle.clone()))
    }

    /// Reads something off the analysis of the selected bundle.
    pub fn with_bundle<T>(&self, read: impl FnOnce(&BundleAnalysis) -> T) -> Option<T> {
        let name = self.bundle_name()?;
        self.analysis
            .with(|analysis| analysis.bundles.iter().find(|bundle| bundle.name == name).map(read))
    }

    /// What there is a form or a rendering for, with the names people give it.
    pub fn targets(&self) -> Vec<(Target, String)> {
        self.with_bundle(|bundle| {
            let mut targets: Vec<(Target, String)> = Vec::new();
            let forms = bundle.inputs.iter().map(|form| (form.target, &form.title));
            let renderings = bundle.renderings.iter().map(|one| (one.target, &one.label));
            for (target, label) in renderings.chain(forms) {
                if targets.iter().all(|(other, _)| *other != target) {
                    targets.push((target, label.clone()));
                }
            }
            targets.sort_by_key(|(target, _)| *target);
            targets
        })
        .unwrap_or_default()
    }

    /// The target that is shown: the chosen one, or the first where the bundle lacks that.
    pub fn shown_target(&self) -> Target {
        let targets = self.targets();
        let chosen = self.target.get();
        if targets.iter().any(|(target, _)| *target == chosen) {
            chosen
        } else {
            targets.first().map_or(chosen, |(target, _)| *target)
        }
    }

    /// The target whose rendering is shown: a component has one alone, whichever form is.
    pub fn rendered_target(&self) -> Target {
        match self.with_bundle(|bundle| bundle.kind) {
            Some(Kind::Component) => Target::Component,
            _ => self.shown_target(),
        }
    }

    /// The files of the shown target: one where Jinja renders, several where Proton wrote some.
    pub fn files(&self) -> Vec<String> {
        let target = self.rendered_target();
        self.with_bundle(|bundle| {
            let mine = bundle.renderings.iter().filter(|one| one.target == target);
            mine.map(|one| one.file().to_owned()).collect()
        })
        .unwrap_or_default()
    }

    /// The rendering that is shown: of several files the chosen one, else the first.
    pub fn rendering(&self) -> Option<Rendering> {
        let target = self.rendered_target();
        let file = self.file.get();
        self.with_bundle(|bundle| {
            let mut mine = bundle.renderings.iter().filter(|one| one.target == target);
            let first = mine.clone().next();
            mine.find(|one| one.file() == file).or(first).cloned()
        })
        .flatten()
    }

    /// The problems of one file.
    pub fn diagnostics(&self, file: &FileId) -> Vec<(usize, Diagnostic)> {
        self.analysis.with(|analysis| {
            let all = analysis.diagnostics.iter().enumerate();
            all.filter(|(_, one)| one.file == *file).map(|(at, one)| (at, one.clone())).collect()
        })
    }

    /// Takes over what was typed in the editor.
    pub fn typed(&self, file: &FileId, text: String) {
        self.touch_one(&file.bundle);
        self.make_change(|workspace| self.put_text(workspace, file, text));
    }

    /// Changes the workspace as a person does.
    fn update(&self, change: impl FnOnce(&mut Workspace)) {
        crate::shell::crash::note(false);
        self.touch_all();
        self.risk_more();
        self.make_change(change);
    }

    /// Changes the workspace, and has it analyzed anew.
    fn make_change(&self, change: impl FnOnce(&mut Workspace)) {
        self.workspace.update_untracked(change);
        self.text_revision.update_value(|count| *count += 1);
        // First, as the engine takes it up at once.
        self.revision.update(|count| *count += 1);
        self.workspace.notify();
    }

    /// Changes a text from elsewhere than the editor.
    pub fn replace(&self, file: &FileId, text: String) {
        let before = self.workspace.with_untracked(|workspace| {
            workspace.file(file).and_then(|file| file.text()).unwrap_or_default().to_owned()
        });
        self.typed(file, text);
        self.replaced.update(|files| files.push((file.clone(), before)));
    }

    /// Does what a form asks for to the value at `path`. It gets into the text with the next
    /// analysis.
    pub fn change(&self, file: &FileId, path: &[Key], action: Action) {
        crate::shell::crash::note(false);
        let change = Change { file: file.clone(), path: path.to_vec(), action };
        let sent = self.sent.get_value();
        self.changes.update_value(|changes| {
            // Of two entries in one field the later one counts, unless the worker has the first.
            match changes.iter_mut().skip(sent).next_back() {
                Some(last) if replaces(&change, last) => *last = change,
                _ => changes.push(change),
            }
        });
        self.revision.update(|count| *count += 1);
        self.made(Step::FillIn);
    }

    /// The same for a field: a default that it is part of is written out first.
    pub fn enter(&self, file: &FileId, field: &Field, action: Action) {
        if let Some(inherited) = &field.inherited {
            let is_under_way = self.changes.with_value(|changes| {
                changes.iter().any(|one| one.file == *file && one.path == inherited.path)
            });
            if !is_under_way {
                self.change(file, &inherited.path, Action::Set(inherited.value.clone()));
            }
        }
        self.change(file, &field.path, action);
    }

    /// Ticks one of the first moves off.
    pub fn made(&self, step: Step) {
        if self.first_minutes.made(step) {
            self.say(crate::words::shell::onboarding::ALL_DONE);
        }
    }

    /// Shows a file, where the workspace has it; else the first of its bundle.
    pub fn select(&self, file: &FileId) {
        let file = self.workspace.with_untracked(|workspace| {
            if workspace.file(file).is_some() {
                return Some(file.clone());
            }
            workspace.bundle(&file.bundle).and_then(first_file)
        });
        if file.is_some() && file != self.selected.get_untracked() {
            self.selected.set(file);
        }
        self.pane.set(Pane::Editor);
    }
}

/// The key of a rendering of the bundle `name`. A target's only rendering keeps its place when an
/// instance gets another name, so its file does not count.
pub fn rendering_key(name: &str, rendering: &Rendering) -> RenderingKey {
    let is_one_of_several = rendering.file_name.contains('/');
    let file = if is_one_of_several { rendering.file() } else { "" };
    (name.to_owned(), rendering.target, file.to_owned())
}

/// The session, anywhere below the root.
pub fn use_session() -> Session {
    expect_context()
}

/// Whether `change` makes `before` needless. What adds or removes an item of a list moves its
/// neighbours, so such a change always stands for itself.
fn replaces(change: &Change, before: &Change) -> bool {
    let in_place = |change: &Change| {
        matches!(change.action, Action::Set(_) | Action::Write(_))
            && !matches!(change.path.last(), Some(Key::Index(_)))
    };
    change.file == before.file && change.path == before.path && in_place(change) && in_place(before)
}
