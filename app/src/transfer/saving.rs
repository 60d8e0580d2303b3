//! Writes bundles back to the folders they were opened from. Only writes changed files, and asks before it
//! overwrites a file that differs from what the bundle last read or wrote there.
//!
//! The link to a folder is stored by the bundle's id. It is kept when the bundle is closed, so a restored
//! bundle has its own folder again, and no other bundle ever gets it. The files beside bundles are saved like a bundle.

mod plan;
#[cfg(test)]
mod tests;
mod unsaved;

use std::collections::HashMap;

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Bundle, BundleId, FileId, text};
use futures_util::future::LocalBoxFuture;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use self::plan::{Seen, hash};
use self::plan::{There, Write};
use super::folder;
use super::folder::Directory;
use crate::session::{Session, is_beside, shown_name};
use crate::ui::later::later;
use crate::words::transfer::saving as words;
use crate::words::ui;

/// The folders of bundles. Cheap to copy, as it holds signals only.
#[derive(Clone, Copy)]
pub struct Folders {
    session: Session,
    links: RwSignal<HashMap<BundleId, Link>, LocalStorage>,
    /// The question that must be answered before anything is written.
    pub question: RwSignal<Option<Confirmation>, LocalStorage>,
    is_busy: StoredValue<bool>,
}

/// The folder that a bundle was opened from or saved to.
#[derive(Clone)]
pub struct Link {
    /// The folder that the user chose.
    pub directory: Directory,
    /// The path of the bundle in it: empty, or with a final `/`.
    pub prefix: String,
    /// The hash of each file that the bundle last read or wrote there.
    pub seen: Seen,
}

impl Link {
    /// The folder of the bundle's files, as shown to the user: `repository/templates/queue`.
    fn folder(&self) -> String {
        let called = self.directory.called();
        if self.prefix.is_empty() {
            called
        } else {
            format!("{called}/{}", self.prefix.trim_end_matches('/'))
        }
    }
}

/// The question before a bundle is saved.
#[derive(Clone)]
pub struct Confirmation {
    /// The name of the bundle.
    pub bundle: String,
    /// The folder to write to.
    pub folder: String,
    /// Whether the bundle is new to this folder.
    pub is_new: bool,
    /// The paths of files that differ from what the bundle last read or wrote, formatted by [`words`].
    pub changed: Vec<String>,
    /// The paths of all other files to write.
    pub others: Vec<String>,
    id: BundleId,
    link: Link,
    writes: Vec<Write>,
}

/// The folders of bundles. Must be called below the root component.
pub fn use_folders() -> Folders {
    expect_context()
}

