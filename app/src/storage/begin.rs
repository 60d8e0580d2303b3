//! Opens the storage when the page starts: imports the work of earlier builds, loads a workspace, and replays
//! the journals of tabs that were closed before their last save.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use async_lock::Mutex;
use cyclotron_core::{BundleId, FileId, Workspace, text};
use cyclotron_worker::calls::Change;
use web_sys::BroadcastChannel;

use super::journal::writer::JournalWriter;
use super::journal::{Journal, Replayed, replay};
use super::{CHANNEL, Inner, NAME, Storage, unreadable, why};
use crate::database::card::{Card, Entry, HistoryState};
use crate::database::current;
use crate::database::last_saved::LastSaved;
use crate::database::legacy::import;
use crate::database::record::{Id, Unreadable, View};
use crate::database::{Database, Loaded};
use crate::session::{Beside, BesideMap, Ids, Snapshot, VersionMap};
use crate::words::storage::database as words;

/// The storage and the workspace that the page starts with.
pub struct Restored {
    /// The storage.
    pub storage: Storage,
    /// The workspace that this tab showed before a reload, or the one that was changed last.
    pub snapshot: Option<Snapshot>,
    /// The versions that were marked in it.
    pub versions: VersionMap,
    /// When its bundles were last changed.
    pub changed: BTreeMap<BundleId, u64>,
    /// The files beside its bundles.
    pub beside: BesideMap,
    /// The form entries that were not in the text yet.
    pub entries: Vec<Change>,
    /// A notice for the user: the message, and the way out.
    pub notice: Option<(String, String)>,
}

impl Storage {
    /// Opens the storage and loads the workspace that the page starts with.
    pub async fn open() -> Result<Restored, idb::Error> {
        let database = Database::open().await?;
        let mut notice = None;
        let legacy_unread = match import::import(&database, &mut Ids::default()).await {
            Ok(unread) => unread,
            Err(error) => {
                notice = Some((words::not_taken_over(&why(&error)), words::LEFT_HELP.to_owned()));
                vec![]
            }
        };
        let cards = database.cards().await?;
        let wanted = current::get();
        let key = |entry: &Entry<Card>| match entry {
            Entry::Read(card) => card.id,
            Entry::Unread { key, .. } => *key,
        };
        let is_read = |entry: &&Entry<Card>| matches!(entry, Entry::Read(_));
        let begin = cards.iter().find(|entry| Some(key(entry)) == wanted);
        let begin = begin.or_else(|| cards.iter().find(is_read)).or(cards.first());
        let mut found = None;
        let mut damaged = HashMap::new();
        match begin {
            Some(Entry::Read(card)) => match database.load(card.id).await? {
                Some(Ok(whole)) => found = Some(whole),
                Some(Err(why)) => {
                    damaged.insert((card.id, None), why);
                    notice = Some(unreadable(Some(&card.name), why));
                }
                None => {}
            },
            Some(Entry::Unread { why, .. }) => notice = Some(unreadable(None, *why)),
            None if wanted.is_some() && legacy_unread.is_empty() => {
                notice = Some((words::CLEARED.to_owned(), words::CLEARED_HELP.to_owned()));
            }
            None => {}
        }
        // The journal of an unreadable workspace stays for a build that can read it.
        let can_replay = found.is_some() || begin.is_none();
        let workspace = legacy_unread.iter().find(|unread| unread.states.is_none());
        if let (Some(unread), None) = (workspace, &notice) {
            notice = Some(unreadable(unread.name.as_deref(), Unreadable::Damaged));
        }
        let mut last_saved = LastSaved::default();
        let mut snapshot = None;
        let mut versions = VersionMap::new();
        let mut times = BTreeMap::new();
        let mut beside = BesideMap::new();
        let mut at = Card { name: NAME.to_owned(), ..Card::default() };
        let mut last_kept = 0;
        if let Some(whole) = found {
            last_kept = newest(&database.states(whole.card.id).await?);
            last_saved.settle(&whole);
            at = whole.card;
            times = changed(&whole.newest);
            snapshot = Some(snapshot_of(whole.newest, &whole.beside));
            versions = whole.versions;
            beside = whole.beside;
        }
        let (journal, mut abandoned, unread_journals) = JournalWriter::begin().await;
        let mut replayed_keys = vec![];
        let mut entries = vec![];
        if can_replay
            && abandoned.iter().any(|(_, journal)| [0, at.id].contains(&journal.workspace))
        {
            let state = snapshot.get_or_insert_with(Snapshot::first_visit);
            let replayed =
                replay_all(&mut abandoned, &mut replayed_keys, at.id, &mut state.workspace);
            notice = rejected_notice(&replayed).or(notice);
            entries = replayed.entries;
        }
        let inner = Inner {
            database: RefCell::new(Rc::new(database)),
            card: RefCell::new(at),
            last_kept: Cell::new(last_kept),
            unsaved: Cell::default(),
            versions_changed: Cell::default(),
            last_saved: RefCell::new(last_saved),
            damaged: RefCell::new(damaged),
            legacy_unread,
            unread_journals,
            journal,
            abandoned: RefCell::new(abandoned),
            replayed_keys: RefCell::new(replayed_keys),
            turn: Mutex::default(),
            timer: RefCell::default(),
            paused: Cell::default(),
            channel: BroadcastChannel::new(CHANNEL).ok(),
        };
        let storage = Self(Rc::new(inner));
        Ok(Restored { storage, snapshot, versions, changed: times, beside, entries, notice })
    }
}

