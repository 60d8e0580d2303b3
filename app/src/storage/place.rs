//! Which workspace a tab is at: it comes back to that after a reload, and a new tab begins with the one
//! that was used last.

use gloo::storage::{LocalStorage, SessionStorage, Storage};

const KEY: &str = "workspace";

/// The workspace that this tab was at, or the one that was used last in any.
pub fn get() -> Option<u64> {
    SessionStorage::get(KEY).or_else(|_| LocalStorage::get(KEY)).ok()
}

/// Remembers where this tab is; 0 is a workspace that was not saved yet.
pub fn set(id: u64) {
    if id > 0 {
        // A browser that keeps nothing begins with the newest workspace.
        let _ = SessionStorage::set(KEY, id);
        let _ = LocalStorage::set(KEY, id);
    }
}
