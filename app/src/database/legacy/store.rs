//! Stores workspaces of the legacy database in the current one.

use idb::{Error, Query};

use super::Converted;
use crate::database::keys::{all_of, bundle, key, moment};
use crate::database::record::{Id, ImportRecord, WorkspaceRecord, decode, encode};
use crate::database::transaction::{commit, put, stored};
use crate::database::{BUNDLES, Database, IMPORTS, OF_WORKSPACE, STATES, VERSIONS, WORKSPACES};

impl Database {
    /// The record of an earlier import of a workspace from the legacy database.
    pub async fn import_of(&self, legacy_id: u64) -> Result<Option<ImportRecord>, Error> {
        let transaction = self.read(&[IMPORTS])?;
        let record = stored(&transaction, IMPORTS, &key(legacy_id)).await?;
        Ok(record.and_then(|record| decode::<ImportRecord>(&record).ok()))
    }

    /// Stores an imported workspace under the id `into` and returns the id that it got.
    ///
    /// A workspace that is already stored under `into` is only replaced if an earlier import put it there and
    /// nothing changed since. Otherwise the import gets the next free id. A workspace that has another id than in the
    /// legacy database is called `name_beside`.
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
        }
        if id != legacy_id {
            name_beside.clone_into(&mut converted.workspace.name);
        }
        let Converted { workspace, bundles, versions, states, unread } = converted;
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
        let import = ImportRecord { saves, into: id, after: workspace.saves, unread };
        put(&imports, &key(legacy_id), &encode(&import)).await?;
        commit(transaction).await?;
        Ok(id)
    }
}
