//! Files that were opened together with bundles and belong to none: READMEs, `.proton/` and others.
//!
//! They are stored with the workspace, within the limits of
//! [`archive::beside`](cyclotron_core::archive::beside()), as long as one of the bundles is open or in the
//! history. While one is open, *Files* lists them, and *Source* edits them. An analysis only reads `.cyclotron.yaml`
//! files of these. The history has only their newest texts.
//!
//! A [`FileId`] names such files by [`Beside::key`] instead of a bundle, so no code that expects a bundle finds one.

use std::collections::{BTreeMap, HashSet};

use cyclotron_core::silence::CONFIGURATION;
use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Bundle, BundleId, Content, File, FileId, Workspace, archive, text};
use leptos::prelude::*;

use super::{Ids, Session};

/// The files beside bundles in an archive or a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Beside {
    /// The name of the archive or the folder, unique in the workspace.
    pub name: String,
    /// The bundles that were opened with the files.
    pub bundles: Vec<BundleId>,
    /// The files, by their paths in the archive or the folder.
    pub files: Vec<File>,
}

/// The files beside bundles, by ids of their own.
pub type BesideMap = BTreeMap<BundleId, Beside>;

impl Beside {
    /// The name of the files in a [`FileId`]. It ends with a slash, which no name of a bundle has.
    pub fn key(&self) -> String {
        format!("{}/", self.name)
    }

    /// Whether one of the bundles is open.
    pub fn is_open(&self, open: &Workspace) -> bool {
        self.bundles.iter().any(|id| open.bundle_by_id(*id).is_some())
    }

    /// The files as a bundle, so that they are saved to their folder as one.
    pub fn as_bundle(&self, id: BundleId) -> Bundle {
        let files = self.files.clone();
        Bundle { id, name: self.key(), files, pack_sample: true, ..Bundle::default() }
    }
}

/// The name of a [`FileId::bundle`], as people see it.
pub fn shown_name(bundle: &str) -> &str {
    bundle.trim_end_matches('/')
}

/// Whether a [`FileId::bundle`] names files beside bundles.
pub fn is_beside(bundle: &str) -> bool {
    bundle.ends_with('/')
}

impl Session {
    /// Keeps the files that were opened together with bundles. Returns their id, unless there are none.
    pub fn keep_beside(
        &self,
        name: &str,
        bundles: &[Bundle],
        mut files: Vec<File>,
    ) -> Option<BundleId> {
        if files.is_empty() || bundles.is_empty() {
            return None;
        }
        let is_configured = files.iter().any(is_configuration);
        if is_configured {
            self.silence.hold(bundles);
        }
        files.compact_sort_by(|a, b| a.path.cmp(&b.path));
        let bundles = bundles.iter().map(|bundle| bundle.id).collect();
        let name = self.stored.beside.with_untracked(|all| {
            text::free(name.to_owned(), |name| all.values().any(|beside| beside.name == name))
        });
        let id = self.ids.try_update_value(Ids::make).unwrap_or_default();
        self.stored.beside.update(|all| drop(all.insert(id, Beside { name, bundles, files })));
        self.revisions.files.update(|count| *count += 1);
        if is_configured {
            // The running analysis may lack the configuration.
            self.revisions.requested.update(|count| *count += 1);
        }
        Some(id)
    }

    /// Replaces the files beside bundles by those of a loaded workspace.
    pub fn load_beside(&self, mut loaded: BesideMap) {
        // Earlier builds gave the same name to several.
        let mut taken: Vec<String> = vec![];
        for beside in loaded.values_mut() {
            let name = std::mem::take(&mut beside.name);
            beside.name = text::free(name, |name| taken.iter().any(|other| other == name));
            taken.push(beside.name.clone());
            beside.files.compact_sort_by(|a, b| a.path.cmp(&b.path));
        }
        self.stored.beside.set(loaded);
        self.revisions.files.update(|count| *count += 1);
    }

    /// Reads a file of an open bundle, or one beside open bundles; returns `None` if it does not exist.
    pub fn with_file<T>(&self, id: &FileId, read: impl FnOnce(&File) -> T) -> Option<T> {
        self.workspace.with(|open| {
            if !is_beside(&id.bundle) {
                return open.file(id).map(read);
            }
            self.stored.beside.with(|all| {
                let beside =
                    all.values().find(|beside| beside.key() == id.bundle && beside.is_open(open));
                beside?.files.iter().find(|file| file.path == id.path).map(read)
            })
        })
    }

    /// Whether a file exists and is text.
    pub fn has_text(&self, id: &FileId) -> bool {
        self.with_file(id, |file| file.text().is_some()).unwrap_or_default()
    }

    /// The text of a file; `None` if the file does not exist or is not text.
    pub fn text_of(&self, id: &FileId) -> Option<String> {
        self.with_file(id, |file| file.text().map(str::to_owned)).flatten()
    }

