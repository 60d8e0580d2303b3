//! Reads and writes records within a transaction.

use idb::{Error, ObjectStore, Query, Transaction, TransactionResult};
use wasm_bindgen::JsValue;

use super::WORKSPACES;
use super::keys::{all_of, array, bytes};

/// The record with a key in a store, if it has one.
pub async fn stored(
    transaction: &Transaction,
    store: &str,
    key: &JsValue,
) -> Result<Option<Vec<u8>>, Error> {
    Ok(transaction.object_store(store)?.get(key.clone())?.await?.as_ref().map(bytes))
}

/// Every record of a workspace in a store, with its key.
pub async fn all(
    transaction: &Transaction,
    store: &str,
    id: u64,
) -> Result<Vec<(JsValue, Vec<u8>)>, Error> {
    let store = transaction.object_store(store)?;
    let own = || all_of(id).map(Query::KeyRange);
    let keys = store.get_all_keys(Some(own()?), None)?.await?;
    let values = store.get_all(Some(own()?), None)?.await?;
    Ok(keys.into_iter().zip(values.iter().map(bytes)).collect())
}

/// Writes a record.
pub async fn put(store: &ObjectStore, key: &JsValue, record: &[u8]) -> Result<(), Error> {
    store.put(&array(record), Some(key))?.await.map(drop)
}

/// Commits a transaction. An aborted one is an error: that is how a full storage shows.
pub async fn commit(transaction: Transaction) -> Result<(), Error> {
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
