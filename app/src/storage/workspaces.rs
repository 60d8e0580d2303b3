//! The operations on workspaces and on the history. Each returns a message for the user if it fails.

use std::rc::Rc;

use cyclotron_core::{Bundle, BundleId};
use leptos::prelude::*;

use super::begin::{changed, newest, rejected_notice, replay_all, snapshot_of};
use super::journal::writer;
use super::journal::writer::UnreadJournal;
use super::{Storage, now, unreadable, view, why};
use crate::browser::sleep::sleep;
use crate::database::card::{Card, Entry, HistoryState, Reason};
use crate::database::current;
use crate::database::last_saved::LastSaved;
use crate::database::legacy::import;
use crate::database::legacy::import::LegacyUnread;
use crate::database::record;
use crate::database::record::Unreadable;
use crate::database::revisions::StateToSave;
use crate::database::{Database, Whole};
use crate::session::{BesideMap, EngineState, Saved, Session, Snapshot, Touched};
use crate::words::storage::database as words;

/// How often, and at which interval in milliseconds, to check whether the form entries are in the text.
const LOOKS: (u32, i32) = (500, 20);

/// Stored records that cannot be read, for a download.
#[derive(Clone, Debug)]
pub enum RawRecords {
    /// Those of the workspace with this id, and of its history.
    Workspace(u64),
    /// Those of the workspace with this id in the legacy database.
    Legacy(u64),
    /// The journal with this key.
    Journal(String),
}

impl Storage {
    /// Saves pending changes, and a workspace that was never saved.
    pub async fn flush(&self, session: Session) -> Result<(), String> {
        if self.id() == 0 {
            self.0.unsaved.set(Some(js_sys::Date::now()));
        }
        self.write(session).await;
        match session.stored.saved.get_untracked() {
            Saved::No(reason) => Err(reason),
            _ => Ok(()),
        }
    }

    /// The id of the open workspace; 0 until it is first saved.
    pub fn id(&self) -> u64 {
        self.0.card.borrow().id
    }

    /// Lists all workspaces, the most recently changed first, with those that cannot be read.
    pub async fn cards(&self) -> Result<Vec<Entry<Card>>, String> {
        let cards = self.database().cards().await.map_err(|error| why(&error))?;
        let damaged = self.0.damaged.borrow();
        let entry = |entry: Entry<Card>| match entry {
            Entry::Read(card) => match damaged.get(&(card.id, None)) {
                Some(why) => Entry::Unread { key: card.id, name: Some(card.name), why: *why },
                None => Entry::Read(card),
            },
            unread @ Entry::Unread { .. } => unread,
        };
        Ok(cards.into_iter().map(entry).collect())
    }

    /// The workspaces of earlier builds that cannot be read completely.
    pub fn legacy_unread(&self) -> &[LegacyUnread] {
        &self.0.legacy_unread
    }

    /// The journals of closed tabs that cannot be read.
    pub fn unread_journals(&self) -> &[UnreadJournal] {
        &self.0.unread_journals
    }

    /// The stored records that cannot be read as JSON, for a download.
    pub async fn raw(&self, records: RawRecords) -> Result<String, String> {
        let records = match records {
            RawRecords::Workspace(id) => self.database().raw(id).await,
            RawRecords::Legacy(id) => import::raw(id).await,
            RawRecords::Journal(key) => {
                let text = writer::text(&key).unwrap_or_default();
                Ok(vec![(key, text.into_bytes())])
            }
        };
        records.map(|records| record::describe(&records)).map_err(|error| why(&error))
    }

    /// Lists the states in the history, the newest first, with those that cannot be read.
    pub async fn states(&self) -> Result<Vec<Entry<HistoryState>>, String> {
        let id = self.id();
        let states = self.database().states(id).await.map_err(|error| why(&error))?;
        let damaged = self.0.damaged.borrow();
        let entry = |entry: Entry<HistoryState>| match entry {
            Entry::Read(state) => match damaged.get(&(id, Some(state.time))) {
                Some(why) => Entry::Unread { key: state.time, name: None, why: *why },
                None => Entry::Read(state),
            },
            unread @ Entry::Unread { .. } => unread,
        };
        Ok(states.into_iter().map(entry).collect())
    }

    /// Loads a state of the history.
    pub async fn state(&self, time: u64) -> Result<Snapshot, String> {
        let id = self.id();
        match self.database().state(id, time).await.map_err(|error| why(&error))? {
            Some(Ok(state)) => Ok(snapshot_of(state, &BesideMap::new())),
            Some(Err(why)) => {
                self.0.damaged.borrow_mut().insert((id, Some(time)), why);
                Err(words::SNAPSHOT_UNREADABLE.to_owned())
            }
            None => Err(words::SNAPSHOT_GONE.to_owned()),
        }
    }

