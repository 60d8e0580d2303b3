//! Reads chosen and dropped archives and folders, and adds their bundles to the session.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use cyclotron_core::archive::{self, MAX_UNPACKED, OpenError, Opened};
use cyclotron_core::{Bundle, Part, text};
use cyclotron_worker::calls::{Open, Source};
use futures_util::future::{AbortHandle, abortable};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::folder;
use super::folder::{Chosen, Directory, Dropped, Folder};
use super::saving::{Folders, Link, hash};
use crate::app::SharedEngine;
use crate::engine::now;
use crate::files::state::{TreeState, use_tree};
use crate::session::{MANY, Session, Undo};
use crate::storage::SharedStorage;
use crate::ui::later::later;
use crate::words::transfer::opening as words;
use crate::words::ui;

/// The minimum time between two progress messages, in milliseconds.
const PACE: u32 = 300;

/// Opens archives and folders. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Opening {
    session: Session,
    engine: SharedEngine,
    folders: Folders,
    tree: TreeState,
    /// The number of reads that were started, which is also the next id.
    begun: StoredValue<usize>,
    /// Stops the running reads, by their ids.
    stops: StoredValue<HashMap<usize, AbortHandle>>,
    /// The progress of the running reads.
    pub progress: RwSignal<Vec<Progress>>,
    storage: SharedStorage,
    /// The ready workspace, after a repository was opened in another one.
    pub left: RwSignal<Option<LeftWorkspace>>,
    /// The input element for choosing archives.
    pub archives: NodeRef<html::Input>,
    /// The input element for choosing a folder, in a browser without a folder picker.
    pub listed: NodeRef<html::Input>,
}

/// A stored workspace to return to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftWorkspace {
    /// Its id.
    pub id: u64,
    /// Its title.
    pub title: String,
}

/// The progress of reading an archive or a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// Identifies the read.
    pub id: usize,
    /// The message to the user; empty until the read takes long enough to show one.
    pub text: String,
}

impl Opening {
    /// Creates the state for opening bundles into a session. Must be called below the root component.
    pub fn new(session: Session, engine: SharedEngine, folders: Folders) -> Self {
        Self {
            session,
            engine,
            folders,
            tree: use_tree(),
            begun: StoredValue::new(0),
            stops: StoredValue::default(),
            progress: RwSignal::default(),
            storage: expect_context(),
            left: RwSignal::default(),
            archives: NodeRef::new(),
            listed: NodeRef::new(),
        }
    }

    /// Lets the user choose archives.
    pub fn choose_archives(self) {
        if let Some(input) = self.archives.get_untracked() {
            input.click();
        }
    }

    /// Lets the user choose a folder.
    pub fn choose_folder(self) {
        if !folder::can_pick() {
            if let Some(input) = self.listed.get_untracked() {
                input.click();
            }
            return;
        }
        spawn_local(async move {
            match folder::pick(false).await {
                Ok(Some(directory)) => self.open(vec![Chosen::Folder(directory.into())]),
                Ok(None) => {}
                Err(reason) => self.session.warn(words::no_folder(&reason), None),
            }
        });
    }

    /// Opens items that were dropped on the page.
    pub fn open_dropped(self, dropped: Vec<Dropped>) {
        spawn_local(async move {
            for item in dropped {
                self.open(item.chosen().await.into_iter().collect());
            }
        });
    }

    /// Opens archives and folders.
    pub fn open(self, chosen: Vec<Chosen>) {
        spawn_local(async move {
            if open(self, chosen).await.is_err() {
                self.session.warn(ui::NOT_LOADED, Some(ui::NOT_LOADED_HELP.into()));
            }
        });
    }

    /// Stops a read. If the engine is reading already, it is replaced.
    pub fn stop(self, id: usize) {
        let stop = self.stops.try_update_value(|stops| stops.remove(&id)).flatten();
        if let Some(stop) = stop {
            stop.abort();
        }
        self.end(id);
    }

