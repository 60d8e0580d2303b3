//! Writes the journal of this tab, and finds the journals of closed tabs.
//!
//! Each tab has its own journal and holds a Web Lock with the journal's key as its name. The browser releases the
//! lock when the tab ends, even by a crash, so a journal without a lock is abandoned.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use gloo::storage::{SessionStorage, Storage};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{Edit, Journal, MOST, TextId, edits, form_entries};
use crate::browser::sleep::sleep;
use crate::database::record::{Unreadable, decode, encode};
use cyclotron_core::Workspace;
use cyclotron_worker::calls::Change;

/// The prefix of the journals' keys in local storage.
const PREFIX: &str = "journal-";
/// The key in session storage under which a tab remembers its journal over a reload.
const OWN: &str = "journal";
/// How often, and at which interval in milliseconds, to check whether the page before a reload has ended.
const LOOKS: (u32, i32) = (5, 40);

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type LockManager;

    #[wasm_bindgen(method)]
    fn request(this: &LockManager, name: &str, held: &Function) -> Promise;

    #[wasm_bindgen(method)]
    fn query(this: &LockManager) -> Promise;
}

/// A journal of a closed tab that cannot be read. It is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnreadJournal {
    /// Its key in local storage.
    pub key: String,
    /// Why it cannot be read.
    pub why: Unreadable,
}

/// The journal of this tab.
#[derive(Default)]
pub struct JournalWriter {
    key: String,
    /// The stored texts of all files that have changed since the last save.
    stored: RefCell<BTreeMap<TextId, Arc<str>>>,
    /// The texts that the running save stores, of all files that have changed since it began.
    saving: RefCell<Option<BTreeMap<TextId, Arc<str>>>>,
    /// The form entries that the journal holds.
    changes: RefCell<Vec<Change>>,
}

impl JournalWriter {
    /// Starts the journal of this tab. Returns the abandoned journals with their keys, and those that cannot be read.
    pub async fn begin() -> (Self, Vec<(String, Journal)>, Vec<UnreadJournal>) {
        let before: Option<String> = SessionStorage::get(OWN).ok();
        let random = |_| char::from(b'a' + digit());
        let key: String = PREFIX.chars().chain((0..12).map(random)).collect();
        hold(&key);
        let _ = SessionStorage::set(OWN, &key);
        let mut alive = alive().await;
        // The page before a reload may take a moment to end. If it does not end, this tab is a duplicate of
        // another one.
        if let Some(before) = before.as_ref().filter(|before| has(before)) {
            for _ in 0..LOOKS.0 {
                if !alive.as_ref().is_some_and(|alive| alive.contains(before)) {
                    break;
                }
                sleep(LOOKS.1).await;
                alive = self::alive().await;
            }
        }
        let is_gone = |key: &String| match &alive {
            Some(alive) => !alive.contains(key),
            // Without locks a tab can only tell that its own page before the reload has ended.
            None => before.as_ref() == Some(key),
        };
        let (mut journals, mut unread) = (vec![], vec![]);
        for key in keys().into_iter().filter(is_gone) {
            let Some(text) = text(&key) else { continue };
            match decode::<Journal>(text.as_bytes()) {
                Ok(journal) => journals.push((key, journal)),
                Err(why) => unread.push(UnreadJournal { key, why }),
            }
        }
        (Self { key, ..Self::default() }, journals, unread)
    }

    /// Whether the journal holds these form entries.
    pub fn holds(&self, changes: &[Change]) -> bool {
        *self.changes.borrow() == changes
    }

