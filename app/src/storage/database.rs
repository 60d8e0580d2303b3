//! The workspaces in `IndexedDB`: what is there, and the transactions on it.

use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Error, KeyRange, ObjectStore, Query, Transaction, TransactionMode, TransactionResult};
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use super::card::{Card, State};
use super::history::dropped;

const DATABASE: &str = "cyclotron";
/// [`Card`]s by id.
const CARDS: &str = "workspaces";
/// The newest state of each, as bytes, by id.
const SNAPSHOTS: &str = "snapshots";
/// The versions that were marked in each, as bytes, by id.
const VERSIONS: &str = "versions";
/// The [`State`]s that are kept beside, by id and time.
const STATES: &str = "states";
/// What they consist of, as bytes, by id and time.
const HISTORY: &str = "history";
/// Where the only workspace was before there were several, and its keys there.
const FORMER: &str = "workspace";
const FORMER_SNAPSHOT: &str = "snapshot-2";

/// The workspaces in storage.
pub struct Database(idb::Database);

/// A workspace as it is read.
pub struct Stored {
    /// What is known of it.
    pub card: Card,
    /// Its newest state.
    pub snapshot: Vec<u8>,
    /// The versions that were marked.
    pub versions: Vec<u8>,
}

/// What is to be saved.
pub struct Save<'a> {
    /// Of which workspace; a new one where it has no id.
    pub card: Card,
    /// The newest state.
    pub snapshot: &'a [u8],
    /// The versions, where they have changed.
    pub versions: Option<&'a [u8]>,
    /// When a state was last kept beside the newest; none where there is no room for that.
    pub last_kept: Option<u64>,
}

/// What came of it.
pub enum Outcome {
    /// It is saved: the card as it is now, and when a state was last kept.
    Saved(Card, u64),
    /// Another tab has saved since: nothing was changed.
    Elsewhere,
}

impl Database {
    /// Opens the storage.
    pub async fn open() -> Result<Self, Error> {
        let mut builder = DatabaseBuilder::new(DATABASE).version(2);
        for store in [FORMER, CARDS, SNAPSHOTS, VERSIONS, STATES, HISTORY] {
            builder = builder.add_object_store(ObjectStoreBuilder::new(store));
        }
        let mut database = builder.build().await?;
        // A tab of a newer build waits for this.
        database.on_version_change(|event| {
            if let Ok(database) = idb::DatabaseEvent::database(&event) {
                database.close();
            }
        });
        database.forget_callbacks();
        Ok(Self(database))
    }

    /// All workspaces, the one that was changed last first.
    pub async fn cards(&self) -> Result<Vec<Card>, Error> {
        let transaction = self.read(&[CARDS])?;
        let cards = transaction.object_store(CARDS)?.get_all(None, None)?.await?;
        let mut cards: Vec<Card> = cards.iter().filter_map(value).collect();
        cards.sort_by_key(|card| std::cmp::Reverse(card.state.time));
        Ok(cards)
    }

    /// A workspace; none where there is none of this id.
    pub async fn load(&self, id: u64) -> Result<Option<Stored>, Error> {
        let transaction = self.read(&[CARDS, SNAPSHOTS, VERSIONS])?;
        let get = async |store: &str| transaction.object_store(store)?.get(key(id))?.await;
        let Some(card) = get(CARDS).await?.as_ref().and_then(value) else { return Ok(None) };
        let snapshot = get(SNAPSHOTS).await?.as_ref().map(bytes).unwrap_or_default();
        let versions = get(VERSIONS).await?.as_ref().map(bytes).unwrap_or_default();
        Ok(Some(Stored { card, snapshot, versions }))
    }

    /// The workspace of the time when there was only one.
    pub async fn former(&self) -> Result<Option<Vec<u8>>, Error> {
        let transaction = self.read(&[FORMER])?;
        let store = transaction.object_store(FORMER)?;
        Ok(store.get(JsValue::from(FORMER_SNAPSHOT))?.await?.as_ref().map(bytes))
    }

    /// Saves a workspace, unless another tab has since this one last did: then nothing of the other's
    /// is lost. The state before goes into the history where that is worth it.
    pub async fn save(&self, save: Save<'_>) -> Result<Outcome, Error> {
        let transaction = self.write()?;
        let cards = transaction.object_store(CARDS)?;
        let mut card = save.card;
        if card.id == 0 {
            card.id = card.state.time;
            while cards.get(key(card.id))?.await?.is_some() {
                card.id += 1;
            }
        }
        let before: Option<Card> = cards.get(key(card.id))?.await?.as_ref().and_then(value);
        if before.as_ref().is_some_and(|before| before.saves > card.saves) {
            return Ok(Outcome::Elsewhere);
        }
        let mut kept = save.last_kept.unwrap_or_default();
        let reason = before.as_ref().zip(save.last_kept).and_then(|(before, last)| {
            Some((before.state.clone(), before.state.worth_keeping(&card.state, last)?))
        });
        if let Some((state, reason)) = reason {
            let old = transaction.object_store(SNAPSHOTS)?.get(key(card.id))?.await?;
            if let Some(old) = old {
                kept = card.state.time;
                keep(&transaction, card.id, State { reason, ..state }, &old, kept).await?;
            }
        }
        // Another tab may have given it another name.
        card.name = before.map_or(card.name, |before| before.name);
        card.saves += 1;
        put(&cards, &key(card.id), &pack(&card)).await?;
        put(&transaction.object_store(SNAPSHOTS)?, &key(card.id), &array(save.snapshot)).await?;
        if let Some(versions) = save.versions {
            put(&transaction.object_store(VERSIONS)?, &key(card.id), &array(versions)).await?;
        }
        commit(transaction).await?;
        Ok(Outcome::Saved(card, kept))
    }

