//! Creates, copies, moves and deletes the files of a bundle, and undoes these actions.

use std::collections::HashMap;

use cyclotron_core::bundle::Paths;
use cyclotron_core::{Bundle, BundleId, File, FileId};
use leptos::prelude::*;

use super::bundles::first_file;
use super::{Event, Move, Reveal, Session, Undo};
use crate::words::session as words;

impl Session {
    /// Creates a file at a free path, opens it, and shows a notice with Undo.
    pub fn new_file(&self, id: &FileId) {
        let text = self.workspace.with_untracked(|open| {
            open.bundle(&id.bundle).map(|bundle| bundle.first_text(&id.path))
        });
        let file = File::new(&id.path, text.unwrap_or_default());
        self.put_new(&id.bundle, file, words::made(&id.path));
        self.events.send(Event::Item { item: id.clone(), focus: false });
        self.go(Reveal { file: id.clone(), range: None, focus: true });
    }

    /// Copies a file to a free path beside it.
    pub fn duplicate_file(&self, id: &FileId) {
        let copy = self.workspace.with_untracked(|open| {
            let bundle = open.bundle(&id.bundle)?;
            let path = path_of_copy(&id.path, &Paths::of(bundle, |_| true))?;
            Some(File { path, content: bundle.file(&id.path)?.content.clone() })
        });
        let Some(copy) = copy else {
            let help = words::NOT_COPIED_HELP.to_owned();
            return self.warn(words::not_copied(&id.path), Some(help));
        };
        let message = words::copied(&copy.path, &id.path);
        let to = FileId { bundle: id.bundle.clone(), path: copy.path.clone() };
        self.put_new(&id.bundle, copy, message);
        self.show_item(to.clone());
        self.selected.set(Some(to));
    }

    fn put_new(&self, bundle: &str, file: File, message: String) {
        let undo = self.id_of(bundle).map(|id| Undo::NewFile(id, file.clone()));
        self.update_bundle(bundle, |bundle| put(bundle, file));
        self.tell_with(message, None, undo);
    }

    /// Shows a bundle or file in the tree, and focuses it there.
    pub(super) fn show_item(&self, item: FileId) {
        self.events.send(Event::Item { item, focus: true });
    }

    /// Moves the file or folder `from` to a free path.
    pub fn move_to(&self, from: &FileId, to: &str) {
        let moves = self.workspace.with_untracked(|open| {
            open.bundle(&from.bundle).map(|bundle| bundle.moves(&from.path, to)).unwrap_or_default()
        });
        if moves.is_empty() || from.path == to {
            return;
        }
        let back = moves.iter().map(|(from, to)| (to.clone(), from.clone())).collect();
        let folders = moved_folders(&from.path, to, &moves);
        self.move_files(&from.bundle, moves, folders);
        self.show_item(FileId { bundle: from.bundle.clone(), path: to.to_owned() });
        let undo = self.id_of(&from.bundle).map(|bundle| Undo::Moved { bundle, back });
        self.tell_with(words::moved(&from.path, to), None, undo);
    }

    /// Undoes a move. If that is impossible, shows why and returns false.
    pub(super) fn move_back(&self, bundle: BundleId, back: Vec<(String, String)>) -> bool {
        let refusal = self.workspace.with_untracked(|open| match open.bundle_by_id(bundle) {
            Some(bundle) => bundle.refusal(&back).map_or_else(|| Ok(bundle.name.clone()), Err),
            None => Err(words::CLOSED.to_owned()),
        });
        let name = match refusal {
            Ok(name) => name,
            Err(why) => {
                self.not_undone(&why);
                return false;
            }
        };
        if let Some((_, path)) = back.first() {
            self.show_item(FileId { bundle: name.clone(), path: path.clone() });
        }
        self.move_files(&name, back, vec![]);
        true
    }

    /// Changes paths of files, and updates everything that refers to them or to the moved folders.
    fn move_files(
        &self,
        bundle: &str,
        moves: Vec<(String, String)>,
        folders: Vec<(String, String)>,
    ) {
        let paths: HashMap<_, _> = moves.into_iter().chain(folders).collect();
        self.follow(&Move::Files { bundle: bundle.to_owned(), paths: paths.clone() });
        self.update_bundle(bundle, |bundle| {
            let sample = paths.get(bundle.spec()).cloned();
            for file in &mut bundle.files {
                if let Some(to) = paths.get(&file.path) {
                    to.clone_into(&mut file.path);
                }
            }
            bundle.sort();
            // The selected sample stays selected if it is still a sample.
            if let Some(sample) = sample
                && bundle.samples().iter().any(|(_, path)| *path == sample)
            {
                bundle.sample = sample;
            }
        });
    }

