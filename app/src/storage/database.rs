//! The workspaces in `IndexedDB`: the stores, and the transactions on them.
//!
//! Earlier builds used another database, `cyclotron`, which is never changed: see `legacy/import.rs`.

pub mod changed;
pub mod history;
pub mod keys;
pub mod last_saved;
pub mod record;
pub mod revisions;

use std::collections::BTreeMap;

use cyclotron_core::BundleId;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Error, ObjectStore, Query, Transaction, TransactionMode, TransactionResult};

use self::keys::{all_of, array, bundle, bytes, key, moment, number, of_bundle};
use self::record::{
    BesideRecord, BundleRecord, Id, ImportRecord, StateRecord, Unreadable, VersionsRecord,
    WorkspaceRecord, decode, encode,
};
use self::revisions::{Missing, Plan, Revision, StateToSave};
use super::card::{Card, Entry, Reason, State};
use super::legacy::Converted;
use crate::session::{Beside, VersionMap};

const DATABASE: &str = "cyclotron-work";
/// [`WorkspaceRecord`]s by the workspace's id.
const WORKSPACES: &str = "workspaces";
/// [`BundleRecord`]s by the workspace's id, the bundle's id and the revision.
const BUNDLES: &str = "bundles";
/// [`VersionsRecord`]s by the workspace's id and the bundle's id.
const VERSIONS: &str = "versions";
/// [`StateRecord`]s of the history by the workspace's id and the state's time.
const STATES: &str = "states";
/// [`BesideRecord`]s by the workspace's id and their own.
const BESIDE: &str = "beside";
/// [`ImportRecord`]s by the id that the workspace had in the legacy database.
const IMPORTS: &str = "imports";

/// The stores whose keys begin with the workspace's id.
const OF_WORKSPACE: [&str; 4] = [BUNDLES, VERSIONS, STATES, BESIDE];

/// The database with all workspaces.
pub struct Database(idb::Database);

/// A state with its bundles.
#[derive(Default)]
pub struct Loaded {
    /// The state.
    pub state: StateRecord,
    /// Its bundles.
    pub bundles: Vec<cyclotron_core::Bundle>,
}

/// A workspace with everything that belongs to it except the history.
#[derive(Default)]
pub struct Whole {
    /// Its summary.
    pub card: Card,
    /// The newest state.
    pub newest: Loaded,
    /// The versions that were marked.
    pub versions: VersionMap,
    /// The files beside its bundles.
    pub beside: BTreeMap<BundleId, Beside>,
}

/// The data that one save writes.
#[derive(Clone, Default)]
pub struct Save {
    /// The workspace; id 0 creates a new one.
    pub card: Card,
    /// The newest state.
    pub next: StateToSave,
    /// The versions records that have changed; none if a bundle has no versions any more.
    pub versions: Vec<(BundleId, Option<Vec<u8>>)>,
    /// The new records of files beside bundles.
    pub beside: Vec<(Id, Vec<u8>)>,
    /// The time of the newest state in the history; none to add no state because the storage is full.
    pub last_kept: Option<u64>,
}

/// How a save ended.
pub enum Outcome {
    /// Saved: the new card, and the time of the newest state in the history.
    Saved(Card, u64),
    /// Another tab has saved since, so nothing was written.
    Elsewhere,
    /// The stored workspace cannot be read, so nothing was written.
    Unread(Unreadable),
    /// An unchanged bundle is missing from the database, so nothing was written.
    Missing,
}

impl Database {
    /// Opens the storage.
    pub async fn open() -> Result<Self, Error> {
        let mut builder = DatabaseBuilder::new(DATABASE).version(1);
        for store in [WORKSPACES, BUNDLES, VERSIONS, STATES, BESIDE, IMPORTS] {
            builder = builder.add_object_store(ObjectStoreBuilder::new(store));
        }
        let mut database = builder.build().await?;
        // A newer build can only upgrade the database once this connection is closed.
        database.on_version_change(|event| {
            if let Ok(database) = idb::DatabaseEvent::database(&event) {
                database.close();
            }
        });
        database.forget_callbacks();
        Ok(Self(database))
    }

