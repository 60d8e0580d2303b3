//! What survives a reload: the workspaces in `IndexedDB`, and which of them a tab is at.
//!
//! A tab saves its workspace within a second of a change. Before it does, it looks whether another tab
//! has saved the same one since; then it writes nothing until the person says which of the two stays,
//! and the other goes into the history.

mod card;
mod database;
mod history;
mod place;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use async_lock::Mutex;
use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{BroadcastChannel, MessageEvent};

pub use self::card::{Card, Reason, State};
use self::database::{Database, Outcome, Save, Stored, is_full};
use crate::lifetime::on_window;
use crate::session::{Saved, Session, Snapshot, VersionMap, decode_versions, encode_versions};
use crate::words::storage as words;

/// Milliseconds of quiet before a change is written.
const QUIET: f64 = 200.0;
/// Milliseconds after which it is written while the person types on.
const AT_LAST: f64 = 500.0;
/// Milliseconds before something that failed is tried once more.
const AGAIN: u32 = 5_000;
/// What the first workspace is called, and any other without a name.
pub use words::NAME;
/// Where tabs tell each other that they have saved.
const CHANNEL: &str = "cyclotron";

/// The storage, anywhere below the root; none where the browser keeps nothing.
pub type SharedStorage = StoredValue<Option<Storage>, LocalStorage>;

/// The storage of the workspace that this tab is at. Cloned freely.
#[derive(Clone)]
pub struct Storage(Rc<Inner>);

struct Inner {
    database: RefCell<Rc<Database>>,
    /// The workspace as it was when this tab last looked; without an id until it is first saved.
    card: RefCell<Card>,
    /// When a state was last kept beside the newest.
    last_kept: Cell<u64>,
    /// Since when there is something to save.
    unsaved: Cell<Option<f64>>,
    versions_changed: Cell<bool>,
    /// One save at a time: each tells by the one before whether another tab has saved.
    turn: Mutex<()>,
    timer: RefCell<Option<Timeout>>,
    /// Nothing is written while another workspace takes the place of this one.
    paused: Cell<bool>,
    channel: Option<BroadcastChannel>,
}

/// What is there to begin with.
pub struct Found {
    /// The storage.
    pub storage: Storage,
    /// The workspace that this tab was at, or the one that was changed last.
    pub snapshot: Option<Snapshot>,
    /// The versions that were marked in it.
    pub versions: VersionMap,
    /// What the person has to be told: the message, and the way out.
    pub told: Option<(String, String)>,
}

impl Storage {
    /// Opens the storage and reads the workspace to begin with.
    pub async fn open() -> Result<Found, idb::Error> {
        let database = Database::open().await?;
        let cards = database.cards().await?;
        let wanted = place::get();
        let card = cards.iter().find(|card| Some(card.id) == wanted).or(cards.first());
        let mut told = None;
        let mut snapshot = None;
        let mut versions = VersionMap::new();
        let mut at = Card { name: NAME.to_owned(), ..Card::default() };
        if let Some(card) = card {
            let stored = database.load(card.id).await?;
            match stored.and_then(|stored| Some((read(&stored)?, stored.card))) {
                Some(((found, marked), card)) => {
                    snapshot = Some(found);
                    versions = marked;
                    at = card;
                }
                None => told = Some(unreadable(&card.name)),
            }
        } else if let Some(bytes) = database.former().await? {
            snapshot = Snapshot::decode_former(&bytes);
        } else if wanted.is_some() {
            told = Some((words::CLEARED.to_owned(), words::CLEARED_HELP.to_owned()));
        }
        let last_kept = database.states(at.id).await?.first().map_or(0, |state| state.time);
        let inner = Inner {
            database: RefCell::new(Rc::new(database)),
            card: RefCell::new(at),
            last_kept: Cell::new(last_kept),
            unsaved: Cell::default(),
            versions_changed: Cell::default(),
            turn: Mutex::default(),
            timer: RefCell::default(),
            paused: Cell::default(),
            channel: BroadcastChannel::new(CHANNEL).ok(),
        };
        Ok(Found { storage: Self(Rc::new(inner)), snapshot, versions, told })
    }