    /// Gives a workspace another name.
    pub async fn rename(&self, id: u64, name: &str) -> Result<(), Error> {
        let transaction = self.write()?;
        let cards = transaction.object_store(CARDS)?;
        let card: Option<Card> = cards.get(key(id))?.await?.as_ref().and_then(value);
        if let Some(card) = card {
            put(&cards, &key(id), &pack(&Card { name: name.to_owned(), ..card })).await?;
        }
        commit(transaction).await
    }

    /// Deletes a workspace with its history.
    pub async fn delete(&self, id: u64) -> Result<(), Error> {
        let transaction = self.write()?;
        for store in [CARDS, SNAPSHOTS, VERSIONS] {
            transaction.object_store(store)?.delete(Query::Key(key(id)))?.await?;
        }
        forget(&transaction, id).await?;
        commit(transaction).await
    }

    /// The states of a workspace that are kept beside the newest, the newest first.
    pub async fn states(&self, id: u64) -> Result<Vec<State>, Error> {
        let transaction = self.read(&[STATES])?;
        let mut states = states(&transaction, id).await?;
        states.reverse();
        Ok(states)
    }

    /// One of them as bytes.
    pub async fn state(&self, id: u64, time: u64) -> Result<Option<Vec<u8>>, Error> {
        let transaction = self.read(&[HISTORY])?;
        let store = transaction.object_store(HISTORY)?;
        Ok(store.get(moment(id, time))?.await?.as_ref().map(bytes))
    }

    /// Keeps a state beside the newest.
    pub async fn keep(&self, id: u64, state: State, snapshot: &[u8]) -> Result<(), Error> {
        let transaction = self.write()?;
        let now = state.time;
        keep(&transaction, id, state, &array(snapshot), now).await?;
        commit(transaction).await
    }

    /// Forgets all states of a workspace but the newest, to make room.
    pub async fn forget(&self, id: u64) -> Result<(), Error> {
        let transaction = self.write()?;
        forget(&transaction, id).await?;
        commit(transaction).await
    }

    fn read(&self, stores: &[&str]) -> Result<Transaction, Error> {
        self.0.transaction(stores, TransactionMode::ReadOnly)
    }

    /// On all stores, so that what different tabs write comes one after the other.
    fn write(&self) -> Result<Transaction, Error> {
        let stores = [CARDS, SNAPSHOTS, VERSIONS, STATES, HISTORY];
        self.0.transaction(&stores, TransactionMode::ReadWrite)
    }
}

async fn forget(transaction: &Transaction, id: u64) -> Result<(), Error> {
    for store in [STATES, HISTORY] {
        transaction.object_store(store)?.delete(Query::KeyRange(all_of(id)?))?.await?;
    }
    Ok(())
}

async fn states(transaction: &Transaction, id: u64) -> Result<Vec<State>, Error> {
    let store = transaction.object_store(STATES)?;
    let states = store.get_all(Some(Query::KeyRange(all_of(id)?)), None)?.await?;
    Ok(states.iter().filter_map(value).collect())
}

/// Puts a state into the history, and takes out those that are kept no longer.
async fn keep(
    transaction: &Transaction,
    id: u64,
    state: State,
    snapshot: &JsValue,
    now: u64,
) -> Result<(), Error> {
    let at = moment(id, state.time);
    put(&transaction.object_store(STATES)?, &at, &pack(&state)).await?;
    put(&transaction.object_store(HISTORY)?, &at, snapshot).await?;
    let sizes: Vec<_> =
        states(transaction, id).await?.iter().map(|state| (state.time, state.bytes)).collect();
    for time in dropped(&sizes, now) {
        for store in [STATES, HISTORY] {
            let store = transaction.object_store(store)?;
            store.delete(Query::Key(moment(id, time)))?.await?;
        }
    }
    Ok(())
}

async fn put(store: &ObjectStore, key: &JsValue, value: &JsValue) -> Result<(), Error> {
    store.put(value, Some(key))?.await.map(drop)
}

/// Ends a transaction; one that was taken back is a failure, which storage that is full shows by.
async fn commit(transaction: Transaction) -> Result<(), Error> {
    let any = transaction.object_store(CARDS)?;
    match transaction.commit()?.await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => {
            Err(any.transaction().error().map_or(Error::DomExceptionNotFound, Error::DomException))
        }
    }
}

/// Milliseconds since 1970 are exact as a number for longer than there are computers.
#[allow(clippy::cast_precision_loss)]
fn key(id: u64) -> JsValue {
    JsValue::from(id as f64)
}

fn moment(id: u64, time: u64) -> JsValue {
    Array::of2(&key(id), &key(time)).into()
}

/// Every moment of a workspace: an array comes after all numbers.
fn all_of(id: u64) -> Result<KeyRange, Error> {
    let (first, last) = (Array::of1(&key(id)), Array::of2(&key(id), &Array::new()));
    KeyRange::bound(&first, &last, None, None)
}

fn array(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

fn pack(value: &impl Serialize) -> JsValue {
    array(&cyclotron_worker::encode(value))
}

fn value<T: DeserializeOwned>(stored: &JsValue) -> Option<T> {
    cyclotron_worker::decode(&bytes(stored))
}

/// Whether it failed because the storage is full.
pub fn is_full(error: &Error) -> bool {
    matches!(error, Error::DomException(error) if error.name() == "QuotaExceededError")
}