    /// Lists all workspaces, the most recently changed first, with those that cannot be read.
    pub async fn cards(&self) -> Result<Vec<Entry<Card>>, Error> {
        let transaction = self.read(&[WORKSPACES])?;
        let store = transaction.object_store(WORKSPACES)?;
        let (keys, values) =
            (store.get_all_keys(None, None)?.await?, store.get_all(None, None)?.await?);
        let entry = |(key, value): (&_, &_)| {
            let id = number(key);
            match decode::<WorkspaceRecord>(&bytes(value)) {
                Ok(record) => Entry::Read(Card::of(id, &record)),
                Err(why) => Entry::Unread { key: id, why },
            }
        };
        let mut cards: Vec<_> = keys.iter().zip(&values).map(entry).collect();
        let time = |entry: &Entry<Card>| match entry {
            Entry::Read(card) => card.state.time,
            Entry::Unread { .. } => 0,
        };
        cards.sort_by_key(|card| std::cmp::Reverse(time(card)));
        Ok(cards)
    }

    /// Loads a workspace; returns none if no workspace has this id.
    pub async fn load(&self, id: u64) -> Result<Option<Result<Whole, Unreadable>>, Error> {
        let transaction = self.read(&[WORKSPACES, BUNDLES, VERSIONS, BESIDE])?;
        let Some(record) = stored(&transaction, WORKSPACES, &key(id)).await? else {
            return Ok(None);
        };
        let record = match decode::<WorkspaceRecord>(&record) {
            Ok(record) => record,
            Err(why) => return Ok(Some(Err(why))),
        };
        let card = Card::of(id, &record);
        let newest = match loaded(&transaction, id, record.state).await? {
            Ok(newest) => newest,
            Err(why) => return Ok(Some(Err(why))),
        };
        let mut versions = VersionMap::new();
        for (at, record) in all(&transaction, VERSIONS, id).await? {
            let read = decode::<VersionsRecord>(&record).and_then(VersionsRecord::versions);
            match (of_bundle(&at), read) {
                (Some(bundle), Ok(read)) => drop(versions.insert(bundle, read)),
                (_, Err(why)) => return Ok(Some(Err(why))),
                (None, _) => return Ok(Some(Err(Unreadable::Damaged))),
            }
        }
        let mut beside = BTreeMap::new();
        for (at, record) in all(&transaction, BESIDE, id).await? {
            let read = decode::<BesideRecord>(&record).and_then(BesideRecord::beside);
            match (of_bundle(&at), read) {
                (Some(own), Ok(read)) => drop(beside.insert(own, read)),
                (_, Err(why)) => return Ok(Some(Err(why))),
                (None, _) => return Ok(Some(Err(Unreadable::Damaged))),
            }
        }
        Ok(Some(Ok(Whole { card, newest, versions, beside })))
    }