    /// Keeps the session saved from now on.
    pub fn keep(&self, session: Session) {
        session.title.set(self.0.card.borrow().name.clone());
        place::set(self.0.card.borrow().id);
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
            session.versions.track();
            if !first.replace(false) {
                storage.with_value(|storage| {
                    storage.0.versions_changed.set(true);
                    storage.changed(session);
                });
            }
        });
        // A page that is left has no time to wait.
        on_window(ev::pagehide, move |_| {
            storage.with_value(|storage| storage.write_soon(session));
        });
        let hiding = window_event_listener_untyped("visibilitychange", move |_| {
            storage.with_value(|storage| storage.write_soon(session));
        });
        on_cleanup(move || hiding.remove());
        self.listen(session);
    }

    /// Hears of other tabs that save.
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
                session.saved.set(Saved::Elsewhere);
            }
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        // It is wanted for as long as the page is there.
        hear.forget();
    }

    fn changed(&self, session: Session) {
        if self.0.paused.get() || session.saved.get_untracked() == Saved::Elsewhere {
            return;
        }
        let now = js_sys::Date::now();
        let since = self.0.unsaved.get().unwrap_or(now);
        self.0.unsaved.set(Some(since));
        session.saved.set(Saved::Pending);
        let wait = QUIET.min(since + AT_LAST - now).max(0.0);
        let storage = self.clone();
        // At most half a second.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let timer = Timeout::new(wait as u32, move || storage.write_soon(session));
        *self.0.timer.borrow_mut() = Some(timer);
    }

    /// Writes what is unsaved, without waiting for it.
    fn write_soon(&self, session: Session) {
        let storage = self.clone();
        if storage.0.unsaved.get().is_some() {
            spawn_local(async move { storage.write(session).await });
        }
    }

    /// Writes what is unsaved, and says how that went.
    async fn write(&self, session: Session) {
        let _turn = self.0.turn.lock().await;
        if self.0.paused.get() || self.0.unsaved.take().is_none() {
            return;
        }
        *self.0.timer.borrow_mut() = None;
        let saved = match self.save(session).await {
            Ok(true) if self.0.unsaved.get().is_some() => Saved::Pending,
            Ok(true) => Saved::Yes,
            Ok(false) => Saved::Elsewhere,
            Err(error) => {
                self.try_again(session);
                Saved::No(why(&error))
            }
        };
        session.saved.set(saved);
    }

    fn try_again(&self, session: Session) {
        self.0.unsaved.set(self.0.unsaved.get().or(Some(js_sys::Date::now())));
        let storage = self.clone();
        let timer = Timeout::new(AGAIN, move || storage.write_soon(session));
        *self.0.timer.borrow_mut() = Some(timer);
    }

    /// Saves the session; false where another tab has saved since.
    async fn save(&self, session: Session) -> Result<bool, idb::Error> {
        let snapshot = session.snapshot();
        let bytes = snapshot.encode();
        let versions = self.0.versions_changed.take();
        let versions = versions.then(|| session.versions.with_untracked(encode_versions));
        let card = Card {
            state: State::of(&snapshot.workspace, now(), bytes.len()),
            ..self.0.card.borrow().clone()
        };
        let put = async |last_kept| {
            let database = self.0.database.borrow().clone();
            let versions = versions.as_deref();
            database.save(Save { card: card.clone(), snapshot: &bytes, versions, last_kept }).await
        };
        let mut outcome = put(Some(self.0.last_kept.get())).await;
        match &outcome {
            // The work itself goes before its history.
            Err(error) if is_full(error) => outcome = put(None).await,
            // The browser has closed the storage, or cleared it: what is open is written anew.
            Err(_) => {
                let database = Database::open().await?;
                *self.0.database.borrow_mut() = Rc::new(database);
                outcome = put(None).await;
            }
            Ok(_) => {}
        }
        if outcome.is_err() && versions.is_some() {
            self.0.versions_changed.set(true);
        }
        Ok(match outcome? {
            Outcome::Saved(card, last_kept) => {
                if let Some(channel) = &self.0.channel {
                    let told = format!("{} {}", card.id, card.saves);
                    // Fails only where the channel is closed, which it never is.
                    let _ = channel.post_message(&JsValue::from(told));
                }
                place::set(card.id);
                self.0.last_kept.set(last_kept.max(self.0.last_kept.get()));
                *self.0.card.borrow_mut() = card;
                true
            }
            Outcome::Elsewhere => false,
        })
    }
}

