//! What comes and goes: bundles, and files of them.

use cyclotron_core::{Bundle, File, FileId, bundle, samples};
use leptos::prelude::*;

use super::{Pane, Session, Undo};

impl Session {
    /// Adds a bundle that was opened and shows it.
    pub fn add(&self, mut bundle: Bundle) {
        let taken = |name: &str| self.workspace.with_untracked(|open| open.bundle(name).is_some());
        if taken(&bundle.name) {
            let name = (2..).map(|count| format!("{}-{count}", bundle.name));
            bundle.name = name.into_iter().find(|name| !taken(name)).unwrap_or_default();
        }
        let file = first_file(&bundle);
        self.update(|workspace| workspace.bundles.push(bundle));
        self.selected.set(file);
        self.pane.set(Pane::Editor);
    }

    /// Whether a bundle's download holds its sample.
    pub fn pack_sample(&self, name: &str, pack: bool) {
        self.update_bundle(name, |bundle| bundle.pack_sample = pack);
    }

    /// Puts a bundle's download below a folder, or at the archive's root.
    pub fn set_top_folder(&self, name: &str, folder: Option<String>) {
        self.update_bundle(name, |bundle| bundle.top_folder = folder);
    }

    /// Closes a bundle; a notice brings it back.
    pub fn close(&self, name: &str) {
        let mut closed = None;
        self.update(|workspace| {
            if let Some(at) = workspace.bundles.iter().position(|bundle| bundle.name == name) {
                closed = Some(Undo::Bundle(at, workspace.bundles.remove(at)));
            }
        });
        if self.bundle_name().as_deref() == Some(name) {
            let first = self
                .workspace
                .with_untracked(|workspace| workspace.bundles.first().and_then(first_file));
            self.selected.set(first);
        }
        self.tell_with(format!("Closed {name}."), None, closed);
    }

    /// Brings back what was taken away.
    pub fn bring_back(&self, undo: Undo) {
        match undo {
            Undo::Bundle(at, bundle) => {
                let file = first_file(&bundle);
                self.update(|workspace| {
                    let at = at.min(workspace.bundles.len());
                    workspace.bundles.insert(at, bundle);
                });
                self.selected.set(file);
            }
            Undo::File(name, file) => self.update_bundle(&name, |bundle| put(bundle, file)),
            Undo::Texts(replaced) => self.put_back(replaced),
            Undo::Version(name, version) => self.put_version(&name, *version),
        }
    }

    /// Renders a bundle with another of its samples.
    pub fn use_sample(&self, name: &str, path: &str) {
        self.update_bundle(name, |bundle| path.clone_into(&mut bundle.sample));
    }

    /// Adds a sample to a bundle and renders with it.
    pub fn add_sample(&self, name: &str, path: &str, text: String) {
        self.update_bundle(name, |bundle| {
            put(bundle, File::new(path, text));
            path.clone_into(&mut bundle.sample);
        });
    }

    /// Deletes a file; a notice brings it back.
    pub fn delete_file(&self, name: &str, path: &str) {
        let mut deleted = None;
        self.update_bundle(name, |bundle| {
            if let Some(at) = bundle.files.iter().position(|file| file.path == path) {
                deleted = Some(Undo::File(name.to_owned(), bundle.files.remove(at)));
            }
        });
        let gone = FileId { bundle: name.to_owned(), path: path.to_owned() };
        if self.selected.with_untracked(|selected| *selected == Some(gone)) {
            let first = self
                .workspace
                .with_untracked(|workspace| workspace.bundle(name).and_then(first_file));
            self.selected.set(first);
        }
        self.tell_with(format!("Deleted {path}."), None, deleted);
    }

    /// Changes one bundle, where it is still open.
    fn update_bundle(&self, name: &str, change: impl FnOnce(&mut Bundle)) {
        self.update(|workspace| {
            if let Some(bundle) = workspace.bundles.iter_mut().find(|one| one.name == name) {
                change(bundle);
            }
        });
    }

    /// Opens the ready workspace's bundles beside what is open.
    pub fn open_samples(&self) {
        for bundle in samples::workspace().bundles.into_iter().rev() {
            self.add(bundle);
        }
    }
}

/// Puts a file into a bundle, unless another has its place.
fn put(bundle: &mut Bundle, file: File) {
    if bundle.file(&file.path).is_none() {
        bundle.files.push(file);
        bundle.sort();
    }
}

/// The file to begin with: the first template, else the schema, else any.
pub(super) fn first_file(bundle: &Bundle) -> Option<FileId> {
    let named = |end: &str| bundle.files.iter().find(|file| file.path.ends_with(end));
    named("cloudformation.yaml")
        .or_else(|| named(bundle::SCHEMA))
        .or(bundle.files.first())
        .map(|file| bundle.id(file.path.clone()))
}