    /// The stored bytes of every record of a workspace, with store and key: for downloading an unreadable one.
    pub async fn raw(&self, id: u64) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let transaction = self.read(&[WORKSPACES, BUNDLES, VERSIONS, STATES, BESIDE])?;
        let mut records = vec![];
        if let Some(record) = stored(&transaction, WORKSPACES, &key(id)).await? {
            records.push((WORKSPACES.to_owned(), record));
        }
        for store in OF_WORKSPACE {
            for (at, record) in all(&transaction, store, id).await? {
                records.push((format!("{store} {}", self::keys::text(&at)), record));
            }
        }
        Ok(records)
    }

    /// Saves a workspace, unless another tab has saved it since this one last did. The state before goes into
    /// the history if [`State::worth_keeping`] says so.
    pub async fn save(&self, save: Save) -> Result<Outcome, Error> {
        let transaction = self.write()?;
        let workspaces = transaction.object_store(WORKSPACES)?;
        let Save { mut card, next, versions, beside, last_kept } = save;
        if card.id == 0 {
            card.id = next.time;
            while workspaces.get(key(card.id))?.await?.is_some() {
                card.id += 1;
            }
        }
        let before = stored(&transaction, WORKSPACES, &key(card.id)).await?;
        let before = match before.map(|record| decode::<WorkspaceRecord>(&record)).transpose() {
            Ok(before) => before,
            Err(why) => return Ok(Outcome::Unread(why)),
        };
        if before.as_ref().is_some_and(|before| before.saves > card.saves) {
            return Ok(Outcome::Elsewhere);
        }
        let now = next.time;
        let plan = match revisions::save(&card.name, before.as_ref(), next, last_kept) {
            Ok(plan) => plan,
            Err(Missing) => return Ok(Outcome::Missing),
        };
        let is_kept = plan.keep.is_some();
        let record = apply(&transaction, card.id, plan, now).await?;
        for (id, versions) in versions {
            let (store, at) = (transaction.object_store(VERSIONS)?, moment(card.id, &Id(id)));
            match versions {
                Some(versions) => put(&store, &at, &versions).await?,
                None => store.delete(Query::Key(at))?.await?,
            }
        }
        for (id, files) in beside {
            put(&transaction.object_store(BESIDE)?, &moment(card.id, &id), &files).await?;
        }
        commit(transaction).await?;
        let kept = if is_kept { now } else { last_kept.unwrap_or_default() };
        Ok(Outcome::Saved(Card::of(card.id, &record), kept))
    }

    /// Gives a workspace another name.
    pub async fn rename(&self, id: u64, name: &str) -> Result<(), Error> {
        self.change(id, |record| name.clone_into(&mut record.name)).await
    }

    /// Deletes a workspace with its history.
    pub async fn delete(&self, id: u64) -> Result<(), Error> {
        let transaction = self.write()?;
        transaction.object_store(WORKSPACES)?.delete(Query::Key(key(id)))?.await?;
        for store in OF_WORKSPACE {
            let own = Query::KeyRange(all_of(id)?);
            transaction.object_store(store)?.delete(own)?.await?;
        }
        commit(transaction).await
    }

    /// Lists the states in the history of a workspace, the newest first, with those that cannot be read.
    pub async fn states(&self, id: u64) -> Result<Vec<Entry<State>>, Error> {
        let transaction = self.read(&[STATES])?;
        let states = all(&transaction, STATES, id).await?;
        let entry = |(at, record): (_, Vec<u8>)| match decode::<StateRecord>(&record) {
            Ok(record) => Entry::Read(State::of(&record)),
            Err(why) => Entry::Unread { key: self::keys::time(&at), why },
        };
        Ok(states.into_iter().rev().map(entry).collect())
    }

    /// Loads a state of the history; none if it no longer exists.
    pub async fn state(
        &self,
        id: u64,
        time: u64,
    ) -> Result<Option<Result<Loaded, Unreadable>>, Error> {
        let transaction = self.read(&[STATES, BUNDLES])?;
        let Some(record) = stored(&transaction, STATES, &moment(id, &time)).await? else {
            return Ok(None);
        };
        match decode::<StateRecord>(&record) {
            Ok(record) => loaded(&transaction, id, record).await.map(Some),
            Err(why) => Ok(Some(Err(why))),
        }
    }

    /// Adds `open` to the history; without it, the newest stored state.
    pub async fn keep(
        &self,
        id: u64,
        open: Option<StateToSave>,
        reason: Reason,
    ) -> Result<(), Error> {
        let transaction = self.write()?;
        let record = stored(&transaction, WORKSPACES, &key(id)).await?;
        let Some(Ok(record)) = record.map(|record| decode::<WorkspaceRecord>(&record)) else {
            return Ok(());
        };
        let now = open.as_ref().map_or(record.state.time, |state| state.time);
        let plan = match open {
            Some(state) => revisions::keep_open(record, state, reason),
            None => revisions::keep_stored(record, reason),
        };
        apply(&transaction, id, plan, now).await?;
        commit(transaction).await
    }

    /// Deletes the history of a workspace to make room, including states that cannot be read.
    pub async fn forget(&self, id: u64) -> Result<(), Error> {
        let transaction = self.write()?;
        let record = stored(&transaction, WORKSPACES, &key(id)).await?;
        if let Some(Ok(mut record)) = record.map(|record| decode::<WorkspaceRecord>(&record)) {
            let (states, _) = states(&transaction, id).await?;
            let pruned = revisions::prune(&mut record, &states, 0, true);
            delete(&transaction, id, &pruned.delete).await?;
            put(&transaction.object_store(WORKSPACES)?, &key(id), &encode(&record)).await?;
        }
        let own = Query::KeyRange(all_of(id)?);
        transaction.object_store(STATES)?.delete(own)?.await?;
        commit(transaction).await
    }

    /// The record of an earlier import of a workspace from the legacy database.
    pub async fn import_of(&self, legacy_id: u64) -> Result<Option<ImportRecord>, Error> {
        let transaction = self.read(&[IMPORTS])?;
        let record = stored(&transaction, IMPORTS, &key(legacy_id)).await?;
        Ok(record.and_then(|record| decode::<ImportRecord>(&record).ok()))
    }

    /// Stores an imported workspace under the id `into` and returns the id that it got.
    ///
    /// A workspace that is already stored under `into` is only replaced if an earlier import put it there and
    /// nothing changed since. Otherwise the import gets the next free id and the name `name_beside`.
    pub async fn import(
        &self,
        legacy_id: u64,
        into: u64,
        name_beside: &str,
        mut converted: Converted,
    ) -> Result<u64, Error> {
        let saves = converted.workspace.saves;
        let transaction = self.write()?;
        let imports = transaction.object_store(IMPORTS)?;
        let known = stored(&transaction, IMPORTS, &key(legacy_id)).await?;
        let known = known.and_then(|record| decode::<ImportRecord>(&record).ok());
        // Another tab has imported it in the meantime.
        if let Some(known) = known.as_ref().filter(|known| known.saves == saves) {
            return Ok(known.into);
        }
        let mut id = into;
        loop {
            let Some(record) = stored(&transaction, WORKSPACES, &key(id)).await? else { break };
            let stored_saves = decode::<WorkspaceRecord>(&record).map(|record| record.saves);
            let is_as_it_was = known
                .as_ref()
                .is_some_and(|known| known.into == id && Ok(known.after) == stored_saves);
            if is_as_it_was {
                for store in OF_WORKSPACE {
                    let own = Query::KeyRange(all_of(id)?);
                    transaction.object_store(store)?.delete(own)?.await?;
                }
                break;
            }
            id += 1;
            name_beside.clone_into(&mut converted.workspace.name);
        }
        let Converted { workspace, bundles, versions, states, .. } = converted;
        for ((of, revision), record) in bundles {
            put(&transaction.object_store(BUNDLES)?, &bundle(id, of, revision), &record).await?;
        }
        for (of, record) in versions {
            put(&transaction.object_store(VERSIONS)?, &moment(id, &Id(of)), &record).await?;
        }
        for state in states {
            let at = moment(id, &state.time);
            put(&transaction.object_store(STATES)?, &at, &encode(&state)).await?;
        }
        put(&transaction.object_store(WORKSPACES)?, &key(id), &encode(&workspace)).await?;
        let import = ImportRecord { saves, into: id, after: workspace.saves };
        put(&imports, &key(legacy_id), &encode(&import)).await?;
        commit(transaction).await?;
        Ok(id)
    }

    async fn change(
        &self,
        id: u64,
        change: impl FnOnce(&mut WorkspaceRecord),
    ) -> Result<(), Error> {
        let transaction = self.write()?;
        let record = stored(&transaction, WORKSPACES, &key(id)).await?;
        if let Some(Ok(mut record)) = record.map(|record| decode::<WorkspaceRecord>(&record)) {
            change(&mut record);
            put(&transaction.object_store(WORKSPACES)?, &key(id), &encode(&record)).await?;
        }
        commit(transaction).await
    }

    fn read(&self, stores: &[&str]) -> Result<Transaction, Error> {
        self.0.transaction(stores, TransactionMode::ReadOnly)
    }

    /// A write transaction on all stores, so that the writes of several tabs never interleave.
    fn write(&self) -> Result<Transaction, Error> {
        let stores = [WORKSPACES, BUNDLES, VERSIONS, STATES, BESIDE, IMPORTS];
        self.0.transaction(&stores, TransactionMode::ReadWrite)
    }
}