/// What is done to workspaces and their history: each says why it failed, where it does.
impl Storage {
    /// Saves what is unsaved, and a workspace that never was.
    pub async fn flush(&self, session: Session) -> Result<(), String> {
        if self.id() == 0 {
            self.0.unsaved.set(Some(js_sys::Date::now()));
        }
        self.write(session).await;
        match session.saved.get_untracked() {
            Saved::No(reason) => Err(reason),
            _ => Ok(()),
        }
    }

    /// Which workspace this tab is at; 0 until it is first saved.
    pub fn id(&self) -> u64 {
        self.0.card.borrow().id
    }

    /// All workspaces, the one that was changed last first.
    pub async fn cards(&self) -> Result<Vec<Card>, String> {
        self.database().cards().await.map_err(|error| why(&error))
    }

    /// The states of this workspace that are kept beside the newest, the newest first.
    pub async fn states(&self) -> Result<Vec<State>, String> {
        self.database().states(self.id()).await.map_err(|error| why(&error))
    }

    /// One of them.
    pub async fn state(&self, time: u64) -> Result<Snapshot, String> {
        let bytes = self.database().state(self.id(), time).await.map_err(|error| why(&error))?;
        let snapshot = bytes.and_then(|bytes| Snapshot::decode(&bytes));
        snapshot.ok_or_else(|| words::STATE_UNREADABLE.to_owned())
    }

    /// Goes back to one of them; what is open now goes into the history.
    pub async fn restore(&self, session: Session, time: u64) -> Result<(), String> {
        let snapshot = self.state(time).await?;
        self.keep_present(session).await?;
        session.resume(snapshot);
        Ok(())
    }

    /// Gives a workspace another name.
    pub async fn rename(&self, session: Session, id: u64, name: &str) -> Result<(), String> {
        if id == self.id() {
            name.clone_into(&mut self.0.card.borrow_mut().name);
            session.title.set(name.to_owned());
        }
        self.database().rename(id, name).await.map_err(|error| why(&error))
    }

    /// Forgets the earlier states of this workspace, to make room.
    pub async fn forget(&self) -> Result<(), String> {
        self.database().forget(self.id()).await.map_err(|error| why(&error))
    }

    /// Deletes another workspace than the one that is open.
    pub async fn delete(&self, id: u64) -> Result<(), String> {
        self.database().delete(id).await.map_err(|error| why(&error))
    }

    /// Opens another workspace in this tab.
    pub async fn switch(&self, session: Session, id: u64) -> Result<(), String> {
        let stored = self.database().load(id).await.map_err(|error| why(&error))?;
        let Some(stored) = stored else {
            return Err(words::GONE.to_owned());
        };
        let Some(found) = read(&stored) else {
            let (message, help) = unreadable(&stored.card.name);
            return Err(format!("{message} {help}"));
        };
        self.change_to(session, stored.card, found).await
    }

    /// Opens a new workspace in this tab.
    pub async fn create(&self, session: Session, name: &str) -> Result<(), String> {
        let card = Card { name: name.to_owned(), ..Card::default() };
        self.change_to(session, card, Default::default()).await?;
        // It is in the list from now on, empty as it is.
        self.0.unsaved.set(Some(js_sys::Date::now()));
        self.write(session).await;
        Ok(())
    }

