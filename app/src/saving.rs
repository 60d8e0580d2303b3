//! Back into the folder that a bundle was opened from: what has changed and nothing else, and not over
//! what somebody else has written there meanwhile without asking.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::text;
use cyclotron_core::{Bundle, Content};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::folder::{self, Directory};
use crate::session::Session;
use crate::words::saving as words;

/// From how many files on it is asked before most of a folder is written over.
const MANY: usize = 3;

/// Which bundles can be saved where. Copy it freely: it holds signals only.
#[derive(Clone, Copy)]
pub struct Folders {
    session: Session,
    links: RwSignal<HashMap<String, Link>, LocalStorage>,
    /// What the person is asked before anything is written.
    pub question: RwSignal<Option<Question>, LocalStorage>,
    is_busy: StoredValue<bool>,
}

/// Where a bundle came from.
#[derive(Clone)]
pub struct Link {
    /// The folder that was chosen.
    pub directory: Directory,
    /// The way to the bundle in it: empty, or with a final `/`.
    pub prefix: String,
    /// What stood in each file when it was read or written last, as [`hash`].
    pub seen: HashMap<String, u64>,
}

/// What the person is asked before a bundle is saved.
#[derive(Clone)]
pub struct Question {
    /// The bundle's name.
    pub bundle: String,
    /// What the folder is called.
    pub folder: String,
    /// Whether the bundle has not been in that folder before.
    pub is_new: bool,
    /// Paths of files that somebody else has changed in the folder.
    pub changed: Vec<String>,
    /// Paths of all other files that would be written.
    pub others: Vec<String>,
    link: Link,
    writes: Vec<Write>,
}

/// A file to be written.
#[derive(Clone)]
struct Write {
    path: String,
    bytes: Vec<u8>,
    /// What stands there, where nobody expected it.
    unexpected: Option<Vec<u8>>,
    /// Whether something stands there.
    is_there: bool,
}

/// The folders, anywhere below the root.
pub fn use_folders() -> Folders {
    expect_context()
}

/// What tells contents apart.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

impl Folders {
    /// No folders yet. A bundle that gets another name keeps its folder; one that goes loses it.
    pub fn new(session: Session) -> Self {
        let folders = Self {
            session,
            links: RwSignal::new_local(HashMap::new()),
            question: RwSignal::new_local(None),
            is_busy: StoredValue::new(false),
        };
        let names = Memo::new(move |_| {
            session.workspace.with(|open| {
                open.bundles.iter().map(|bundle| bundle.name.clone()).collect::<Vec<_>>()
            })
        });
        Effect::new(move |before: Option<Vec<String>>| {
            let names = names.get();
            folders.follow(&before.unwrap_or_default(), &names);
            names
        });
        folders
    }

    /// Notes where a bundle came from.
    pub fn link(self, name: &str, link: Link) {
        self.links.update(|links| drop(links.insert(name.to_owned(), link)));
    }

    /// Forgets where a bundle came from.
    pub fn unlink(self, name: &str) {
        if self.links.with_untracked(|links| links.contains_key(name)) {
            self.links.update(|links| drop(links.remove(name)));
        }
    }

    /// What the folder of a bundle is called, where it has one.
    pub fn folder_of(self, name: &str) -> Option<String> {
        self.links.with(|links| links.get(name).map(|link| link.directory.called()))
    }

    /// Saves a bundle to its folder; lets the person choose one where it has none.
    pub fn save(self, name: String) {
        if self.is_busy.get_value() {
            return;
        }
        self.is_busy.set_value(true);
        spawn_local(async move {
            if let Err(reason) = self.begin(&name).await {
                self.session.tell(words::failed(&name, &reason), None);
            }
            self.is_busy.set_value(false);
        });
    }

    /// Writes all that was asked about.
    pub fn overwrite(self) {
        if let Some(Question { bundle, link, writes, .. }) = self.answered() {
            spawn_local(self.finish(bundle, link, writes));
        }
    }

    /// Takes over what somebody else has changed, and writes the rest.
    pub fn take_over(self) {
        let Some(Question { bundle, mut link, writes, .. }) = self.answered() else { return };
        let (mut texts, mut left) = (vec![], vec![]);
        let mut rest = vec![];
        for mut write in writes {
            let Some(bytes) = write.unexpected.take() else {
                rest.push(write);
                continue;
            };
            let id = cyclotron_core::FileId { bundle: bundle.clone(), path: write.path.clone() };
            let is_text = self.session.workspace.with_untracked(|open| {
                open.file(&id).is_some_and(|file| matches!(file.content, Content::Text(_)))
            });
            let seen = hash(&bytes);
            match String::from_utf8(bytes) {
                Ok(text) if is_text => {
                    link.seen.insert(write.path, seen);
                    texts.push((id, text));
                }
                _ => left.push(write.path),
            }
        }
        if !left.is_empty() {
            self.session.tell(words::not_text(&text::list(left.into_iter())), None);
        }
        let paths =
            text::list(texts.iter().map(|(id, _)| id.path.clone()).collect::<Vec<_>>().into_iter());
        self.session.replace_all(texts, words::taken_over(&paths));
        spawn_local(self.finish(bundle, link, rest));
    }

