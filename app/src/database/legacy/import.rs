//! Imports the workspaces of the legacy database, each time the page starts.
//!
//! The legacy database is only read, so an old build that is still open, or deployed again, finds its work. If
//! it has saved since the last import while the imported workspace was changed here as well, the import becomes
//! a second workspace: neither is overwritten.

use std::collections::BTreeMap;

use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Error, Query, TransactionMode};

use super::{LegacyCard, Stored};
use crate::database::Database;
use crate::database::current;
use crate::database::keys::{all_of, bytes, key, number, time};
use crate::database::legacy;
use crate::session::Ids;
use crate::words::storage::database as words;

const DATABASE: &str = "cyclotron";
const VERSION: u32 = 2;
/// Summaries by the workspace's id.
const CARDS: &str = "workspaces";
/// The newest state of each, by id.
const SNAPSHOTS: &str = "snapshots";
/// The versions that were marked in each, by id.
const VERSIONS: &str = "versions";
/// Summaries of the states of the history, by id and time.
const STATES: &str = "states";
/// The states, by id and time.
const HISTORY: &str = "history";
/// All of these.
const STORES: [&str; 5] = [CARDS, SNAPSHOTS, VERSIONS, STATES, HISTORY];
/// The store of the only workspace before there were several, and its key.
const ONLY: &str = "workspace";
const ONLY_SNAPSHOT: &str = "snapshot-2";
/// The id under which that workspace is imported. No other workspace has it, since ids are times.
const ONLY_ID: u64 = 0;

/// A workspace in the legacy database that cannot be read, or that has states which cannot.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LegacyUnread {
    /// Its id in the legacy database.
    pub id: u64,
    /// Its name; `None` if its summary cannot be read either.
    pub name: Option<String>,
    /// How many states of its history cannot be read; `None` if the workspace itself cannot be read.
    pub states: Option<usize>,
}

/// Imports every workspace that was saved since its last import. Returns those that cannot be read completely.
pub async fn import(database: &Database, ids: &mut Ids) -> Result<Vec<LegacyUnread>, Error> {
    let legacy_database = open().await?;
    let mut unread = vec![];
    let cards = {
        let transaction = legacy_database.transaction(&[CARDS], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(CARDS)?;
        let keys = store.get_all_keys(None, None)?.await?;
        let values = store.get_all(None, None)?.await?;
        keys.iter().map(number).zip(values.iter().map(bytes)).collect::<Vec<_>>()
    };
    let is_empty = cards.is_empty();
    for (id, card) in cards {
        let Some(card) = legacy::read::<LegacyCard>(&card) else {
            unread.push(LegacyUnread { id, name: None, states: None });
            continue;
        };
        let known = database.import_of(id).await?;
        let name = card.name.clone();
        let states = match known {
            Some(known) if known.saves == card.saves => known.unread.len(),
            known => {
                let stored = stored(&legacy_database, id, card).await?;
                let Some(converted) = legacy::convert(&stored, ids) else {
                    unread.push(LegacyUnread { id, name: Some(name), states: None });
                    continue;
                };
                let states = converted.unread.len();
                let into = known.map_or(id, |known| known.into);
                database.import(id, into, &words::from_before(&name), converted).await?;
                states
            }
        };
        if states > 0 {
            unread.push(LegacyUnread { id, name: Some(name), states: Some(states) });
        }
    }
    if is_empty {
        unread.extend(only(&legacy_database, database, ids).await?);
    }
    legacy_database.close();
    Ok(unread)
}

/// The stored bytes of every record of a workspace, with its store: for downloading an unreadable one.
pub async fn raw(id: u64) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let legacy_database = open().await?;
    // That workspace has a store of its own, in which everything belongs to it.
    let stores: &[&str] = if id == ONLY_ID { &[ONLY] } else { &STORES };
    let transaction = legacy_database.transaction(stores, TransactionMode::ReadOnly)?;
    let mut records = vec![];
    for &store in stores {
        let own = match store {
            ONLY => None,
            STATES | HISTORY => Some(Query::KeyRange(all_of(id)?)),
            _ => Some(Query::Key(key(id))),
        };
        let found = transaction.object_store(store)?.get_all(own, None)?.await?;
        records.extend(found.iter().map(|record| (store.to_owned(), bytes(record))));
    }
    legacy_database.close();
    Ok(records)
}