    /// Deletes a file and shows a notice with Undo.
    pub fn delete_file(&self, name: &str, path: &str) {
        self.delete(&FileId { bundle: name.to_owned(), path: path.to_owned() });
    }

    /// Deletes a file, or a folder with all files in it, and shows a notice with Undo.
    pub fn delete(&self, id: &FileId) {
        self.take_files(id, true);
    }

    /// Removes a file, or the files of a folder, from its bundle. With `tell`, shows a notice with Undo.
    pub(super) fn take_files(&self, id: &FileId, tell: bool) {
        let gone: Vec<String> = self.workspace.with_untracked(|open| {
            let moves = open.bundle(&id.bundle).map(|bundle| bundle.moves(&id.path, ""));
            moves.unwrap_or_default().into_iter().map(|(path, _)| path).collect()
        });
        if gone.is_empty() {
            return;
        }
        let is_folder = !self.has_file(id);
        let mut files = vec![];
        self.update_bundle(&id.bundle, |bundle| {
            // Both lists are in path order.
            let mut gone = gone.iter().peekable();
            let (taken, kept) = std::mem::take(&mut bundle.files)
                .into_iter()
                .partition(|file| gone.next_if(|path| **path == file.path).is_some());
            (files, bundle.files) = (taken, kept);
        });
        let shown = self.selected.get_untracked();
        let selected = shown
            .filter(|shown| shown.bundle == id.bundle)
            .filter(|shown| files.iter().any(|file| file.path == shown.path));
        if selected.is_some() {
            let first = self
                .workspace
                .with_untracked(|workspace| workspace.bundle(&id.bundle).and_then(first_file));
            self.selected.set(first);
        }
        if tell {
            let message = if is_folder {
                words::deleted_folder(&id.path, files.len())
            } else {
                words::deleted(&id.path)
            };
            let selected = selected.map(|file| file.path);
            let undo = self.id_of(&id.bundle).map(|bundle| Undo::Files { bundle, files, selected });
            self.tell_with(message, None, undo);
        }
    }

    /// Restores deleted files. If that is impossible, shows why and returns false.
    pub(super) fn put_files(
        &self,
        bundle: BundleId,
        files: Vec<File>,
        selected: Option<String>,
    ) -> bool {
        let name = self.workspace.with_untracked(|open| {
            let bundle = open.bundle_by_id(bundle).ok_or_else(|| words::CLOSED.to_owned())?;
            let paths = Paths::of(bundle, |_| true);
            let misfit = files.iter().find_map(|file| paths.misfit(&file.path));
            misfit.map_or_else(|| Ok(bundle.name.clone()), Err)
        });
        let name = match name {
            Ok(name) => name,
            Err(why) => {
                self.not_undone(&why);
                return false;
            }
        };
        let first = files.first().map(|file| file.path.clone());
        self.update_bundle(&name, |bundle| {
            bundle.files.extend(files);
            bundle.sort();
        });
        if let Some(path) = first {
            self.show_item(FileId { bundle: name.clone(), path });
        }
        if let Some(path) = selected {
            self.selected.set(Some(FileId { bundle: name, path }));
        }
        true
    }
}

/// Adds a file to a bundle unless its path is taken.
pub(super) fn put(bundle: &mut Bundle, file: File) {
    if bundle.file(&file.path).is_none() {
        bundle.files.push(file);
        bundle.sort();
    }
}

/// The old and new paths of the folder `from`, if it is one, and of the folders in it.
fn moved_folders(from: &str, to: &str, moves: &[(String, String)]) -> Vec<(String, String)> {
    let folders = moves.iter().flat_map(|(path, _)| {
        path.match_indices('/').map(|(at, _)| &path[..at]).filter_map(|folder| {
            let rest = folder.strip_prefix(from)?;
            (rest.is_empty() || rest.starts_with('/'))
                .then(|| (folder.to_owned(), format!("{to}{rest}")))
        })
    });
    folders.collect()
}

/// A free path for a copy of a file: `spec/prod-copy.yaml` for `spec/prod.yaml`. `None` if none of the candidates
/// is free.
fn path_of_copy(path: &str, paths: &Paths) -> Option<String> {
    let folder = path.rfind('/').map_or(0, |slash| slash + 1);
    let name = &path[folder..];
    // A leading dot starts no extension.
    let end = name.rfind('.').filter(|at| *at > 0).unwrap_or(name.len());
    let (stem, ending) = (&path[..folder + end], &name[end..]);
    let first = std::iter::once(format!("{stem}-copy{ending}"));
    let numbered = (2..=1000).map(|count| format!("{stem}-copy-{count}{ending}"));
    first.chain(numbered).find(|path| paths.misfit(path).is_none())
}

#[cfg(test)]
mod tests;