/// Writes the changes of a plan and returns the new workspace record.
async fn apply(
    transaction: &Transaction,
    id: u64,
    plan: Plan,
    now: u64,
) -> Result<WorkspaceRecord, Error> {
    let Plan { mut workspace, keep, put: new, delete: old } = plan;
    let bundles = transaction.object_store(BUNDLES)?;
    for ((of, revision), record) in new {
        put(&bundles, &bundle(id, of, revision), &record).await?;
    }
    delete(transaction, id, &old).await?;
    if let Some(state) = keep {
        let store = transaction.object_store(STATES)?;
        put(&store, &moment(id, &state.time), &encode(&state)).await?;
        let (states, is_whole) = states(transaction, id).await?;
        let pruned = revisions::prune(&mut workspace, &states, now, false);
        for time in pruned.states {
            store.delete(Query::Key(moment(id, &time)))?.await?;
        }
        // An unreadable state may refer to any record, so nothing is deleted.
        let (unneeded, beside_keys) = if is_whole {
            let beside = transaction.object_store(BESIDE)?;
            let own = Query::KeyRange(all_of(id)?);
            (pruned.delete, beside.get_all_keys(Some(own), None)?.await?)
        } else {
            (vec![], vec![])
        };
        delete(transaction, id, &unneeded).await?;
        let beside = transaction.object_store(BESIDE)?;
        for at in beside_keys {
            if of_bundle(&at).is_some_and(|own| !pruned.beside.contains(&Id(own))) {
                beside.delete(Query::Key(at))?.await?;
            }
        }
    }
    put(&transaction.object_store(WORKSPACES)?, &key(id), &encode(&workspace)).await?;
    Ok(workspace)
}

