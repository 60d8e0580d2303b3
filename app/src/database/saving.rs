//! Writes workspaces, and the states of their history.

use idb::{Error, Query, Transaction};

use super::card::{Card, Reason};
use super::keys::{all_of, bundle, key, moment, of_bundle};
use super::record::{Id, StateRecord, WorkspaceRecord, decode, encode};
use super::revisions::{self, Missing, Plan, Revision, StateToSave};
use super::transaction::{all, commit, put, stored};
use super::{BESIDE, BUNDLES, Database, OF_WORKSPACE, Outcome, STATES, Save, VERSIONS, WORKSPACES};

impl Database {
    /// Saves a workspace, unless another tab has saved it since this one last did. The state before goes into
    /// the history if [`worth_keeping`](super::card::HistoryState::worth_keeping) says so.
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
