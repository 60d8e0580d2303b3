//! Saves the open workspace in `IndexedDB`, within a second of a change.
//!
//! A save writes the bundles that have changed. If another tab has saved the same workspace since, nothing is
//! written until the user chooses which of the two states stays; the other one goes into the history. Until a save
//! has ended, the last edits are in a journal in local storage. Records that cannot be read are kept.

mod begin;
pub mod dialog;
pub mod history_list;
mod journal;
pub mod quota;
mod workspaces;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use async_lock::Mutex;
use cyclotron_core::Workspace;
use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

pub use self::begin::Restored;
use self::journal::Journal;
use self::journal::writer::JournalWriter;
use crate::browser::lifetime::on_window;
pub use crate::database::card::{Card, Entry, Reason, State};
pub use crate::database::changed::{Changed, What};
use crate::database::current;
use crate::database::last_saved::LastSaved;
pub use crate::database::legacy::import::LegacyUnread;
pub use crate::database::record::Unreadable;
use crate::database::record::{Id, View};
use crate::database::{Database, Outcome, Save, is_full};
use crate::session::{Saved, Session};
use crate::words::storage::database as words;

/// The pause in typing after which a change is saved, in milliseconds.
const QUIET: f64 = 200.0;
/// The time after which a change is saved even if the user types on, in milliseconds.
const AT_LAST: f64 = 500.0;
/// The pause before a failed save is retried, in milliseconds.
const AGAIN: u32 = 5_000;
/// The name of the first workspace, and of any other that the user gave none.
pub use words::NAME;
/// The name of the channel on which tabs announce their saves.
const CHANNEL: &str = "cyclotron-work";

/// The storage in the context of components; none if the browser stores nothing.
pub type SharedStorage = StoredValue<Option<Storage>, LocalStorage>;

/// The storage of the open workspace. Cloning is cheap.
#[derive(Clone)]
pub struct Storage(Rc<Inner>);

struct Inner {
    database: RefCell<Rc<Database>>,
    /// The open workspace as this tab last saved or loaded it; id 0 until it is first saved.
    card: RefCell<Card>,
    /// The time of the newest state in the history.
    last_kept: Cell<u64>,
    /// The time of the oldest change that is not saved yet.
    unsaved: Cell<Option<f64>>,
    versions_changed: Cell<bool>,
    /// The fingerprints that tell what has changed since the last save.
    last_saved: RefCell<LastSaved>,
    /// The workspaces of earlier builds that cannot be read.
    legacy_unread: Vec<LegacyUnread>,
    /// The journal of this tab.
    journal: JournalWriter,
    /// The journals of closed tabs that belong to other workspaces.
    abandoned: RefCell<Vec<(String, Journal)>>,
    /// The keys of replayed journals, which are removed after the next save.
    replayed_keys: RefCell<Vec<String>>,
    /// Serializes the saves: each needs the result of the one before to detect saves of other tabs.
    turn: Mutex<()>,
    timer: RefCell<Option<Timeout>>,
    /// Suspends saving while another workspace is being opened.
    paused: Cell<bool>,
    channel: Option<BroadcastChannel>,
}

impl Storage {
    /// Saves the session whenever it changes, from now on.
    pub fn keep(&self, session: Session) {
        session.stored.title.set(self.0.card.borrow().name.clone());
        current::set(self.0.card.borrow().id);
        let first = Cell::new(true);
        let storage = StoredValue::new_local(self.clone());
        Effect::new(move || {
            session.track_snapshot();
            if !first.replace(false) {
                storage.with_value(|storage| storage.changed(session));
            }
        });
        let first = Cell::new(true);
        Effect::new(move || {
            session.stored.versions.track();
            if !first.replace(false) {
                storage.with_value(|storage| {
                    storage.0.versions_changed.set(true);
                    session.risk_more();
                    storage.changed(session);
                });
            }
        });
        // A page that is being closed cannot wait for the timer.
        on_window(ev::pagehide, move |_| {
            storage.with_value(|storage| storage.write_soon(session));
        });
        let hiding = window_event_listener_untyped("visibilitychange", move |_| {
            storage.with_value(|storage| storage.write_soon(session));
        });
        on_cleanup(move || hiding.remove());
        self.listen(session);
        if !self.0.replayed_keys.borrow().is_empty() {
            self.changed(session);
        }
    }