    /// Runs a read that can be stopped. `read` gets its id; `text` is its first progress message.
    fn begin<F: Future<Output = ()> + 'static>(self, text: String, read: impl FnOnce(usize) -> F) {
        let id = self.begun.get_value();
        self.begun.set_value(id + 1);
        self.progress.update(|all| all.push(Progress { id, text }));
        let (read, stop) = abortable(read(id));
        self.stops.update_value(|stops| drop(stops.insert(id, stop)));
        spawn_local(async move {
            // The error is for a read that was stopped.
            if read.await.is_ok() {
                self.stops.update_value(|stops| drop(stops.remove(&id)));
                self.end(id);
            }
        });
    }

    fn end(self, id: usize) {
        self.progress.update(|all| all.retain(|progress| progress.id != id));
    }

    fn open_archive(self, file: File) {
        let name = file.name();
        if size(&file) > MAX_UNPACKED as u64 {
            return self.session.warn(
                words::too_large(&name, MAX_UNPACKED >> 20),
                Some(words::TOO_LARGE_HELP.into()),
            );
        }
        self.begin(String::new(), |id| async move {
            let text = words::opening(&name);
            set_timeout(move || self.say(id, text), Duration::from_millis(PACE.into()));
            match folder::bytes(&file).await {
                Ok(bytes) => {
                    Box::pin(self.unpack(name, Source::Archive(bytes), vec![], |_, _| {})).await;
                }
                Err(reason) => {
                    let help = Some(words::ARCHIVE_HELP.into());
                    self.session.warn(words::unread(&name, &reason), help);
                }
            }
        });
    }

    fn open_folder(self, folder: Folder) {
        let name = folder.name.clone();
        let text = words::looking(&name);
        self.session.said.set(text.clone());
        self.begin(text, |id| async move {
            let directory = folder.directory.clone();
            match self.read(id, &name, folder).await {
                Ok(Read { files, times, left_out }) => {
                    let seen = directory.map(|directory| {
                        let hashes = files.iter().map(|(path, bytes)| (path.clone(), hash(bytes)));
                        (directory, hashes.collect::<HashMap<_, _>>())
                    });
                    let link = move |folders: Folders, opened: &[(Bundle, String)]| {
                        self.session.stored.changed.update(|changed| {
                            changed.extend(opened.iter().filter_map(|(bundle, folder)| {
                                Some((bundle.id, last_change(bundle, folder, &times)?))
                            }));
                        });
                        if let Some((directory, seen)) = seen {
                            link(folders, &directory, &seen, opened);
                        }
                    };
                    Box::pin(self.unpack(name, Source::Folder(files), left_out, link)).await;
                }
                Err(error) => self.session.warn(error.message, Some(error.help)),
            }
        });
    }

    /// Reads the files of a folder that belong to bundles, and those that are stored beside them. Returns the
    /// paths of all others as left out.
    async fn read(self, id: usize, name: &str, folder: Folder) -> Result<Read, OpenError> {
        let failed = |what: &str, reason: String| {
            OpenError::new(words::unread(what, &reason), words::FOLDER_HELP)
        };
        let last = Rc::new(Cell::new(now()));
        let pace = move || {
            now() - last.get() > f64::from(PACE) && {
                last.set(now());
                true
            }
        };
        let found = folder.files(|count| {
            if pace() {
                self.say(id, words::found(name, count));
            }
        });
        let found = found.await.map_err(|reason| failed(name, reason))?;
        let paths: Vec<_> = found.iter().map(|file| (file.path.clone(), 0)).collect();
        let choice = archive::plan(name, &paths)?;
        let mut found: HashMap<_, _> =
            found.into_iter().map(|file| (file.path.clone(), file)).collect();

        let all = choice.wanted.len();
        let mut files = vec![];
        for path in choice.wanted {
            if pace() {
                self.say(id, words::reading(name, 0, all));
            }
            if let Some(unread) = found.remove(&path) {
                let file = unread.file().await.map_err(|reason| failed(&path, reason))?;
                files.push((path, file));
            }
        }
        let sizes: Vec<_> = files.iter().map(|(path, file)| (path.clone(), size(file))).collect();
        archive::plan(name, &sizes)?;
        let mut left_out = choice.left_out;
        let beside = beside(&left_out, &mut found).await;
        let total: u64 = sizes.iter().map(|(_, size)| size).sum();
        let more: u64 = beside.iter().map(|(_, file)| size(file)).sum();
        if total + more <= MAX_UNPACKED as u64 {
            left_out.retain(|path| beside.iter().all(|(other, _)| other != path));
            files.extend(beside);
        }
        let all = files.len();
        let times = files.iter().map(|(path, file)| (path.clone(), modified(file))).collect();
        let mut read = vec![];
        for (path, file) in files {
            if pace() {
                self.say(id, words::reading(name, read.len(), all));
            }
            let bytes = folder::bytes(&file).await.map_err(|reason| failed(&path, reason))?;
            read.push((path, bytes));
        }
        Ok(Read { files: read, times, left_out })
    }

    /// Adds the bundles of an archive or a folder. `link` gets each bundle with its folder.
    async fn unpack(
        self,
        name: String,
        source: Source,
        unread: Vec<String>,
        link: impl FnOnce(Folders, &[(Bundle, String)]),
    ) {
        let is_repository = matches!(source, Source::Folder(_));
        let call = Open { name: name.clone(), source };
        match self.engine.get_value().call(call).await {
            // The engine has already shown a notice.
            None => {}
            Some(Ok(opened)) => {
                let Opened { bundles, folders, mut left_out, beside } = opened;
                if is_repository || bundles.len() > 1 {
                    Box::pin(self.leave_ready_workspace(&name)).await;
                }
                let bundles = self.session.add_all(bundles);
                left_out.retain(|path| beside.iter().all(|file| file.path != *path));
                let beside = self.session.keep_beside(&name, &bundles, beside);
                let mut placed: Vec<_> = bundles.iter().cloned().zip(folders).collect();
                if let Some(id) = beside {
                    let all = self.session.stored.beside;
                    let beside = all.with_untracked(|all| all.get(&id).map(|it| it.as_bundle(id)));
                    placed.extend(beside.map(|beside| (beside, String::new())));
                }
                link(self.folders, &placed);
                if bundles.len() >= MANY {
                    self.tree.collapse_all();
                    self.session.show_repository();
                }
                left_out.extend(unread);
                self.tell(&name, bundles, &left_out);
            }
            Some(Err(error)) => self.session.warn(error.message, Some(error.help)),
        }
    }

    /// Opens a repository in a workspace of its own if nothing but the ready workspace is open, which stays stored.
    async fn leave_ready_workspace(self, repository: &str) {
        let storage = self.storage.with_value(Clone::clone);
        let Some(storage) = storage.filter(|_| self.session.is_ready_workspace()) else { return };
        let title = self.session.stored.title.get_untracked();
        let left = async {
            storage.flush(self.session).await?;
            let id = storage.id();
            storage.create(self.session, without_ending(repository)).await.map(|()| id)
        };
        // Where that fails, the repository is opened beside the ready workspace.
        if let Ok(id) = left.await {
            self.left.set(Some(LeftWorkspace { id, title }));
        }
    }

    /// Opens the ready workspace again; the repository stays stored.
    pub fn return_to_ready(self) {
        let Some(left) = self.left.get_untracked() else { return };
        let Some(storage) = self.storage.with_value(Clone::clone) else { return };
        spawn_local(async move {
            match storage.switch(self.session, left.id).await {
                Ok(()) => self.left.set(None),
                Err(message) => self.session.tell(message, None),
            }
        });
    }

    /// Shows a notice of what was opened, unless it is a single bundle without files left out.
    fn tell(self, name: &str, bundles: Vec<Bundle>, left_out: &[String]) {
        if !needs_notice(bundles.len(), left_out.len()) {
            return;
        }
        let described = text::list(bundles.iter().map(describe));
        let message = words::opened(name, bundles.len(), &described);
        let help = (!left_out.is_empty())
            .then(|| words::left_out(left_out.len(), &text::list(left_out.iter().cloned())));
        let undo = (!bundles.is_empty()).then_some(Undo::Opened(bundles));
        self.session.tell_with(message, help, undo);
    }

    fn say(self, id: usize, text: String) {
        let is_running = self.progress.with_untracked(|all| all.iter().any(|task| task.id == id));
        if !is_running {
            return;
        }
        self.session.said.set(text.clone());
        self.progress.update(|all| {
            if let Some(one) = all.iter_mut().find(|progress| progress.id == id) {
                one.text = text;
            }
        });
    }
}