impl Folders {
    /// Starts without any folders.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            links: RwSignal::new_local(HashMap::new()),
            question: RwSignal::new_local(None),
            is_busy: StoredValue::new(false),
        }
    }

    /// Records the folder of a bundle.
    pub fn link(self, bundle: BundleId, link: Link) {
        self.links.update(|links| drop(links.insert(bundle, link)));
    }

    /// The name of the folder of the open bundle called `name`; `None` if the bundle has no folder yet.
    pub fn folder_of(self, name: &str) -> Option<String> {
        self.session.workspace.track();
        let bundle = self.id_of(name)?;
        self.links.with(|links| links.get(&bundle).map(|link| link.directory.called()))
    }

    /// The id of an open bundle, or of the files beside bundles.
    fn id_of(self, name: &str) -> Option<BundleId> {
        self.session.id_of(name).or_else(|| self.session.beside_id(name))
    }

    /// The open bundle with this id, or the files beside bundles as a bundle.
    fn files_of(self, id: BundleId) -> Option<Bundle> {
        let bundle = self.session.workspace.with_untracked(|open| open.bundle_by_id(id).cloned());
        bundle.or_else(|| {
            let beside = self.session.stored.beside;
            beside.with_untracked(|all| all.get(&id).map(|beside| beside.as_bundle(id)))
        })
    }

    /// Whether the open bundle called `name` differs from what was last read from or written to its folder.
    pub fn is_unsaved(self, name: &str) -> bool {
        self.session.workspace.with(|open| {
            let (Some(bundle), Some(id)) = (open.bundle(name), open.id_of(name)) else {
                return false;
            };
            self.links.with(|links| {
                links.get(&id).is_some_and(|link| !plan::changed(bundle, &link.seen).is_empty())
            })
        })
    }

    /// Saves the open bundle called `name`, or the files beside bundles, to its folder. If it has none, lets the user
    /// choose one.
    pub fn save(self, name: String) {
        let Some(bundle) = self.id_of(&name) else { return };
        let name = shown_name(&name).to_owned();
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        spawn_local(async move {
            match begin(self, bundle).await {
                Ok(saving) => {
                    if let Err(reason) = saving.await {
                        self.session.warn(words::failed(&name, &reason), None);
                    }
                }
                Err(_) => self.session.warn(ui::NOT_LOADED, Some(ui::NOT_LOADED_HELP.into())),
            }
            self.is_busy.set_value(false);
        });
    }

    /// Answers the question: writes all files.
    pub fn overwrite(self) {
        if let Some(question) = self.answered() {
            spawn_local(self.write_as_answered(question));
        }
    }

    /// Answers the question: copies the files that have changed in the folder to the bundle, and writes the
    /// others. A file that was deleted in the folder stays in the bundle and is not written.
    pub fn take_over(self) {
        let Some(question) = self.answered() else { return };
        let Confirmation { id, mut link, writes, .. } = question.clone();
        let (mut texts, mut left, mut rest) = (vec![], vec![], vec![]);
        for write in writes {
            let bytes = match write.there {
                There::Other(bytes) => bytes,
                There::Deleted => continue,
                There::Same | There::Nothing => {
                    rest.push(write);
                    continue;
                }
            };
            let file = self.files_of(id).and_then(|bundle| {
                bundle.text(&write.path)?;
                Some(bundle.id(&write.path))
            });
            let seen = hash(&bytes);
            match (String::from_utf8(bytes), file) {
                (Ok(text), Some(file)) => {
                    link.seen.insert(write.path, seen);
                    texts.push((file, text));
                }
                _ => left.push(write.path),
            }
        }
        if !left.is_empty() {
            self.session.warn(words::not_text(&text::list(left.into_iter())), None);
        }
        let paths = texts.iter().map(|(file, _): &(FileId, _)| file.path.clone());
        let paths = text::list(paths.collect::<Vec<_>>().into_iter());
        let (beside, texts): (Vec<_>, Vec<_>) =
            texts.into_iter().partition(|(file, _)| is_beside(&file.bundle));
        if !beside.is_empty() {
            for (file, text) in beside {
                self.session.replace(&file, text);
            }
            self.session.tell(words::taken_over(&paths), None);
        }
        self.session.replace_all(texts, words::taken_over(&paths));
        spawn_local(self.write_as_answered(Confirmation { link, writes: rest, ..question }));
    }

    /// Answers the question: writes nothing.
    pub fn cancel(self) {
        self.question.set(None);
    }

    fn answered(self) -> Option<Confirmation> {
        let question = self.question.get_untracked();
        self.question.set(None);
        question
    }

    /// Writes the files of an answered question. If a file has changed on the disk since the question, checks again and
    /// writes nothing yet.
    async fn write_as_answered(self, question: Confirmation) {
        let Confirmation { bundle, is_new, id, link, writes, .. } = question;
        match is_current(&link, &writes).await {
            Ok(true) => self.finish(id, bundle, link, writes).await,
            Ok(false) => {
                if let Err(reason) = self.check(id, link, is_new).await {
                    self.session.warn(words::failed(&bundle, &reason), None);
                }
            }
            Err(reason) => self.session.warn(words::failed(&bundle, &reason), None),
        }
    }

    /// Finds the folder of a bundle or lets the user choose one, and saves the bundle there.
    async fn begin(self, id: BundleId) -> Result<(), String> {
        let known = self.links.with_untracked(|links| links.get(&id).cloned());
        let is_first = known.is_none();
        let link = match known {
            Some(link) => link,
            None => match folder::pick(true).await? {
                Some(directory) => Link { directory, prefix: String::new(), seen: Seen::new() },
                None => return Ok(()),
            },
        };
        if !link.directory.may_write().await {
            return Err(words::NOT_ALLOWED.into());
        }
        self.check(id, link, is_first).await
    }

    /// Determines the files to write, and writes them or asks first. `is_first` says that the bundle is new to the
    /// folder.
    async fn check(self, id: BundleId, link: Link, is_first: bool) -> Result<(), String> {
        let Some(bundle) = self.files_of(id) else { return Ok(()) };
        let name = shown_name(&bundle.name).to_owned();
        let (link, writes) = survey(link, &bundle).await?;
        if !plan::asks(&writes, &link.seen, is_first) {
            self.finish(id, name, link, writes).await;
            return Ok(());
        }
        let (changed, others): (Vec<_>, Vec<_>) =
            writes.iter().partition(|write| write.there.is_changed());
        let shown = |write: &Write| match write.there {
            There::Deleted => words::deleted_there(&write.path),
            _ => write.path.clone(),
        };
        self.question.set(Some(Confirmation {
            bundle: name,
            folder: link.folder(),
            is_new: is_first,
            changed: changed.into_iter().map(shown).collect(),
            others: others.into_iter().map(shown).collect(),
            id,
            link,
            writes,
        }));
        Ok(())
    }

    /// Writes files, and shows a notice of the result.
    async fn finish(self, id: BundleId, name: String, mut link: Link, writes: Vec<Write>) {
        let (mut written, mut failed) = (vec![], vec![]);
        for write in writes {
            match link
                .directory
                .write(&format!("{}{}", link.prefix, write.path), &write.bytes)
                .await
            {
                Ok(()) => {
                    link.seen.insert(write.path.clone(), hash(&write.bytes));
                    written.push(write.path);
                }
                Err(reason) => failed.push(words::not_written(&write.path, &reason)),
            }
        }
        let folder = link.directory.called();
        let bundle = self.files_of(id);
        let is_gone =
            |path: &&String| bundle.as_ref().is_some_and(|bundle| bundle.file(path).is_none());
        let mut gone: Vec<_> = link.seen.keys().filter(is_gone).cloned().collect();
        gone.compact_sort();
        self.link(id, link);
        if !failed.is_empty() {
            let written = (!written.is_empty()).then(|| text::list(written.into_iter()));
            return self.session.warn(
                words::not_all(&folder, &text::list(failed.into_iter())),
                Some(words::not_all_help(written.as_deref())),
            );
        }
        let help =
            (!gone.is_empty()).then(|| words::left(gone.len(), &text::list(gone.into_iter())));
        let message = if written.is_empty() {
            words::nothing(&name, &folder)
        } else {
            words::saved(&name, &folder, written.len(), &text::list(written.into_iter()))
        };
        self.session.tell(message, help);
    }
}

later! {
    /// Saves a bundle.
    async fn begin in rest(folders: Folders, bundle: BundleId) -> LocalBoxFuture<'static, Result<(), String>> {
        Box::pin(folders.begin(bundle))
    }
}

/// Whether all files to write are on the disk as they were when the writes were planned.
async fn is_current(link: &Link, writes: &[Write]) -> Result<bool, String> {
    for write in writes {
        let found = link.directory.read(&format!("{}{}", link.prefix, write.path)).await?;
        if !write.is_current(found.as_deref(), &link.seen) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Compares a bundle with its folder. Returns the files to write, each with its state in the folder.
async fn survey(mut link: Link, bundle: &Bundle) -> Result<(Link, Vec<Write>), String> {
    let mut writes = vec![];
    for file in plan::changed(bundle, &link.seen) {
        let found = link.directory.read(&format!("{}{}", link.prefix, file.path)).await?;
        writes.extend(plan::write(file, found, &mut link.seen));
    }
    Ok((link, writes))
}