    /// Records the texts from before a change, and the form entries that are not in the text yet, and writes the
    /// journal. Returns false if it is too large, or the browser refuses it.
    pub fn write(
        &self,
        workspace: u64,
        open: &Workspace,
        before: Vec<(TextId, Arc<str>)>,
        changes: &[Change],
    ) -> bool {
        self.changes.borrow_mut().clear();
        {
            let mut saving = self.saving.borrow_mut();
            let mut stored = self.stored.borrow_mut();
            for (place, text) in before {
                if let Some(saving) = saving.as_mut() {
                    saving.entry(place.clone()).or_insert_with(|| text.clone());
                }
                stored.entry(place).or_insert(text);
            }
        }
        let mut all: Vec<Edit> = edits(open, &self.stored.borrow());
        if let Some(saving) = &*self.saving.borrow() {
            all.extend(edits(open, saving));
        }
        let entries = form_entries(open, changes);
        let Some(local) = local() else { return false };
        if all.is_empty() && entries.is_empty() {
            // Fails only where the browser stores nothing.
            let _ = local.remove_item(&self.key);
            return true;
        }
        let record = encode(&Journal { workspace, edits: all, entries });
        let text = String::from_utf8(record).unwrap_or_default();
        let is_written = text.len() <= MOST && local.set_item(&self.key, &text).is_ok();
        if is_written {
            changes.clone_into(&mut self.changes.borrow_mut());
        } else {
            // An outdated journal would not fit the text any more.
            let _ = local.remove_item(&self.key);
        }
        is_written
    }

    /// A save begins: later changes are relative to the texts that it stores.
    pub fn save_begins(&self) {
        *self.saving.borrow_mut() = Some(BTreeMap::new());
    }

    /// The save has ended. Returns false if the journal could not be written.
    pub fn save_ends(
        &self,
        is_saved: bool,
        workspace: u64,
        open: &Workspace,
        changes: &[Change],
    ) -> bool {
        let saving = self.saving.borrow_mut().take();
        if let (true, Some(saving)) = (is_saved, saving) {
            *self.stored.borrow_mut() = saving;
        }
        self.write(workspace, open, vec![], changes)
    }

    /// Empties the journal, because everything is saved.
    pub fn clear(&self) {
        self.stored.borrow_mut().clear();
        self.saving.borrow_mut().take();
        self.changes.borrow_mut().clear();
        remove(&self.key);
    }
}

/// The text of a stored journal.
pub fn text(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Removes the form entries from a journal that was replayed, as the journal of this tab holds them now.
pub fn remove_entries(key: &str) {
    let journal = text(key).and_then(|text| decode::<Journal>(text.as_bytes()).ok());
    let Some(mut journal) = journal.filter(|journal| !journal.entries.is_empty()) else { return };
    journal.entries.clear();
    if journal.edits.is_empty() {
        return remove(key);
    }
    let record = String::from_utf8(encode(&journal)).unwrap_or_default();
    if let Some(local) = local() {
        // Cannot fail for lack of room: it is shorter than before.
        let _ = local.set_item(key, &record);
    }
}

/// Removes a journal that was replayed.
pub fn remove(key: &str) {
    if let Some(local) = local() {
        let _ = local.remove_item(key);
    }
}

fn local() -> Option<web_sys::Storage> {
    gloo::utils::window().local_storage().ok().flatten()
}

fn has(key: &str) -> bool {
    text(key).is_some()
}

/// The keys of all journals.
fn keys() -> Vec<String> {
    let Some(local) = local() else { return vec![] };
    let all = (0..local.length().unwrap_or_default()).filter_map(|at| local.key(at).ok().flatten());
    all.filter(|key| key.starts_with(PREFIX)).collect()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn digit() -> u8 {
    (js_sys::Math::random() * 26.0) as u8 % 26
}

/// `navigator.locks`, which only exists on secure pages.
fn locks() -> Option<LockManager> {
    let navigator = gloo::utils::window().navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

/// Holds a lock until the page ends.
fn hold(name: &str) {
    if let Some(locks) = locks() {
        let held = Closure::once_into_js(|| Promise::new(&mut |_, _| {}));
        drop(locks.request(name, held.unchecked_ref()));
    }
}

/// The names of all held locks; `None` if the browser has no locks.
async fn alive() -> Option<HashSet<String>> {
    let state = JsFuture::from(locks()?.query()).await.ok()?;
    let held = Reflect::get(&state, &"held".into()).ok()?;
    let name = |lock: JsValue| Reflect::get(&lock, &"name".into()).ok()?.as_string();
    Some(Array::from(&held).iter().filter_map(name).collect())
}