later! {
    /// Opens archives and folders.
    async fn open in rest(opening: Opening, chosen: Vec<Chosen>) {
        for item in chosen {
            match item {
                Chosen::File(file) => opening.open_archive(file),
                Chosen::Folder(folder) => opening.open_folder(folder),
            }
        }
    }
}

/// The state for opening bundles. Must be called below the root component.
pub fn use_opening() -> Opening {
    expect_context()
}

/// The name of an archive or a folder without the ending of an archive.
fn without_ending(name: &str) -> &str {
    let endings = [".tar.gz", ".tgz", ".tar", ".zip"];
    let short = endings.iter().find_map(|ending| name.strip_suffix(ending));
    short.filter(|short| !short.is_empty()).unwrap_or(name)
}

/// Whether a notice says what was opened. A single bundle that was read completely is shown instead.
fn needs_notice(bundles: usize, left_out: usize) -> bool {
    bundles != 1 || left_out > 0
}

/// The size of a file in bytes, without reading it.
fn size(file: &File) -> u64 {
    whole(file.size())
}

/// The time at which a file was last changed, in milliseconds since 1970.
fn modified(file: &File) -> u64 {
    whole(file.last_modified())
}

#[expect(
    clippy::cast_sign_loss,
    clippy::cast_possible_truncation,
    reason = "a whole number; a time before 1970 becomes 0"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