    /// Loads one bundle of a state of the history; `None` if the state lacks it.
    pub async fn bundle_in_state(
        &self,
        time: u64,
        bundle: BundleId,
    ) -> Result<Option<Bundle>, String> {
        let found = self.database().bundle_in_state(self.id(), time, bundle).await;
        match found.map_err(|error| why(&error))? {
            Some(Ok(bundle)) => Ok(Some(bundle)),
            Some(Err(_)) => Err(words::SNAPSHOT_UNREADABLE.to_owned()),
            None => Ok(None),
        }
    }

    /// Loads a workspace; returns `None` if no workspace has this id.
    async fn load(&self, id: u64) -> Result<Option<Result<Whole, Unreadable>>, String> {
        let stored = self.database().load(id).await.map_err(|error| why(&error))?;
        let mut damaged = self.0.damaged.borrow_mut();
        match &stored {
            Some(Err(why)) => drop(damaged.insert((id, None), *why)),
            Some(Ok(_)) | None => drop(damaged.remove(&(id, None))),
        }
        Ok(stored)
    }

    /// Restores a state of the history; the present state is added to the history.
    pub async fn restore(&self, session: Session, time: u64) -> Result<(), String> {
        let snapshot = self.state(time).await?;
        self.keep_present(session).await?;
        session.resume(snapshot);
        Ok(())
    }

    /// Renames a workspace.
    pub async fn rename(&self, session: Session, id: u64, name: &str) -> Result<(), String> {
        if id == self.id() {
            name.clone_into(&mut self.0.card.borrow_mut().name);
            session.stored.title.set(name.to_owned());
        }
        self.database().rename(id, name).await.map_err(|error| why(&error))
    }

    /// Deletes the history of the open workspace to make room.
    pub async fn forget(&self) -> Result<(), String> {
        self.database().forget(self.id()).await.map_err(|error| why(&error))
    }

    /// Deletes a workspace that is not open in this tab.
    pub async fn delete(&self, id: u64) -> Result<(), String> {
        let deleted = async {
            let database = self.database();
            import::delete(&database, id).await?;
            database.delete(id).await
        };
        deleted.await.map_err(|error| why(&error))?;
        // Its last edits go with it.
        self.0.abandoned.borrow_mut().retain(|(key, journal)| {
            let is_other = journal.workspace != id;
            if !is_other {
                writer::remove(key);
            }
            is_other
        });
        self.0.damaged.borrow_mut().retain(|(workspace, _), _| *workspace != id);
        Ok(())
    }

    /// Opens another workspace in this tab.
    pub async fn switch(&self, session: Session, id: u64) -> Result<(), String> {
        match self.load(id).await? {
            Some(Ok(whole)) => self.change_to(session, whole).await,
            Some(Err(why)) => {
                let (message, help) = unreadable(None, why);
                Err(format!("{message} {help}"))
            }
            None => Err(words::GONE.to_owned()),
        }
    }

    /// Opens a new workspace in this tab.
    pub async fn create(&self, session: Session, name: &str) -> Result<(), String> {
        let card = Card { name: name.to_owned(), ..Card::default() };
        self.change_to(session, Whole { card, ..Whole::default() }).await?;
        // Saved at once, so that it is in the list.
        self.0.unsaved.set(Some(js_sys::Date::now()));
        self.write(session).await;
        Ok(())
    }

    /// Loads the state that another tab has saved; the state of this tab is added to the history.
    pub async fn take_other(&self, session: Session) -> Result<(), String> {
        let Some(stored) = self.load(self.id()).await? else {
            return self.keep_mine(session).await;
        };
        let whole = stored.map_err(|why| unreadable(None, why).0)?;
        self.keep_present(session).await?;
        self.0.last_saved.borrow_mut().settle(&whole);
        *self.0.card.borrow_mut() = whole.card;
        self.0.paused.set(true);
        session.stored.changed.set(changed(&whole.newest));
        session.resume(snapshot_of(whole.newest, &whole.beside));
        session.stored.versions.set(whole.versions);
        session.load_beside(whole.beside);
        leptos::task::tick().await;
        self.is_stored(session);
        self.0.paused.set(false);
        Ok(())
    }

    /// Saves the state of this tab; the state that another tab has saved is added to the history.
    pub async fn keep_mine(&self, session: Session) -> Result<(), String> {
        if let Some(stored) = self.load(self.id()).await? {
            let whole = stored.map_err(|why| unreadable(None, why).0)?;
            let kept = self.database().keep(whole.card.id, None, Reason::Replaced).await;
            kept.map_err(|error| why(&error))?;
            self.0.last_saved.borrow_mut().settle(&whole);
            *self.0.card.borrow_mut() = whole.card;
        }
        session.touch_all();
        self.0.versions_changed.set(true);
        self.0.unsaved.set(Some(js_sys::Date::now()));
        session.stored.saved.set(Saved::Pending);
        self.write(session).await;
        Ok(())
    }