/// Deletes a workspace from the legacy database, if its newest state was imported.
pub async fn delete(database: &Database, id: u64) -> Result<(), Error> {
    let Some(known) = database.import_of(id).await? else { return Ok(()) };
    let legacy_database = open().await?;
    let transaction = legacy_database.transaction(&STORES, TransactionMode::ReadWrite)?;
    let card = transaction.object_store(CARDS)?.get(key(id))?.await?;
    let card = card.and_then(|card| legacy::read::<LegacyCard>(&bytes(&card)));
    if card.is_some_and(|card| card.saves == known.saves) {
        for store in [CARDS, SNAPSHOTS, VERSIONS] {
            transaction.object_store(store)?.delete(Query::Key(key(id)))?.await?;
        }
        for store in [STATES, HISTORY] {
            transaction.object_store(store)?.delete(Query::KeyRange(all_of(id)?))?.await?;
        }
    }
    transaction.commit()?.await?;
    legacy_database.close();
    Ok(())
}

/// Opens the legacy database. Creates it in the same way as the old builds if it does not exist.
async fn open() -> Result<idb::Database, Error> {
    let mut builder = DatabaseBuilder::new(DATABASE).version(VERSION);
    for store in [ONLY, CARDS, SNAPSHOTS, VERSIONS, STATES, HISTORY] {
        builder = builder.add_object_store(ObjectStoreBuilder::new(store));
    }
    builder.build().await
}

/// Reads everything that belongs to a workspace.
async fn stored(
    legacy_database: &idb::Database,
    id: u64,
    card: LegacyCard,
) -> Result<Stored, Error> {
    let stores = [SNAPSHOTS, VERSIONS, STATES, HISTORY];
    let transaction = legacy_database.transaction(&stores, TransactionMode::ReadOnly)?;
    let get = async |store: &str| transaction.object_store(store)?.get(key(id))?.await;
    let snapshot = get(SNAPSHOTS).await?.as_ref().map(bytes).unwrap_or_default();
    let versions = get(VERSIONS).await?.as_ref().map(bytes).unwrap_or_default();
    let own = || all_of(id).map(Query::KeyRange);
    let all = async |store: &str| {
        let store = transaction.object_store(store)?;
        let keys = store.get_all_keys(Some(own()?), None)?.await?;
        let values = store.get_all(Some(own()?), None)?.await?;
        let records = keys.iter().map(time).zip(values.iter().map(bytes));
        Ok::<_, Error>(records.collect::<BTreeMap<_, _>>())
    };
    let (states, history) = (all(STATES).await?, all(HISTORY).await?);
    let (history, unread) = legacy::paired(states, history);
    Ok(Stored { card, snapshot, versions, history, unread })
}

/// Imports the workspace of the builds that had a single one. Returns it if it cannot be read.
async fn only(
    legacy_database: &idb::Database,
    database: &Database,
    ids: &mut Ids,
) -> Result<Option<LegacyUnread>, Error> {
    let transaction = legacy_database.transaction(&[ONLY], TransactionMode::ReadOnly)?;
    let store = transaction.object_store(ONLY)?;
    let Some(bytes) = store.get(wasm_bindgen::JsValue::from(ONLY_SNAPSHOT))?.await? else {
        return Ok(None);
    };
    if database.import_of(ONLY_ID).await?.is_some() {
        return Ok(None);
    }
    let snapshot = crate::database::keys::bytes(&bytes);
    let Some(converted) = legacy::only(&snapshot, words::NAME, ids) else {
        return Ok(Some(LegacyUnread { id: ONLY_ID, name: None, states: None }));
    };
    let id = database.import(ONLY_ID, current::FIRST, words::NAME, converted).await?;
    current::set(id);
    Ok(None)
}
