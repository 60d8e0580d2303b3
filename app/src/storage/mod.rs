//! Saves the open workspace in `IndexedDB`, within a second of a change.
//!
//! `autosave` decides when to save, `begin` restores the work at the start, `journal` has the last edits, and
//! `workspaces` switches between workspaces. [`dialog`] is the dialog *Workspaces*. The records are those of
//! [`crate::database`].
//!
//! Invariants: a save writes the bundles that have changed. If another tab has saved the same workspace since, nothing is
//! written until the user chooses which of the two states stays; the other one goes into the history. Until a save
//! has ended, the last edits are in a journal in local storage. Records that cannot be read are kept.

mod autosave;
mod begin;
pub mod dialog;
mod earlier;
pub mod history_list;
mod journal;
pub mod quota;
mod workspaces;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use async_lock::Mutex;
use cyclotron_core::Workspace;
use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

pub use self::begin::Restored;
use self::journal::Journal;
use self::journal::writer::JournalWriter;
pub use self::journal::writer::UnreadJournal;
use crate::browser::lifetime::on_window;
pub use crate::database::card::{Card, Entry, HistoryState, Reason};
pub use crate::database::changed::{ChangeKind, Changed};
use crate::database::current;
use crate::database::last_saved::LastSaved;
pub use crate::database::legacy::import::LegacyUnread;
pub use crate::database::record::Unreadable;
use crate::database::record::{Id, View};
use crate::database::{Database, is_full};
use crate::session::{Saved, Session};
use crate::words::storage::database as words;

/// The name of the first workspace, and of any other that the user gave none.
pub use words::NAME;
/// The name of the channel on which tabs announce their saves.
const CHANNEL: &str = "cyclotron-work";

/// The storage in the context of components; `None` if the browser stores nothing.
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
    /// The workspaces, and with a time the states of the history, that turned out to be unreadable when they were
    /// loaded: their own records can be read, but not those that they refer to.
    damaged: RefCell<HashMap<(u64, Option<u64>), Unreadable>>,
    /// The workspaces of earlier builds that cannot be read.
    legacy_unread: Vec<LegacyUnread>,
    /// The journals of closed tabs that cannot be read.
    unread_journals: Vec<UnreadJournal>,
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
        let storage = StoredValue::new_local(self.clone());
        let changed = move || storage.with_value(|storage| storage.changed(session));
        Effect::watch(move || session.track_snapshot(), move |(), _, _| changed(), false);
        Effect::watch(move || session.stored.beside.track(), move |(), _, _| changed(), false);
        let versions_changed = move || {
            storage.with_value(|storage| storage.0.versions_changed.set(true));
            session.risk_more();
            changed();
        };
        let track_versions = move || session.stored.versions.track();
        Effect::watch(track_versions, move |(), _, _| versions_changed(), false);
        Effect::new(move || {
            session.entries.all.track();
            storage.with_value(|storage| {
                if !storage.0.paused.get() {
                    storage.note(session);
                }
            });
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
            self.take_over_entries(session);
            self.changed(session);
        }
    }

    /// Moves the form entries of replayed journals to the journal of this tab.
    fn take_over_entries(&self, session: Session) {
        if self.note(session) {
            self.0
                .replayed_keys
                .borrow()
                .iter()
                .for_each(|key| journal::writer::remove_entries(key));
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
}

/// The selection and the filters of the session.
fn view(session: Session, open: &Workspace) -> View {
    let selected = session.selected.with_untracked(|file| {
        let file = file.as_ref()?;
        let id = open.id_of(&file.bundle).or_else(|| session.beside_id(&file.bundle))?;
        Some((Id(id), file.path.clone()))
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
