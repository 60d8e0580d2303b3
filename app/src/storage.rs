//! What survives a reload: the session in `IndexedDB`, the theme in local storage.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use idb::builder::{DatabaseBuilder, ObjectStoreBuilder};
use idb::{Database, TransactionMode};
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Saved, Session, Snapshot};

const DATABASE: &str = "cyclotron";
const STORE: &str = "workspace";
/// The number grows with the form of [`Snapshot`], unless something is added at its end: one of an
/// older form stays where it is.
const SNAPSHOT: &str = "snapshot-2";
const SAVES: &str = "saves";
/// Milliseconds of quiet before a change is written.
const QUIET: u32 = 200;

/// The saved session. Cloned freely.
#[derive(Clone)]
pub struct Storage {
    database: Rc<Database>,
    /// How often the session had been saved, by whichever tab, when this one last looked.
    saves: Rc<Cell<f64>>,
}

impl Storage {
    /// Opens the storage and reads what was saved. A snapshot of an older form is none.
    pub async fn open() -> Result<(Self, Option<Snapshot>), idb::Error> {
        let database = DatabaseBuilder::new(DATABASE)
            .version(1)
            .add_object_store(ObjectStoreBuilder::new(STORE))
            .build()
            .await?;
        let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(STORE)?;
        let saves = store.get(JsValue::from(SAVES))?.await?;
        let snapshot = store.get(JsValue::from(SNAPSHOT))?.await?;
        let saves = saves.and_then(|count| count.as_f64()).unwrap_or(0.0);
        let snapshot =
            snapshot.and_then(|bytes| Snapshot::decode(&Uint8Array::new(&bytes).to_vec()));
        Ok((Self { database: Rc::new(database), saves: Rc::new(Cell::new(saves)) }, snapshot))
    }

    /// Keeps the session saved from now on.
    pub fn keep(self, session: Session) {
        let timer: Rc<RefCell<Option<Timeout>>> = Rc::default();
        let first = Cell::new(true);
        Effect::new(move || {
            session.track_snapshot();
            if first.replace(false) {
                return;
            }
            session.saved.set(Saved::Pending);
            let storage = self.clone();
            let write = move || {
                spawn_local(async move {
                    let saved = match storage.write(&session.snapshot()).await {
                        Ok(true) => Saved::Yes,
                        Ok(false) => Saved::No(
                            "Cyclotron is open in another tab, which has saved since. Close one of \
                             the two; reload this one to see the other's work, or download first."
                                .to_owned(),
                        ),
                        Err(error) => Saved::No(format!(
                            "This browser could not save the work ({error}). Download the bundle \
                             before you close the page."
                        )),
                    };
                    session.saved.set(saved);
                });
            };
            *timer.borrow_mut() = Some(Timeout::new(QUIET, write));
        });
    }

    /// Writes, unless another tab has written since this one last looked: then nothing of the
    /// other's is lost, and the answer is false.
    async fn write(&self, snapshot: &Snapshot) -> Result<bool, idb::Error> {
        let transaction = self.database.transaction(&[STORE], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(STORE)?;
        let saves = store.get(JsValue::from(SAVES))?.await?;
        if saves.and_then(|count| count.as_f64()).unwrap_or(0.0) > self.saves.get() {
            return Ok(false);
        }
        let count = self.saves.get() + 1.0;
        let bytes = Uint8Array::from(snapshot.encode().as_slice());
        store.put(&bytes, Some(&JsValue::from(SNAPSHOT)))?.await?;
        store.put(&JsValue::from(count), Some(&JsValue::from(SAVES)))?.await?;
        transaction.commit()?.await?;
        self.saves.set(count);
        Ok(true)
    }
}
