//! Adds, renames, copies and closes bundles, and undoes these actions.

use std::collections::HashSet;

use cyclotron_core::{Bundle, File, FileId, Workspace, bundle, starters, text};
use leptos::prelude::*;

use super::files::put;
use super::{EditStep, Move, Pane, Session, Undo};
use crate::words::session as words;

impl Session {
    /// Adds an opened bundle and selects its first file.
    pub fn add(&self, bundle: Bundle) {
        self.add_all(vec![bundle]);
    }

    /// Adds bundles that were opened together, each with a new id, and selects the first file. A bundle whose
    /// name is taken gets a free name. Returns the bundles as added.
    pub fn add_all(&self, mut bundles: Vec<Bundle>) -> Vec<Bundle> {
        for bundle in &mut bundles {
            self.identify(bundle);
        }
        let mut taken: HashSet<String> = self
            .workspace
            .with_untracked(|open| open.bundles.iter().map(|bundle| bundle.name.clone()).collect());
        for bundle in &mut bundles {
            let name = std::mem::take(&mut bundle.name);
            bundle.name = text::free(name, |name| taken.contains(name));
            taken.insert(bundle.name.clone());
        }
        let file = bundles.first().and_then(first_file);
        self.silence.hold(&bundles);
        self.update(|workspace| workspace.bundles.extend(bundles.iter().cloned()));
        if !bundles.is_empty() {
            self.selected.set(file);
            self.show_pane(Pane::Editor);
        }
        bundles
    }

    /// Removes bundles that were opened together, except those that have changed since, and reports the latter.
    fn take_back(&self, opened: Vec<Bundle>) {
        let changed: Vec<String> = self.workspace.with_untracked(|open| {
            let is_changed =
                |now: &&Bundle| opened.iter().any(|bundle| bundle.id == now.id && bundle != *now);
            open.bundles.iter().filter(is_changed).map(|now| now.name.clone()).collect()
        });
        self.update(|open| open.bundles.retain(|bundle| !opened.contains(bundle)));
        let is_gone = self
            .bundle_name()
            .is_none_or(|name| self.workspace.with_untracked(|open| open.bundle(&name).is_none()));
        if is_gone {
            let first =
                self.workspace.with_untracked(|open| open.bundles.first().and_then(first_file));
            self.selected.set(first);
        }
        if !changed.is_empty() {
            let message = words::stays(&list_of(&changed));
            self.tell(message, Some(words::STAYS_HELP.into()));
        }
    }

    /// Adds newly created bundles, selects the one at index `shown`, and shows a notice with Undo.
    pub fn add_new(&self, mut bundles: Vec<Bundle>, shown: usize) {
        for bundle in &mut bundles {
            // Another bundle may have got this name while the worker created the new one.
            bundle.rename(&self.free_name(&bundle.name));
        }
        let bundles = self.add_all(bundles);
        let Some(first) = bundles.get(shown) else { return };
        let (item, file) = (first.id(""), first_file(first));
        let names: Vec<String> = bundles.iter().map(|bundle| bundle.name.clone()).collect();
        let undo = match &*bundles {
            [bundle] => Undo::NewBundle(bundle.clone()),
            _ => Undo::Opened(bundles),
        };
        self.show_item(item);
        self.tell_with(words::made(&list_of(&names)), None, Some(undo));
        self.selected.set(file);
    }

    /// Selects the first file of a bundle, unless one of its files is already selected.
    pub fn select_bundle(&self, name: &str) {
        if untrack(|| self.bundle_name()).as_deref() != Some(name) {
            let first =
                self.workspace.with_untracked(|open| open.bundle(name).and_then(first_file));
            self.selected.set(first);
        }
    }

