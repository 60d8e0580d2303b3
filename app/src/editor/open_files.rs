//! The open files, which the tabs of the editor show.

use cyclotron_core::FileId;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::local_storage as kept;
use crate::session::{Event, Session, shown_name};

const KEY: &str = "open-files";

/// The open files, in the order of their tabs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TabList {
    files: Vec<FileId>,
    /// The file that the next one replaces. A file that was edited is never replaced.
    preview: Option<FileId>,
}

impl TabList {
    /// The open files.
    pub fn files(&self) -> &[FileId] {
        &self.files
    }

    /// Whether the next file replaces this one.
    pub fn is_preview(&self, file: &FileId) -> bool {
        self.preview.as_ref() == Some(file)
    }

    /// Opens a file that is not open yet: in place of the preview, or else as the last one.
    fn open(&mut self, file: &FileId) {
        if self.files.contains(file) {
            return;
        }
        let at = self.files.iter().position(|open| self.is_preview(open));
        match at {
            Some(at) => self.files[at] = file.clone(),
            None => self.files.push(file.clone()),
        }
        self.preview = Some(file.clone());
    }

    /// Keeps a file open when another one is opened.
    fn keep(&mut self, file: &FileId) {
        if self.is_preview(file) {
            self.preview = None;
        }
    }

    /// Closes a file, and returns the file that takes its place. The last file cannot be closed.
    fn close(&mut self, file: &FileId) -> Option<FileId> {
        let at = self.files.iter().position(|open| open == file)?;
        if self.files.len() == 1 {
            return None;
        }
        self.keep(file);
        self.files.remove(at);
        self.files.get(at).or(self.files.last()).cloned()
    }

    /// Removes the files that no longer exist.
    fn retain(&mut self, exists: impl Fn(&FileId) -> bool) {
        self.files.retain(&exists);
        self.preview = self.preview.take().filter(exists);
    }
}

/// The open files. Cheap to copy.
#[derive(Clone, Copy)]
pub struct OpenFiles {
    session: Session,
    /// The files.
    pub list: RwSignal<TabList>,
}

impl OpenFiles {
    /// Restores the open files, and follows the selection, renamed files and closed bundles.
    pub fn new(session: Session) -> Self {
        let list = RwSignal::new(kept::read::<TabList>(KEY).unwrap_or_default());
        Effect::new(move || {
            let selected = session.selected.get();
            let mut next = list.get_untracked();
            session.revisions.files.track();
            next.retain(|file| session.has_file(file));
            if let Some(file) = selected {
                next.open(&file);
            }
            if list.with_untracked(|list| *list != next) {
                list.set(next);
            }
        });
        session.events.listen(move |event| {
            if let Event::Moved(change) = event {
                list.update(|list| {
                    list.files
                        .iter_mut()
                        .chain(&mut list.preview)
                        .for_each(|file| change.follow(file));
                });
            }
        });
        kept::follow(KEY, list);
        Self { session, list }
    }

    /// Keeps a file open when another one is opened.
    pub fn keep(self, file: &FileId) {
        if self.list.with_untracked(|list| list.is_preview(file)) {
            self.list.update(|list| list.keep(file));
        }
    }

    /// Closes a file. If it is selected, its neighbor is selected instead.
    pub fn close(self, file: &FileId) {
        let mut next = None;
        self.list.update(|list| next = list.close(file));
        if self.session.selected.with_untracked(|selected| selected.as_ref() == Some(file))
            && let Some(next) = next
        {
            self.session.select(&next);
        }
    }
}

/// The open files. Must be called below the root component.
pub fn use_open_files() -> OpenFiles {
    expect_context()
}

/// The label of each file: its name, and a hint that tells files of the same name apart. If files of several bundles are
/// open, each hint has the bundle, since most bundles have files of the same names. A hint may be cut at its end.
pub fn labels(files: &[FileId]) -> Vec<(String, Option<String>)> {
    let has_several_bundles = files.iter().any(|file| file.bundle != files[0].bundle);
    let name = |file: &FileId| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    let bundle = |file: &FileId| shown_name(&file.bundle).to_owned();
    let folder = |file: &FileId| file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    files
        .iter()
        .map(|file| {
            let others = files.iter().filter(|other| *other != file && name(other) == name(file));
            let others: Vec<_> = others.collect();
            let is_alone = others.iter().all(|other| other.bundle != file.bundle);
            let hint = match (is_alone, has_several_bundles) {
                (true, false) => None,
                (true, true) => Some(bundle(file)),
                (false, false) => Some(folder(file).unwrap_or_else(|| bundle(file))),
                (false, true) => {
                    let folder = folder(file).map(|folder| format!("{folder} · "));
                    Some(format!("{}{}", folder.unwrap_or_default(), bundle(file)))
                }
            };
            (name(file), hint)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(bundle: &str, path: &str) -> FileId {
        FileId { bundle: bundle.into(), path: path.into() }
    }

    #[test]
    fn a_file_that_was_only_looked_at_is_replaced() {
        let [a, b, c] = ["a", "b", "c"].map(|path| file("one", path));
        let mut list = TabList::default();
        list.open(&a);
        list.open(&b);
        assert_eq!(list.files(), std::slice::from_ref(&b));
        list.keep(&b);
        list.open(&c);
        list.open(&b);
        assert_eq!(list.files(), [b.clone(), c.clone()]);
        list.open(&a);
        assert_eq!(list.files(), [b, a]);
    }

    #[test]
    fn the_neighbor_takes_the_place_of_a_closed_file() {
        let all = ["a", "b", "c"].map(|path| file("one", path));
        let mut list = TabList { files: all.to_vec(), preview: Some(all[2].clone()) };
        assert_eq!(list.close(&all[1]), Some(all[2].clone()));
        assert_eq!(list.close(&all[2]), Some(all[0].clone()));
        assert_eq!(list.preview, None);
        assert_eq!(list.close(&all[0]), None);
        assert_eq!(list.files(), [all[0].clone()]);
        list.retain(|_| false);
        assert_eq!(list, TabList::default());
    }

    #[test]
    fn files_of_the_same_name_have_a_hint() {
        let hints =
            |files: &[FileId]| labels(files).into_iter().map(|(_, hint)| hint).collect::<Vec<_>>();
        let some = |hint: &str| Some(hint.to_owned());
        assert_eq!(labels(&[file("one", "x/a")]), [("a".to_owned(), None)]);
        assert_eq!(hints(&[file("one", "x/a"), file("one", "y/a")]), [some("x"), some("y")]);
        assert_eq!(hints(&[file("one", "a"), file("two", "a")]), [some("one"), some("two")]);
        let three = [file("one", "x/a"), file("one", "y/a"), file("two", "a"), file("two", "b")];
        assert_eq!(hints(&three), [some("x · one"), some("y · one"), some("two"), some("two")]);
    }
}