/// When the bundles of a state were last changed.
pub fn changed(loaded: &Loaded) -> BTreeMap<BundleId, u64> {
    let bundles = loaded.state.bundles.iter();
    bundles.filter_map(|bundle| Some((bundle.id.0, bundle.changed?))).collect()
}

/// Converts a state into the snapshot that the session shows, given the files beside its bundles.
pub fn snapshot_of(loaded: Loaded, beside: &BesideMap) -> Snapshot {
    let View { selected, target, pane, rules, filter, held } = loaded.state.view;
    let workspace = Workspace { bundles: loaded.bundles };
    let selected = selected.and_then(|(Id(bundle), path)| {
        let name = workspace.bundle_by_id(bundle).map(|bundle| bundle.name.clone());
        let bundle = name.or_else(|| beside.get(&bundle).map(Beside::key))?;
        Some(FileId { bundle, path })
    });
    let held = held.into_iter().map(|id| id.0).collect();
    Snapshot { workspace, selected, target, pane, rules, filter, held }
}

/// Replays the abandoned journals of the workspace `id`, and moves their keys to `replayed_keys`. Journals from before
/// its first save have no id.
pub fn replay_all(
    abandoned: &mut Vec<(String, Journal)>,
    replayed_keys: &mut Vec<String>,
    id: u64,
    open: &mut Workspace,
) -> Replayed {
    let (own, others): (Vec<_>, Vec<_>) =
        abandoned.drain(..).partition(|(_, journal)| [0, id].contains(&journal.workspace));
    *abandoned = others;
    let journals: Vec<_> = own.iter().map(|(_, journal)| journal).collect();
    let replayed = replay(&journals, open);
    replayed_keys.extend(own.into_iter().map(|(key, _)| key));
    replayed
}

/// The notice for edits that could not be replayed; `None` if all were.
pub fn rejected_notice(replayed: &Replayed) -> Option<(String, String)> {
    let paths = replayed.rejected.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    let typed: Vec<_> = replayed.rejected.iter().map(|(_, typed)| typed.as_str()).collect();
    (!paths.is_empty()).then(|| {
        (words::not_put_back(&text::list(paths.into_iter())), words::typed(&typed.join(" … ")))
    })
}

/// The time of the newest state in the history; 0 if the history is empty.
pub fn newest(states: &[Entry<HistoryState>]) -> u64 {
    let time = |entry: &Entry<HistoryState>| match entry {
        Entry::Read(state) => state.time,
        Entry::Unread { key, .. } => *key,
    };
    states.iter().map(time).max().unwrap_or_default()
}
