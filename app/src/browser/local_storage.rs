//! Small settings of the user in local storage, each under a key.

use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The value of a key; `None` if it is missing or cannot be read.
pub fn read<T: DeserializeOwned>(key: &str) -> Option<T> {
    LocalStorage::get(key).ok()
}

/// Stores a value. If the browser refuses, the value is lost at the reload.
pub fn write<T: Serialize>(key: &str, value: &T) {
    let _ = LocalStorage::set(key, value);
}

/// Stores a signal's value now and after each change.
pub fn follow<T: Serialize + Send + Sync + 'static>(key: &'static str, signal: RwSignal<T>) {
    Effect::new(move || signal.with(|value| write(key, value)));
}
