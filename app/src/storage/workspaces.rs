//! The operations on workspaces and on the history. Each returns a message for the user if it fails.

use std::rc::Rc;

use leptos::prelude::*;

use super::begin::{newest, rejected_notice, replay_all, snapshot_of};
use super::{Storage, now, unreadable, view, why};
use crate::database::card::{Card, Entry, Reason, State};
use crate::database::current;
use crate::database::last_saved::LastSaved;
use crate::database::legacy::import;
use crate::database::legacy::import::LegacyUnread;
use crate::database::record;
use crate::database::revisions::StateToSave;
use crate::database::{Database, Whole};
use crate::session::{Saved, Session, Snapshot, Touched};
use crate::words::storage::database as words;

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
        self.database().cards().await.map_err(|error| why(&error))
    }

    /// The workspaces of earlier builds that cannot be read.
    pub fn legacy_unread(&self) -> &[LegacyUnread] {
        &self.0.legacy_unread
    }

    /// The stored records of an unreadable workspace as JSON, for a download.
    pub async fn raw(&self, id: u64, is_legacy: bool) -> Result<String, String> {
        let records = if is_legacy { import::raw(id).await } else { self.database().raw(id).await };
        records.map(|records| record::describe(&records)).map_err(|error| why(&error))
    }

    /// Lists the states in the history, the newest first, with those that cannot be read.
    pub async fn states(&self) -> Result<Vec<Entry<State>>, String> {
        self.database().states(self.id()).await.map_err(|error| why(&error))
    }

    /// Loads a state of the history.
    pub async fn state(&self, time: u64) -> Result<Snapshot, String> {
        let state = self.database().state(self.id(), time).await.map_err(|error| why(&error))?;
        let state =
            state.and_then(Result::ok).ok_or_else(|| words::SNAPSHOT_UNREADABLE.to_owned())?;
        Ok(snapshot_of(state))
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
        deleted.await.map_err(|error| why(&error))
    }

    /// Opens another workspace in this tab.
    pub async fn switch(&self, session: Session, id: u64) -> Result<(), String> {
        let stored = self.database().load(id).await.map_err(|error| why(&error))?;
        match stored {
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
        let stored = self.database().load(self.id()).await.map_err(|error| why(&error))?;
        let Some(stored) = stored else { return self.keep_mine(session).await };
        let whole = stored.map_err(|why| unreadable(None, why).0)?;
        self.keep_present(session).await?;
        self.0.last_saved.borrow_mut().settle(&whole);
        *self.0.card.borrow_mut() = whole.card;
        self.0.paused.set(true);
        session.resume(snapshot_of(whole.newest));
        session.stored.versions.set(whole.versions);
        session.stored.beside.set(whole.beside);
        leptos::task::tick().await;
        self.is_stored(session);
        self.0.paused.set(false);
        Ok(())
    }

    /// Saves the state of this tab; the state that another tab has saved is added to the history.
    pub async fn keep_mine(&self, session: Session) -> Result<(), String> {
        let database = self.database();
        let stored = database.load(self.id()).await.map_err(|error| why(&error))?;
        if let Some(stored) = stored {
            let whole = stored.map_err(|why| unreadable(None, why).0)?;
            let kept = database.keep(whole.card.id, None, Reason::Replaced).await;
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

    /// Adds the present state to the history.
    async fn keep_present(&self, session: Session) -> Result<(), String> {
        self.write(session).await;
        // A saved state is in the database already, so no copy is needed.
        let is_stored = session.stored.saved.get_untracked() == Saved::Yes && self.id() > 0;
        let open = (!is_stored).then(|| {
            session.workspace.with_untracked(|open| {
                let state_to_save = |saved: &LastSaved| {
                    saved.state_to_save(open, view(session, open), &Touched::All, now())
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
        self.write(session).await;
        match session.stored.saved.get_untracked() {
            Saved::Yes | Saved::Pending => {}
            Saved::Elsewhere => {
                return Err(words::UNDECIDED.to_owned());
            }
            Saved::No(reason) => return Err(reason),
        }
        let states = self.database().states(whole.card.id).await.map_err(|error| why(&error))?;
        self.0.paused.set(true);
        // The editor has to forget the files of the one workspace before it gets those of the other.
        session.clear();
        leptos::task::tick().await;
        current::set(whole.card.id);
        session.stored.title.set(whole.card.name.clone());
        self.0.last_kept.set(newest(&states));
        self.0.last_saved.borrow_mut().settle(&whole);
        *self.0.card.borrow_mut() = whole.card;
        let mut snapshot = snapshot_of(whole.newest);
        let replayed = {
            let mut abandoned = self.0.abandoned.borrow_mut();
            let mut replayed_keys = self.0.replayed_keys.borrow_mut();
            replay_all(&mut abandoned, &mut replayed_keys, self.id(), &mut snapshot.workspace)
        };
        session.resume(snapshot);
        session.stored.versions.set(whole.versions);
        session.stored.beside.set(whole.beside);
        leptos::task::tick().await;
        self.is_stored(session);
        self.0.paused.set(false);
        if replayed.changed > 0 {
            session.touch_all();
            self.changed(session);
        }
        if let Some((message, help)) = rejected_notice(&replayed) {
            session.tell(message, Some(help));
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