async fn delete(transaction: &Transaction, id: u64, revisions: &[Revision]) -> Result<(), Error> {
    let bundles = transaction.object_store(BUNDLES)?;
    for (of, revision) in revisions {
        bundles.delete(Query::Key(bundle(id, *of, *revision)))?.await?;
    }
    Ok(())
}

/// The readable states of a workspace, the oldest first, and whether all were readable.
async fn states(transaction: &Transaction, id: u64) -> Result<(Vec<StateRecord>, bool), Error> {
    let records = all(transaction, STATES, id).await?;
    let states = records.iter().filter_map(|(_, record)| decode::<StateRecord>(record).ok());
    let states: Vec<_> = states.collect();
    let is_whole = states.len() == records.len();
    Ok((states, is_whole))
}

/// Loads the bundles of a state.
async fn loaded(
    transaction: &Transaction,
    id: u64,
    state: StateRecord,
) -> Result<Result<Loaded, Unreadable>, Error> {
    let mut bundles = vec![];
    for reference in &state.bundles {
        let record =
            stored(transaction, BUNDLES, &bundle(id, reference.id.0, reference.revision)).await?;
        let read = record.ok_or(Unreadable::Damaged);
        match read.and_then(|it| decode::<BundleRecord>(&it)).and_then(BundleRecord::bundle) {
            Ok(read) => bundles.push(read),
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(Loaded { state, bundles }))
}

async fn stored(
    transaction: &Transaction,
    store: &str,
    key: &wasm_bindgen::JsValue,
) -> Result<Option<Vec<u8>>, Error> {
    Ok(transaction.object_store(store)?.get(key.clone())?.await?.as_ref().map(bytes))
}

/// Every record of a workspace in a store, with its key.
async fn all(
    transaction: &Transaction,
    store: &str,
    id: u64,
) -> Result<Vec<(wasm_bindgen::JsValue, Vec<u8>)>, Error> {
    let store = transaction.object_store(store)?;
    let own = || all_of(id).map(Query::KeyRange);
    let keys = store.get_all_keys(Some(own()?), None)?.await?;
    let values = store.get_all(Some(own()?), None)?.await?;
    Ok(keys.into_iter().zip(values.iter().map(bytes)).collect())
}

async fn put(store: &ObjectStore, key: &wasm_bindgen::JsValue, record: &[u8]) -> Result<(), Error> {
    store.put(&array(record), Some(key))?.await.map(drop)
}

/// Commits a transaction. An aborted one is an error: that is how a full storage shows.
async fn commit(transaction: Transaction) -> Result<(), Error> {
    let any = transaction.object_store(WORKSPACES)?;
    match transaction.commit()?.await? {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted => {
            Err(any.transaction().error().map_or(Error::DomExceptionNotFound, Error::DomException))
        }
    }
}

/// Whether an operation failed because the storage is full.
pub fn is_full(error: &Error) -> bool {
    matches!(error, Error::DomException(error) if error.name() == "QuotaExceededError")
}