    /// Leaves everything as it is.
    pub fn cancel(self) {
        self.question.set(None);
    }

    fn answered(self) -> Option<Question> {
        let question = self.question.get_untracked();
        self.question.set(None);
        question
    }

    /// Finds out what there is to write; asks where that needs an answer.
    async fn begin(self, name: &str) -> Result<(), String> {
        let known = self.links.with_untracked(|links| links.get(name).cloned());
        let is_first = known.is_none();
        let link = match known {
            Some(link) => link,
            None => match folder::pick(true).await? {
                Some(directory) => Link { directory, prefix: String::new(), seen: HashMap::new() },
                None => return Ok(()),
            },
        };
        if !link.directory.may_write().await {
            return Err(words::NOT_ALLOWED.into());
        }
        let bundle = self.session.workspace.with_untracked(|open| open.bundle(name).cloned());
        let Some(bundle) = bundle else { return Ok(()) };
        let (link, writes) = survey(link, &bundle).await?;
        let is_changed = |write: &&Write| write.unexpected.is_some();
        let over = writes.iter().filter(|write| write.is_there).count();
        let is_most = over >= MANY && 2 * over > link.seen.len();
        let asks = writes.iter().any(|write| is_changed(&write)) || is_first || is_most;
        if writes.is_empty() || !asks {
            self.finish(name.to_owned(), link, writes).await;
            return Ok(());
        }
        let (changed, others): (Vec<_>, Vec<_>) = writes.iter().partition(is_changed);
        let paths = |writes: Vec<&Write>| writes.iter().map(|write| write.path.clone()).collect();
        self.question.set(Some(Question {
            bundle: name.to_owned(),
            folder: link.directory.called(),
            is_new: is_first,
            changed: paths(changed),
            others: paths(others),
            link,
            writes,
        }));
        Ok(())
    }

    /// Writes, and says what was written.
    async fn finish(self, name: String, mut link: Link, writes: Vec<Write>) {
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
        let gone = self.session.workspace.with_untracked(|open| {
            let bundle = open.bundle(&name);
            let is_gone = |path: &&String| bundle.is_some_and(|bundle| bundle.file(path).is_none());
            let mut gone: Vec<_> = link.seen.keys().filter(is_gone).cloned().collect();
            gone.sort_unstable();
            gone
        });
        self.link(&name, link);
        if !failed.is_empty() {
            let written = (!written.is_empty()).then(|| text::list(written.into_iter()));
            return self.session.tell(
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

    fn follow(self, before: &[String], names: &[String]) {
        let differ: Vec<_> = before.iter().zip(names).filter(|(old, new)| old != new).collect();
        if let ([(old, new)], true) = (differ.as_slice(), before.len() == names.len()) {
            let link = self.links.with_untracked(|links| links.get(*old).cloned());
            if let Some(link) = link {
                self.unlink(old);
                self.link(new, link);
            }
        } else {
            for gone in before.iter().filter(|name| !names.contains(name)) {
                self.unlink(gone);
            }
        }
    }
}

/// What of a bundle differs from what was in its folder, and what stands there now.
async fn survey(mut link: Link, bundle: &Bundle) -> Result<(Link, Vec<Write>), String> {
    let mut writes = vec![];
    for file in &bundle.files {
        let (path, bytes) = (&file.path, file.bytes());
        let seen = link.seen.get(path).copied();
        // A sample that stays out of the download stays out of the folder too.
        let stays = seen.is_none() && !bundle.pack_sample && path.starts_with(SAMPLE_FOLDER);
        if stays || seen == Some(hash(bytes)) {
            continue;
        }
        let found = link.directory.read(&format!("{}{path}", link.prefix)).await?;
        if found.as_deref() == Some(bytes) {
            link.seen.insert(path.clone(), hash(bytes));
            continue;
        }
        let is_there = found.is_some();
        let unexpected = found.filter(|found| seen != Some(hash(found)));
        writes.push(Write { path: path.clone(), bytes: bytes.to_vec(), unexpected, is_there });
    }
    Ok((link, writes))
}
