//! Reads workspaces, and the states of their history.

use std::collections::BTreeMap;

use cyclotron_core::sort::CompactSort;
use cyclotron_core::{Bundle, BundleId};
use idb::{Error, Transaction};

use super::card::{Card, Entry, HistoryState};
use super::keys::{bundle, bytes, key, moment, number, of_bundle};
use super::record::{
    BesideRecord, BundleRecord, BundleRef, StateRecord, Unreadable, VersionsRecord,
    WorkspaceRecord, decode,
};
use super::transaction::{all, stored};
use super::{BESIDE, BUNDLES, Database, Loaded, OF_WORKSPACE, STATES, VERSIONS, WORKSPACES, Whole};

impl Database {
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
                Err(why) => Entry::Unread { key: id, name: None, why },
            }
        };
        let mut cards: Vec<_> = keys.iter().zip(&values).map(entry).collect();
        let time = |entry: &Entry<Card>| match entry {
            Entry::Read(card) => card.state.time,
            Entry::Unread { .. } => 0,
        };
        cards.compact_sort_by_key(|card| std::cmp::Reverse(time(card)));
        Ok(cards)
    }

    /// Loads a workspace; returns `None` if no workspace has this id.
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
        let versions = by_id(&transaction, VERSIONS, id, |record| {
            decode::<VersionsRecord>(record).and_then(VersionsRecord::versions)
        });
        let versions = match versions.await? {
            Ok(versions) => versions,
            Err(why) => return Ok(Some(Err(why))),
        };
        let beside = by_id(&transaction, BESIDE, id, |record| {
            decode::<BesideRecord>(record).and_then(BesideRecord::beside)
        });
        let beside = beside.await?;
        Ok(Some(beside.map(|beside| Whole { card, newest, versions, beside })))
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
                records.push((format!("{store} {}", super::keys::text(&at)), record));
            }
        }
        Ok(records)
    }

    /// Lists the states in the history of a workspace, the newest first, with those that cannot be read.
    pub async fn states(&self, id: u64) -> Result<Vec<Entry<HistoryState>>, Error> {
        let transaction = self.read(&[STATES])?;
        let states = all(&transaction, STATES, id).await?;
        let entry = |(at, record): (_, Vec<u8>)| match decode::<StateRecord>(&record) {
            Ok(record) => Entry::Read(HistoryState::of(&record)),
            Err(why) => Entry::Unread { key: super::keys::time(&at), name: None, why },
        };
        Ok(states.into_iter().rev().map(entry).collect())
    }

    /// Loads one bundle of a state of the history; `None` if the state or the bundle no longer exists.
    pub async fn bundle_in_state(
        &self,
        id: u64,
        time: u64,
        wanted: BundleId,
    ) -> Result<Option<Result<Bundle, Unreadable>>, Error> {
        let transaction = self.read(&[STATES, BUNDLES])?;
        let Some(record) = stored(&transaction, STATES, &moment(id, &time)).await? else {
            return Ok(None);
        };
        let state = match decode::<StateRecord>(&record) {
            Ok(state) => state,
            Err(why) => return Ok(Some(Err(why))),
        };
        let Some(reference) = state.bundles.iter().find(|bundle| bundle.id.0 == wanted) else {
            return Ok(None);
        };
        bundle_of(&transaction, id, reference).await.map(Some)
    }

    /// Loads a state of the history; `None` if it no longer exists.
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
}

/// Reads the records of a workspace in a store whose keys end with an id. The first that cannot be read is the error.
async fn by_id<T>(
    transaction: &Transaction,
    store: &str,
    id: u64,
    read: impl Fn(&[u8]) -> Result<T, Unreadable>,
) -> Result<Result<BTreeMap<BundleId, T>, Unreadable>, Error> {
    let records = all(transaction, store, id).await?.into_iter();
    let records = records.map(|(at, record)| {
        let contents = read(&record)?;
        Ok((of_bundle(&at).ok_or(Unreadable::Damaged)?, contents))
    });
    Ok(records.collect())
}

/// Loads a stored revision of a bundle.
async fn bundle_of(
    transaction: &Transaction,
    id: u64,
    reference: &BundleRef,
) -> Result<Result<Bundle, Unreadable>, Error> {
    let at = bundle(id, reference.id.0, reference.revision);
    let record = stored(transaction, BUNDLES, &at).await?.ok_or(Unreadable::Damaged);
    Ok(record.and_then(|it| decode::<BundleRecord>(&it)).and_then(BundleRecord::bundle))
}

/// Loads the bundles of a state.
async fn loaded(
    transaction: &Transaction,
    id: u64,
    state: StateRecord,
) -> Result<Result<Loaded, Unreadable>, Error> {
    let mut bundles = vec![];
    for reference in &state.bundles {
        match bundle_of(transaction, id, reference).await? {
            Ok(read) => bundles.push(read),
            Err(why) => return Ok(Err(why)),
        }
    }
    Ok(Ok(Loaded { state, bundles }))
}
