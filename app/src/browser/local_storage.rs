//! Small choices of the person that outlive a reload: local storage, a key for each.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What was kept under a key; none where nothing was, or nothing that can be read.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(key).ok()
}

/// Keeps something. A browser that keeps nothing has it until the reload.
pub fn write<T: Serialize>(key: &str, value: &T) {
    let _ = LocalStorage::set(key, value);
}

/// Keeps a signal in step, from now on.
pub fn follow<T: Serialize + Send + Sync + 'static>(key: &'static str, signal: RwSignal<T>) {
    Effect::new(move || signal.with(|value| write(key, value)));
}