/// The files of a folder.
struct Read {
    /// The files with their paths.
    files: Vec<(String, Vec<u8>)>,
    /// The times of their last changes, in milliseconds since 1970.
    times: HashMap<String, u64>,
    /// The paths of files that were left out.
    left_out: Vec<String>,
}

/// Of the files that belong to no bundle, those to store beside the bundles. Skips files that cannot be opened.
async fn beside(
    left_out: &[String],
    found: &mut HashMap<String, folder::Unread>,
) -> Vec<(String, File)> {
    let mut files = vec![];
    // The size is only known once a file is opened, so the limits are applied again below.
    for path in archive::beside(left_out.iter().map(|path| (path.as_str(), 0))) {
        if let Some(unread) = found.remove(path)
            && let Ok(file) = unread.file().await
        {
            files.push((path.to_owned(), file));
        }
    }
    let kept: Vec<_> =
        archive::beside(files.iter().map(|(path, file)| (path.as_str(), size(file))))
            .into_iter()
            .map(str::to_owned)
            .collect();
    files.retain(|(path, _)| kept.contains(path));
    files
}

/// Records which folder the bundles, and the files beside them, were read from, so that they can be saved there.
fn link(
    folders: Folders,
    directory: &Directory,
    seen: &HashMap<String, u64>,
    opened: &[(Bundle, String)],
) {
    for (bundle, folder) in opened {
        let (prefix, seen) = place_in_folder(bundle, folder, seen);
        folders.link(bundle.id, Link { directory: directory.clone(), prefix, seen });
    }
}

/// The time of the last change of a bundle in the folder that was read.
fn last_change(bundle: &Bundle, folder: &str, times: &HashMap<String, u64>) -> Option<u64> {
    let (_, own) = place_in_folder(bundle, folder, times);
    own.into_values().max()
}

/// The prefix of a bundle's paths in the folder that was read, and the hashes (or times) of its files by their paths in
/// the bundle. `hashes` are those of all files that were read; `folder` is the bundle's, empty for the one that was read.
fn place_in_folder(
    bundle: &Bundle,
    folder: &str,
    hashes: &HashMap<String, u64>,
) -> (String, HashMap<String, u64>) {
    let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let own = bundle.files.iter().filter_map(|file| {
        let hash = hashes.get(&format!("{prefix}{}", file.path))?;
        Some((file.path.clone(), *hash))
    });
    let own = own.collect();
    (prefix, own)
}

/// Describes a bundle: `env (environment, v2)`.
fn describe(bundle: &Bundle) -> String {
    let has_pipeline = bundle.parts().contains(&Part::Pipeline);
    words::bundle(&bundle.name, bundle.kind().noun(), has_pipeline, bundle.version())
}

#[cfg(test)]
mod tests;
