//! Saves the open workspace after each change: when, and what happens if a save fails.

use std::rc::Rc;

use cyclotron_core::Workspace;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Storage, journal, now, unreadable, view, why};
use crate::database::current;
use crate::database::last_saved::LastSaved;
use crate::database::{Database, Outcome, Save, is_full};
use crate::session::{Saved, Session};
use crate::words::storage::database as words;

/// The pause in typing after which a change is saved, in milliseconds.
const QUIET: f64 = 200.0;
/// The time after which a change is saved even if the user types on, in milliseconds.
const AT_LAST: f64 = 500.0;
/// The pause before a failed save is retried, in milliseconds.
const AGAIN: u32 = 5_000;

impl Storage {
    /// Schedules a save of the newest changes.
    pub(super) fn changed(&self, session: Session) {
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
    pub(super) fn write_soon(&self, session: Session) {
        let storage = self.clone();
        if storage.0.unsaved.get().is_some() {
            spawn_local(async move { storage.write(session).await });
        }
    }

    /// Saves pending changes and updates the session's state of saving.
    pub(super) async fn write(&self, session: Session) {
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

    /// Schedules another try of a failed save.
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
            Ok(Outcome::Missing) => Err(words::failed(&words::BUNDLE_MISSING)),
            Err(error) => Err(why(&error)),
        };
        session.touch_all();
        self.0.versions_changed.set(self.0.versions_changed.get() || versions_changed);
        self.save_ends(session, false);
        failed
    }

    /// Tells the session and the journal that a save has ended.
    fn save_ends(&self, session: Session, is_saved: bool) {
        session.save_ends(is_saved);
        let changes = session.entries.all.get_untracked();
        let end = |open: &Workspace| self.0.journal.save_ends(is_saved, self.id(), open, &changes);
        noted(session, session.workspace.with_untracked(end));
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
        let mut times = session.stored.changed.get_untracked();
        let (mut next, mut stored) = session.workspace.with_untracked(|open| {
            before.state_to_save(open, view(session, open), &touched, &mut times, now())
        });
        if session.stored.changed.with_untracked(|before| *before != times) {
            session.stored.changed.set(times);
        }
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

    /// Adds the texts that have changed, and the form entries that are not in the text yet, to the journal. Returns
    /// whether the journal holds them.
    pub(super) fn note(&self, session: Session) -> bool {
        let before = session.take_noted();
        let changes = session.entries.all.get_untracked();
        if before.is_empty() && self.0.journal.holds(&changes) {
            session.risk_entries(false);
            return true;
        }
        let write = |open: &Workspace| self.0.journal.write(self.id(), open, before, &changes);
        noted(session, session.workspace.with_untracked(write))
    }
}

/// Records in the session whether the journal could be written, and returns it.
fn noted(session: Session, is_written: bool) -> bool {
    if !is_written {
        session.risk_more();
    }
    session.risk_entries(!is_written && session.entries.all.with_untracked(|all| !all.is_empty()));
    is_written
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