    /// Takes over what another tab has saved; what is open here goes into the history.
    pub async fn take_other(&self, session: Session) -> Result<(), String> {
        let stored = self.database().load(self.id()).await.map_err(|error| why(&error))?;
        let Some(stored) = stored else { return self.keep_mine(session).await };
        let Some((snapshot, versions)) = read(&stored) else {
            return Err(unreadable(&stored.card.name).0);
        };
        self.keep_present(session).await?;
        *self.0.card.borrow_mut() = stored.card;
        self.0.unsaved.set(None);
        session.saved.set(Saved::Yes);
        session.resume(snapshot);
        session.versions.set(versions);
        Ok(())
    }

    /// Keeps what is open here; what another tab has saved goes into the history.
    pub async fn keep_mine(&self, session: Session) -> Result<(), String> {
        let database = self.database();
        let stored = database.load(self.id()).await.map_err(|error| why(&error))?;
        if let Some(stored) = stored {
            let state = State { reason: Reason::Replaced, ..stored.card.state.clone() };
            let kept = database.keep(stored.card.id, state, &stored.snapshot).await;
            kept.map_err(|error| why(&error))?;
            *self.0.card.borrow_mut() = stored.card;
        }
        self.0.versions_changed.set(true);
        self.0.unsaved.set(Some(js_sys::Date::now()));
        session.saved.set(Saved::Pending);
        self.write(session).await;
        Ok(())
    }

    fn database(&self) -> Rc<Database> {
        self.0.database.borrow().clone()
    }

    /// Puts what is open into the history of its workspace.
    async fn keep_present(&self, session: Session) -> Result<(), String> {
        self.write(session).await;
        let snapshot = session.snapshot();
        let bytes = snapshot.encode();
        // What is saved has its time already: it is not kept twice.
        let state = match session.saved.get_untracked() {
            Saved::Yes if self.id() > 0 => self.0.card.borrow().state.clone(),
            _ => State::of(&snapshot.workspace, now(), bytes.len()),
        };
        let state = State { reason: Reason::Replaced, ..state };
        let kept = self.database().keep(self.id(), state, &bytes).await;
        kept.map_err(|error| why(&error))
    }

    /// Puts another workspace in the place of this one, once this one is saved.
    async fn change_to(
        &self,
        session: Session,
        card: Card,
        (snapshot, versions): (Snapshot, VersionMap),
    ) -> Result<(), String> {
        self.write(session).await;
        match session.saved.get_untracked() {
            Saved::Yes | Saved::Pending => {}
            Saved::Elsewhere => {
                return Err(words::UNDECIDED.to_owned());
            }
            Saved::No(reason) => return Err(reason),
        }
        let states = self.database().states(card.id).await.map_err(|error| why(&error))?;
        self.0.paused.set(true);
        // The editor forgets the texts of one before it is given those of the other.
        session.clear();
        leptos::task::tick().await;
        place::set(card.id);
        session.title.set(card.name.clone());
        self.0.last_kept.set(states.first().map_or(0, |state| state.time));
        *self.0.card.borrow_mut() = card;
        session.resume(snapshot);
        session.versions.set(versions);
        leptos::task::tick().await;
        self.0.unsaved.set(None);
        self.0.versions_changed.set(false);
        session.saved.set(Saved::Yes);
        self.0.paused.set(false);
        Ok(())
    }
}

/// The state and the versions of a workspace; none where one is of another form.
fn read(stored: &Stored) -> Option<(Snapshot, VersionMap)> {
    Some((Snapshot::decode(&stored.snapshot)?, decode_versions(&stored.versions)?))
}

/// Milliseconds since 1970.
// Dates are whole and positive for a long time.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// What to tell where storage fails.
fn why(error: &idb::Error) -> String {
    if is_full(error) { words::FULL.to_owned() } else { words::failed(error) }
}

fn unreadable(name: &str) -> (String, String) {
    (words::unreadable(name), words::UNREADABLE_HELP.to_owned())
}
