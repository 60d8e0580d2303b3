//! Converts ids and times to keys of `IndexedDB` and back.

use std::fmt::Display;

use cyclotron_core::BundleId;
use idb::{Error, KeyRange};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The key of a workspace. Its id is a time in milliseconds, which an `f64` holds exactly.
#[allow(clippy::cast_precision_loss)]
pub fn key(id: u64) -> JsValue {
    JsValue::from(id as f64)
}

/// The number of a [`key`]; 0 if the key is not a number.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn number(key: &JsValue) -> u64 {
    key.as_f64().unwrap_or_default() as u64
}

/// A value that can be the second part of a key.
pub trait Part {
    /// The value for the browser.
    fn part(&self) -> JsValue;
}

impl Part for u64 {
    fn part(&self) -> JsValue {
        key(*self)
    }
}

impl Part for super::record::Id {
    fn part(&self) -> JsValue {
        text_of(self)
    }
}

/// The key of a record that belongs to a workspace.
pub fn moment(id: u64, part: &impl Part) -> JsValue {
    Array::of2(&key(id), &part.part()).into()
}

/// The key of a revision of a bundle.
pub fn bundle(id: u64, of: BundleId, revision: u64) -> JsValue {
    Array::of3(&key(id), &text_of(&of), &key(revision)).into()
}

/// The range of all keys that begin with a workspace's id. Arrays sort after all numbers and strings.
pub fn all_of(id: u64) -> Result<KeyRange, Error> {
    let (first, last) = (Array::of1(&key(id)), Array::of2(&key(id), &Array::new()));
    KeyRange::bound(&first, &last, None, None)
}

/// The bundle's id in a key.
pub fn of_bundle(key: &JsValue) -> Option<BundleId> {
    second(key)?.as_string()?.parse().ok()
}

/// The time in the key of a state; 0 if it has none.
pub fn time(key: &JsValue) -> u64 {
    second(key).map_or(0, |time| number(&time))
}

/// A readable form of a key.
pub fn text(key: &JsValue) -> String {
    let list = key.dyn_ref::<Array>();
    list.map_or_else(String::new, |list| String::from(list.join(" ")))
}

/// Converts bytes to the value that is stored.
pub fn array(bytes: &[u8]) -> JsValue {
    Uint8Array::from(bytes).into()
}

/// Converts a stored value to bytes.
pub fn bytes(value: &JsValue) -> Vec<u8> {
    Uint8Array::new(value).to_vec()
}

fn second(key: &JsValue) -> Option<JsValue> {
    Some(key.dyn_ref::<Array>()?.get(1))
}

fn text_of(text: &impl Display) -> JsValue {
    JsValue::from(text.to_string())
}