    /// The id of the files beside bundles with this [`Beside::key`].
    pub fn beside_id(&self, key: &str) -> Option<BundleId> {
        self.stored.beside.with_untracked(|all| {
            all.iter().find(|(_, beside)| beside.key() == key).map(|(id, _)| *id)
        })
    }

    /// All files of the open bundles, and of those beside them.
    pub fn all_files(&self) -> HashSet<FileId> {
        self.workspace.with_untracked(|open| {
            self.stored.beside.with_untracked(|all| {
                let bundles =
                    open.bundles.iter().map(|bundle| (bundle.name.clone(), &bundle.files));
                let beside = all.values().filter(|beside| beside.is_open(open));
                bundles
                    .chain(beside.map(|beside| (beside.key(), &beside.files)))
                    .flat_map(|(bundle, files)| {
                        let id = move |file: &File| FileId {
                            bundle: bundle.clone(),
                            path: file.path.clone(),
                        };
                        files.iter().map(id)
                    })
                    .collect()
            })
        })
    }

    /// The files beside open bundles, by the names of the archives or folders that they were opened from.
    pub fn open_beside(&self) -> Vec<(String, Vec<File>)> {
        self.workspace.with_untracked(|open| {
            self.stored.beside.with_untracked(|all| {
                let beside = all.values().filter(|beside| beside.is_open(open));
                beside.map(|beside| (beside.name.clone(), beside.files.clone())).collect()
            })
        })
    }

    /// Sets the text of a file beside bundles.
    pub(super) fn put_beside(&self, id: &FileId, text: String) {
        let mut changed = None;
        self.stored.beside.update(|all| {
            let beside = all.values_mut().find(|beside| beside.key() == id.bundle);
            let file = beside.and_then(|it| it.files.iter_mut().find(|file| file.path == id.path));
            if let Some(file) = file {
                file.content = Content::Text(text.into());
                changed = Some(is_configuration(file));
            }
        });
        if let Some(is_configuration) = changed {
            // The journal only has the texts of bundles.
            self.risk_more();
            if is_configuration {
                self.revisions.requested.update(|count| *count += 1);
            }
        }
    }
}

fn is_configuration(file: &File) -> bool {
    archive::folder_of(&file.path, CONFIGURATION).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(session: Session) -> FileId {
        let bundles = session.workspace.get_untracked().bundles;
        let files = vec![File::new("docs/b.md", "b"), File::new("README.md", "a")];
        session.keep_beside("repository", &bundles, files);
        FileId { bundle: "repository/".into(), path: "README.md".into() }
    }

    #[test]
    fn a_file_beside_bundles_is_selected_and_edited_like_any_other() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let readme = opened(session);
            session.select(&readme);
            assert_eq!(session.selected.get_untracked(), Some(readme.clone()));
            assert_eq!(session.bundle_name(), None);
            let revision = session.revisions.requested.get_untracked();
            session.typed(&readme, "typed".to_owned());
            assert_eq!(session.text_of(&readme).as_deref(), Some("typed"));
            assert!(session.is_at_risk());
            // No analysis reads it.
            assert_eq!(session.revisions.requested.get_untracked(), revision);
        });
    }

    #[test]
    fn files_beside_bundles_disappear_with_the_last_of_them() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let readme = opened(session);
            session.select(&readme);
            for bundle in session.workspace.get_untracked().bundles {
                assert!(session.has_file(&readme));
                session.close(&bundle.name);
            }
            assert!(!session.has_file(&readme));
            assert_eq!(session.selected.get_untracked(), None);
            session.undo_last();
            assert!(session.has_file(&readme));
        });
    }

    #[test]
    fn an_edit_of_a_configuration_requests_an_analysis() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let bundles = session.workspace.get_untracked().bundles;
            session.keep_beside("a", &bundles, vec![File::new(".cyclotron.yaml", "")]);
            let revision = session.revisions.requested.get_untracked();
            let file = FileId { bundle: "a/".into(), path: ".cyclotron.yaml".into() };
            session.typed(&file, "ignore: []".to_owned());
            assert_eq!(session.revisions.requested.get_untracked(), revision + 1);
        });
    }

    #[test]
    fn two_folders_of_the_same_name_are_told_apart() {
        Owner::new().with(|| {
            let session = Session::new(None);
            opened(session);
            opened(session);
            let names = |session: Session| {
                let all = session.stored.beside.get_untracked();
                let mut names: Vec<_> = all.into_values().map(|beside| beside.name).collect();
                names.compact_sort();
                names
            };
            let made = names(session);
            assert!(made[0] != made[1], "{made:?}");
            let mut stored = session.stored.beside.get_untracked();
            for beside in stored.values_mut() {
                beside.name = "repository".to_owned();
            }
            session.load_beside(stored);
            assert_eq!(names(session).len(), 2);
            assert!(names(session)[0] != names(session)[1]);
        });
    }
}