    /// Adds a copy after the original bundle.
    pub fn duplicate(&self, name: &str) {
        let copy = self.workspace.with_untracked(|open| {
            let at = open.bundles.iter().position(|bundle| bundle.name == name)?;
            Some((at + 1, open.bundles[at].clone()))
        });
        let Some((at, mut copy)) = copy else { return };
        // A longer name would be invalid for a template.
        let short: String = name.chars().take(90).collect();
        copy.rename(&self.free_name(&format!("{short}-copy")));
        let original = copy.id;
        self.identify(&mut copy);
        self.silence.copied(original, copy.id);
        let shown = self.selected.with_untracked(|file| {
            let file = file.as_ref().filter(|file| file.bundle == name)?;
            Some(copy.id(&file.path))
        });
        self.selected.set(shown.or_else(|| first_file(&copy)));
        self.show_item(copy.id(""));
        let message = words::copied(&copy.name, name);
        self.tell_with(message, None, Some(Undo::NewBundle(copy.clone())));
        self.update(|workspace| workspace.bundles.insert(at, copy));
    }

    /// Renames a bundle. The new name must be free.
    pub fn rename_bundle(&self, from: &str, to: &str) {
        let bundle = self.workspace.with_untracked(|open| open.bundle(from).cloned());
        let Some(bundle) = bundle.filter(|_| from != to) else { return };
        self.call_bundle(from, |bundle| bundle.rename(to));
        let Bundle { id, top_folder, .. } = bundle;
        let undo = Undo::Renamed { bundle: id, from: from.into(), top_folder };
        self.tell_with(words::renamed(from, to), None, Some(undo));
    }

    /// Renames a bundle, and updates everything that refers to its name.
    fn call_bundle(&self, name: &str, rename: impl FnOnce(&mut Bundle)) {
        let before = self.workspace.with_untracked(|open| open.bundle(name).cloned());
        let Some(mut bundle) = before else { return };
        rename(&mut bundle);
        self.follow(&Move::Bundle { from: name.to_owned(), to: bundle.name.clone() });
        self.show_item(bundle.id(""));
        self.update_bundle(name, |renamed| *renamed = bundle);
    }

    /// Returns `name` if no open bundle has it, or else a similar free name.
    pub fn free_name(&self, name: &str) -> String {
        self.workspace
            .with_untracked(|open| text::free(name.to_owned(), |name| open.bundle(name).is_some()))
    }

    /// Sets whether a bundle's download contains its sample.
    pub fn pack_sample(&self, name: &str, pack: bool) {
        self.update_bundle(name, |bundle| bundle.pack_sample = pack);
    }

    /// Sets the folder of a bundle in its download; `None` for the root of the archive.
    pub fn set_top_folder(&self, name: &str, folder: Option<String>) {
        self.update_bundle(name, |bundle| bundle.top_folder = folder);
    }

    /// Closes a bundle and shows a notice with Undo.
    pub fn close(&self, name: &str) {
        self.take_away(name, true);
    }

    /// Removes a bundle from the workspace. With `tell`, shows a notice with Undo.
    fn take_away(&self, name: &str, tell: bool) {
        let place = |open: &Workspace| open.bundles.iter().position(|bundle| bundle.name == name);
        let Some(at) = self.workspace.with_untracked(place) else { return };
        let mut closed = None;
        self.update(|workspace| closed = Some(Undo::Bundle(at, workspace.bundles.remove(at))));
        let is_gone = self.selected.with_untracked(|file| {
            file.as_ref().is_some_and(|file| file.bundle == name || !self.has_file(file))
        });
        if is_gone {
            let first = self
                .workspace
                .with_untracked(|workspace| workspace.bundles.first().and_then(first_file));
            self.selected.set(first);
        }
        if tell {
            self.tell_with(words::closed(name), None, closed);
        }
    }

    /// Opens a bundle that was open before, at an index or else as the last one, and selects its first file.
    pub(super) fn insert_again(&self, at: usize, mut bundle: Bundle) {
        // Another bundle may have got its name in the meantime.
        bundle.rename(&self.free_name(&bundle.name));
        self.identify_again(&mut bundle);
        let file = first_file(&bundle);
        self.show_item(bundle.id(""));
        self.update(|workspace| {
            let at = at.min(workspace.bundles.len());
            workspace.bundles.insert(at, bundle);
        });
        self.selected.set(file);
    }