    fn database(&self) -> Rc<Database> {
        self.0.database.borrow().clone()
    }

    /// Saves everything, until nothing has changed during a save.
    async fn save_all(&self, session: Session) -> Result<(), String> {
        for _ in 0..LOOKS.0 {
            settle_entries(session).await?;
            self.write(session).await;
            match session.stored.saved.get_untracked() {
                Saved::Yes => return Ok(()),
                Saved::Pending => sleep(LOOKS.1).await,
                Saved::Elsewhere => return Err(words::UNDECIDED.to_owned()),
                Saved::No(reason) => return Err(reason),
            }
        }
        Err(words::NOT_SETTLED.to_owned())
    }

    /// Adds the present state to the history.
    async fn keep_present(&self, session: Session) -> Result<(), String> {
        settle_entries(session).await?;
        self.write(session).await;
        // A saved state is in the database already, so no copy is needed.
        let is_stored = session.stored.saved.get_untracked() == Saved::Yes && self.id() > 0;
        let open = (!is_stored).then(|| {
            session.workspace.with_untracked(|open| {
                let mut times = session.stored.changed.get_untracked();
                let mut state_to_save = |saved: &LastSaved| {
                    let view = view(session, open);
                    saved.state_to_save(open, view, &Touched::All, &mut times, now())
                };
                let changes = state_to_save(&self.0.last_saved.borrow()).0.changes;
                let (mut state, _) = state_to_save(&LastSaved::default());
                // The records themselves are saved already, or with the next save.
                session.stored.beside.with_untracked(|beside| {
                    LastSaved::default().beside_to_save(beside, &mut state);
                });
                StateToSave { changes, ..state }
            })
        });
        let kept = self.database().keep(self.id(), open, Reason::Replaced).await;
        kept.map_err(|error| why(&error))
    }

    /// Saves the open workspace, and opens another one in this tab.
    async fn change_to(&self, session: Session, whole: Whole) -> Result<(), String> {
        let states = self.database().states(whole.card.id).await.map_err(|error| why(&error))?;
        self.save_all(session).await?;
        self.0.paused.set(true);
        // The editor has to forget the files of the one workspace before it gets those of the other.
        session.clear();
        leptos::task::tick().await;
        current::set(whole.card.id);
        session.stored.title.set(whole.card.name.clone());
        self.0.last_kept.set(newest(&states));
        self.0.last_saved.borrow_mut().settle(&whole);
        *self.0.card.borrow_mut() = whole.card;
        let times = changed(&whole.newest);
        let mut snapshot = snapshot_of(whole.newest, &whole.beside);
        let replayed = {
            let mut abandoned = self.0.abandoned.borrow_mut();
            let mut replayed_keys = self.0.replayed_keys.borrow_mut();
            replay_all(&mut abandoned, &mut replayed_keys, self.id(), &mut snapshot.workspace)
        };
        session.resume(snapshot);
        session.stored.changed.set(times);
        session.stored.versions.set(whole.versions);
        session.load_beside(whole.beside);
        leptos::task::tick().await;
        self.is_stored(session);
        self.0.paused.set(false);
        let notice = rejected_notice(&replayed);
        if !replayed.entries.is_empty() {
            session.entries.all.set(replayed.entries);
            session.revisions.requested.update(|count| *count += 1);
            self.take_over_entries(session);
        }
        if replayed.changed > 0 {
            session.touch_all();
            self.changed(session);
        }
        if let Some((message, help)) = notice {
            session.warn(message, Some(help));
        }
        Ok(())
    }

    /// Marks the session as saved.
    fn is_stored(&self, session: Session) {
        self.0.unsaved.set(None);
        self.0.versions_changed.set(false);
        session.stored.saved.set(Saved::Yes);
        session.take_touched();
        session.take_noted();
        session.save_begins();
        session.save_ends(true);
        self.0.journal.clear();
    }
}

/// Waits until the worker has turned the form entries into edits, as another state of the workspace drops them.
async fn settle_entries(session: Session) -> Result<(), String> {
    for _ in 0..LOOKS.0 {
        let is_stopped = session.engine.with_untracked(|engine| *engine == EngineState::Stopped);
        if is_stopped || session.entries.all.with_untracked(Vec::is_empty) {
            return Ok(());
        }
        sleep(LOOKS.1).await;
    }
    Err(words::NOT_SETTLED.to_owned())
}
