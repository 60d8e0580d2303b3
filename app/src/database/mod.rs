//! The workspaces in `IndexedDB`.
//!
//! [`record`] has the records of each store, which carry a version and are migrated when they are read; [`keys`] their
//! keys. [`revisions`] plans in pure functions which bundles a save writes and which records of the history it
//! removes; `loading` and `saving` run the transactions. [`legacy`] imports what earlier builds stored.
//!
//! Invariants: a record that cannot be read is kept until the user deletes it; a save of a tab never overwrites a newer
//! one of another tab; the database of earlier builds, `cyclotron`, is never changed.

pub mod card;
pub mod changed;
pub mod current;
mod history;
pub mod keys;
pub mod last_saved;
pub mod legacy;
mod loading;
pub mod record;
pub mod revisions;
mod saving;
mod transaction;

use cyclotron_core::BundleId;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Error, Transaction, TransactionMode};

use self::card::Card;
use self::record::{Id, StateRecord, Unreadable};
use self::revisions::StateToSave;
pub use self::transaction::is_full;
use crate::session::{BesideMap, VersionMap};

const DATABASE: &str = "cyclotron-work";
/// [`record::WorkspaceRecord`]s by the workspace's id.
const WORKSPACES: &str = "workspaces";
/// [`record::BundleRecord`]s by the workspace's id, the bundle's id and the revision.
const BUNDLES: &str = "bundles";
/// [`record::VersionsRecord`]s by the workspace's id and the bundle's id.
const VERSIONS: &str = "versions";
/// [`record::StateRecord`]s of the history by the workspace's id and the state's time.
const STATES: &str = "states";
/// [`record::BesideRecord`]s by the workspace's id and their own.
const BESIDE: &str = "beside";
/// [`record::ImportRecord`]s by the id that the workspace had in the legacy database.
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
    pub beside: BesideMap,
}

/// The data that one save writes.
#[derive(Clone, Default)]
pub struct Save {
    /// The workspace; id 0 creates a new one.
    pub card: Card,
    /// The newest state.
    pub next: StateToSave,
    /// The versions records that have changed; `None` if a bundle has no versions any more.
    pub versions: Vec<(BundleId, Option<Vec<u8>>)>,
    /// The new records of files beside bundles.
    pub beside: Vec<(Id, Vec<u8>)>,
    /// The time of the newest state in the history; `None` to add no state because the storage is full.
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

    /// A read transaction on these stores.
    fn read(&self, stores: &[&str]) -> Result<Transaction, Error> {
        self.0.transaction(stores, TransactionMode::ReadOnly)
    }

    /// A write transaction on all stores, so that the writes of several tabs never interleave.
    fn write(&self) -> Result<Transaction, Error> {
        let stores = [WORKSPACES, BUNDLES, VERSIONS, STATES, BESIDE, IMPORTS];
        self.0.transaction(&stores, TransactionMode::ReadWrite)
    }
}