    /// Listens for the saves of other tabs.
    fn listen(&self, session: Session) {
        let Some(channel) = &self.0.channel else { return };
        let storage = self.clone();
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let saved = event.data().as_string().and_then(|text| {
                let (id, saves) = text.split_once(' ')?;
                Some((id.parse::<u64>().ok()?, saves.parse::<u64>().ok()?))
            });
            let card = storage.0.card.borrow();
            if saved.is_some_and(|(id, saves)| id == card.id && saves > card.saves) {
                session.stored.saved.set(Saved::Elsewhere);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        // The listener lives as long as the page.
        hear.forget();
    }

    /// Adds the texts that have changed to the journal.
    fn note(&self, session: Session) {
        let before = session.take_noted();
        if before.is_empty() {
            return;
        }
        let write = |open: &Workspace| self.0.journal.write(self.id(), open, before);
        if !session.workspace.with_untracked(write) {
            session.risk_more();
        }
    }

    fn changed(&self, session: Session) {
        if self.0.paused.get() {
            return;
        }
        self.note(session);
        if session.stored.saved.get_untracked() == Saved::Elsewhere {
            return;
        }
        let now = js_sys::Date::now();
        let since = self.0.unsaved.get().unwrap_or(now);
        self.0.unsaved.set(Some(since));
        session.stored.saved.set(Saved::Pending);
        let wait = pause(now - since, session.is_at_risk());
        let storage = self.clone();
        // At most half a second.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let timer = Timeout::new(wait as u32, move || storage.write_soon(session));
        *self.0.timer.borrow_mut() = Some(timer);
    }

    /// Starts to save pending changes.
    fn write_soon(&self, session: Session) {
        let storage = self.clone();
        if storage.0.unsaved.get().is_some() {
            spawn_local(async move { storage.write(session).await });
        }
    }

    /// Saves pending changes and updates the session's state of saving.
    async fn write(&self, session: Session) {
        let _turn = self.0.turn.lock().await;
        if self.0.paused.get() || self.0.unsaved.take().is_none() {
            return;
        }
        *self.0.timer.borrow_mut() = None;
        let outcome = self.save(session).await;
        let saved = state_after(outcome, self.0.unsaved.get().is_some());
        if matches!(saved, Saved::No(_)) {
            self.try_again(session);
        }
        session.stored.saved.set(saved);
    }

    fn try_again(&self, session: Session) {
        self.0.unsaved.set(self.0.unsaved.get().or(Some(js_sys::Date::now())));
        let storage = self.clone();
        let timer = Timeout::new(AGAIN, move || storage.write_soon(session));
        *self.0.timer.borrow_mut() = Some(timer);
    }

    /// Saves the session; returns false if another tab has saved since.
    async fn save(&self, session: Session) -> Result<bool, String> {
        let versions_changed = self.0.versions_changed.take();
        let last_kept = Some(self.0.last_kept.get());
        let (mut save, mut stored) = self.collect(session, versions_changed, false, last_kept);
        let put = async |save: &Save| {
            let database = self.0.database.borrow().clone();
            database.save(save.clone()).await
        };
        let mut outcome = put(&save).await;
        match &outcome {
            // The work itself matters more than its history.
            Err(error) if is_full(error) => {
                save.last_kept = None;
                outcome = put(&save).await;
            }
            // The browser has closed or cleared the storage, so everything is written again.
            Err(_) | Ok(Outcome::Missing) => {
                if let Ok(database) = Database::open().await {
                    *self.0.database.borrow_mut() = Rc::new(database);
                }
                (save, stored) = self.collect(session, true, true, None);
                outcome = put(&save).await;
            }
            Ok(_) => {}
        }
        let failed = match outcome {
            Ok(Outcome::Saved(card, last_kept)) => {
                if let Some(channel) = &self.0.channel {
                    let message = format!("{} {}", card.id, card.saves);
                    // Fails only on a closed channel, and this one is never closed.
                    let _ = channel.post_message(&JsValue::from(message));
                }
                current::set(card.id);
                self.0.last_kept.set(last_kept.max(self.0.last_kept.get()));
                *self.0.card.borrow_mut() = card;
                *self.0.last_saved.borrow_mut() = stored;
                self.save_ends(session, true);
                self.0.replayed_keys.take().iter().for_each(|key| journal::writer::remove(key));
                return Ok(true);
            }
            Ok(Outcome::Elsewhere) => Ok(false),
            Ok(Outcome::Unread(why)) => {
                // The next save creates a new workspace, so that the unreadable one stays as it is.
                self.0.card.borrow_mut().id = 0;
                self.0.last_saved.borrow_mut().forget();
                Err(unreadable(Some(&save.card.name), why).0)
            }
            Ok(Outcome::Missing) => Err(words::failed(&words::SNAPSHOT_UNREADABLE)),
            Err(error) => Err(why(&error)),
        };
        session.touch_all();
        self.0.versions_changed.set(self.0.versions_changed.get() || versions_changed);
        self.save_ends(session, false);
        failed
    }

    fn save_ends(&self, session: Session, is_saved: bool) {
        session.save_ends(is_saved);
        let end = |open: &Workspace| self.0.journal.save_ends(is_saved, self.id(), open);
        if !session.workspace.with_untracked(end) {
            session.risk_more();
        }
    }

    /// Collects the data to save, and the fingerprints after that save. With `everything`, all bundles are saved,
    /// whether they have changed or not.
    fn collect(
        &self,
        session: Session,
        versions_changed: bool,
        everything: bool,
        last_kept: Option<u64>,
    ) -> (Save, LastSaved) {
        self.note(session);
        self.0.journal.save_begins();
        session.save_begins();
        let before = self.0.last_saved.borrow();
        let before = if everything { LastSaved::default() } else { before.clone() };
        let touched = session.take_touched();
        let (mut next, mut stored) = session.workspace.with_untracked(|open| {
            before.state_to_save(open, view(session, open), &touched, now())
        });
        let versions = if versions_changed {
            session.stored.versions.with_untracked(|versions| stored.versions_to_save(versions))
        } else {
            vec![]
        };
        let beside =
            session.stored.beside.with_untracked(|beside| stored.beside_to_save(beside, &mut next));
        let card = self.0.card.borrow().clone();
        (Save { card, next, versions, beside, last_kept }, stored)
    }
}

/// The pause before a save, in milliseconds; `unsaved_for` is the age of the oldest change that is not saved. A change
/// that would be lost with the page, as it is not in the journal, is saved without a pause.
fn pause(unsaved_for: f64, is_at_risk: bool) -> f64 {
    let quiet = if is_at_risk { 0.0 } else { QUIET };
    quiet.min(AT_LAST - unsaved_for).max(0.0)
}

/// The state of saving after a save, which returned whether it has written; it has not if another tab has saved since.
fn state_after(outcome: Result<bool, String>, has_newer_changes: bool) -> Saved {
    match outcome {
        Ok(true) if has_newer_changes => Saved::Pending,
        Ok(true) => Saved::Yes,
        Ok(false) => Saved::Elsewhere,
        Err(reason) => Saved::No(reason),
    }
}

/// The selection and the filters of the session.
fn view(session: Session, open: &Workspace) -> View {
    let selected = session.selected.with_untracked(|file| {
        let file = file.as_ref()?;
        Some((Id(open.id_of(&file.bundle)?), file.path.clone()))
    });
    View {
        selected,
        target: session.target.get_untracked(),
        pane: session.pane.get_untracked(),
        rules: session.cloudformation.rules.get_untracked(),
        filter: session.filter.get_untracked(),
        held: session.silence.held_in(open).into_iter().map(Id).collect(),
    }
}

/// Milliseconds since 1970.
// `Date.now()` is a positive whole number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The message for a failed operation.
fn why(error: &idb::Error) -> String {
    if is_full(error) { words::FULL.to_owned() } else { words::failed(error) }
}

fn unreadable(name: Option<&str>, why: Unreadable) -> (String, String) {
    match why {
        Unreadable::Newer => (words::newer(name), words::NEWER_HELP.to_owned()),
        Unreadable::Damaged => (words::damaged(name), words::LEFT_HELP.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "whole numbers")]
    fn a_change_is_saved_after_a_pause_but_not_too_late() {
        assert_eq!(pause(0.0, false), QUIET);
        assert_eq!(pause(AT_LAST - QUIET, false), QUIET);
        assert_eq!(pause(AT_LAST - 1.0, false), 1.0);
        assert_eq!(pause(AT_LAST + 1000.0, false), 0.0);
        assert_eq!(pause(0.0, true), 0.0);
    }

    #[test]
    fn a_save_of_older_changes_leaves_the_newer_ones_pending() {
        assert_eq!(state_after(Ok(true), false), Saved::Yes);
        assert_eq!(state_after(Ok(true), true), Saved::Pending);
        for has_newer_changes in [false, true] {
            assert_eq!(state_after(Ok(false), has_newer_changes), Saved::Elsewhere);
            let failed = state_after(Err("full".to_owned()), has_newer_changes);
            assert_eq!(failed, Saved::No("full".to_owned()));
        }
    }
}