    /// Undoes an action on bundles or files. If that is impossible, shows why and returns false.
    pub fn bring_back(&self, undo: Undo) -> bool {
        match undo {
            Undo::Bundle(at, bundle) => {
                self.insert_again(at, bundle);
                true
            }
            Undo::Files { bundle, files, selected } => self.put_files(bundle, files, selected),
            // If it is undone, that removes the notice. If the page asks first, the notice stays.
            Undo::Edit(id) => !self.repeat_edit(id, EditStep::Undo, None),
            Undo::BundleState { before, after, back } => self.convert_back(*before, *after, back),
            Undo::Moved { bundle, back } => self.move_back(bundle, back),
            Undo::Renamed { bundle, from, top_folder } => {
                let Some(name) = self.name_of(bundle) else {
                    self.not_undone(words::CLOSED);
                    return false;
                };
                let is_taken = name != from && self.id_of(&from).is_some();
                if is_taken {
                    self.not_undone(&words::taken(&from));
                } else {
                    self.call_bundle(&name, |bundle| {
                        (bundle.name, bundle.top_folder) = (from, top_folder);
                    });
                }
                !is_taken
            }
            Undo::NewBundle(bundle) => {
                let now =
                    self.workspace.with_untracked(|open| open.bundle_by_id(bundle.id).cloned());
                if let Some(now) = now {
                    // If it has been edited since, a notice offers to bring it back.
                    self.take_away(&now.name, now != bundle);
                }
                true
            }
            Undo::NewFile(bundle, file) => {
                let id = self.file_of(bundle, &file.path);
                let now = id.and_then(|id| {
                    let now = self.workspace.with_untracked(|open| open.file(&id).cloned());
                    now.map(|now| (id, now))
                });
                if let Some((id, now)) = now {
                    self.take_files(&id, now != file);
                }
                true
            }
            Undo::Version(bundle, version) => {
                self.put_version(bundle, *version);
                true
            }
            Undo::Opened(bundles) => {
                self.take_back(bundles);
                true
            }
        }
    }

    /// Shows why an action cannot be undone.
    pub(super) fn not_undone(&self, why: &str) {
        self.warn(words::not_undone(why), None);
    }

    /// Selects the sample that a bundle is rendered with.
    pub fn use_sample(&self, name: &str, path: &str) {
        self.update_bundle(name, |bundle| path.clone_into(&mut bundle.sample));
    }

    /// Adds a sample to a bundle and selects it for rendering.
    pub fn add_sample(&self, name: &str, path: &str, text: String) {
        self.update_bundle(name, |bundle| {
            put(bundle, File::new(path, text));
            path.clone_into(&mut bundle.sample);
        });
    }

    /// Changes a bundle if it is still open.
    pub(super) fn update_bundle(&self, name: &str, change: impl FnOnce(&mut Bundle)) {
        self.touch_one(name);
        self.risk_more();
        self.make_change(|workspace| {
            if let Some(bundle) = workspace.bundles.iter_mut().find(|bundle| bundle.name == name) {
                change(bundle);
            }
        });
    }

    /// Adds the bundles of the ready workspace to the open ones.
    pub fn open_samples(&self) {
        for bundle in starters::ready_workspace().bundles.into_iter().rev() {
            self.add(bundle);
        }
    }
}

/// Joins names: `a, b and c`.
fn list_of(names: &[String]) -> String {
    text::list(names.iter().cloned())
}

/// The file to select in a bundle: the first template, or else the schema, or else the first file.
pub(super) fn first_file(bundle: &Bundle) -> Option<FileId> {
    let named = |end: &str| bundle.files.iter().find(|file| file.path.ends_with(end));
    named("cloudformation.yaml")
        .or_else(|| named(bundle::SCHEMA))
        .or(bundle.files.first())
        .map(|file| bundle.id(file.path.clone()))
}
