//! Remembers which workspace a tab shows: a reload opens the same one, and a new tab the one that was used last.

use gloo::storage::{LocalStorage, SessionStorage, Storage};

const KEY: &str = "open-workspace";
/// The key of earlier builds. It is only read: an earlier build would report a workspace that it does not know as
/// deleted by the browser.
const LEGACY_KEY: &str = "workspace";
/// The id for the workspace of the builds that had a single one. No other workspace gets it, since ids are times.
pub const FIRST: u64 = 1;

/// The id of the workspace that this tab showed, or of the one that any tab used last.
pub fn get() -> Option<u64> {
    let of = |key| SessionStorage::get(key).or_else(|_| LocalStorage::get(key)).ok();
    of(KEY).or_else(|| of(LEGACY_KEY))
}

/// Remembers the workspace of this tab; ignores 0, the id of a workspace that was never saved.
pub fn set(id: u64) {
    if id > 0 {
        // If the browser refuses, the page starts with the newest workspace.
        let _ = SessionStorage::set(KEY, id);
        let _ = LocalStorage::set(KEY, id);
    }
}
