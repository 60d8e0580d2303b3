//! Summaries of workspaces and of their states, without the contents of the bundles.

use cyclotron_core::BundleId;
use serde::{Deserialize, Serialize};

use super::changed::Changed;
use super::record::{StateRecord, Unreadable, WorkspaceRecord};

/// A workspace in storage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Card {
    /// Its key: the millisecond that it was made in.
    pub id: u64,
    /// The name that the user gave it.
    pub name: String,
    /// How often it has been saved, by any tab.
    pub saves: u64,
    /// The newest state.
    pub state: HistoryState,
}

/// A state of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HistoryState {
    /// When it was saved, in milliseconds since 1970.
    pub time: u64,
    /// The names of its bundles.
    pub bundles: Vec<String>,
    /// The ids of its bundles, in the same order.
    pub ids: Vec<BundleId>,
    /// How many files they have.
    pub files: usize,
    /// Why it is in the history.
    pub reason: Reason,
    /// The changes since the state before it in the history.
    pub changes: Vec<Changed>,
}

/// An item of a list in storage. An item that cannot be read is listed too, and kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Entry<T> {
    /// It can be read.
    Read(T),
    /// It cannot be read.
    Unread {
        /// The workspace's id, or the state's time.
        key: u64,
        /// The name of the workspace; `None` if that cannot be read either, or if it is a state.
        name: Option<String>,
        /// Why it cannot be read.
        why: Unreadable,
    },
}

/// The reason for keeping a state in the history.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// It was due: enough time had passed since the state before.
    #[default]
    Time,
    /// Files or bundles were removed after it.
    Less,
    /// Another state took its place: one of the history, or another tab's.
    Replaced,
}

impl Card {
    /// The card of the workspace with this id.
    pub fn of(id: u64, record: &WorkspaceRecord) -> Self {
        let WorkspaceRecord { name, saves, state, .. } = record;
        Self { id, name: name.clone(), saves: *saves, state: HistoryState::of(state) }
    }
}

impl HistoryState {
    /// The summary of a state.
    pub fn of(record: &StateRecord) -> Self {
        Self {
            time: record.time,
            bundles: record.bundles.iter().map(|bundle| bundle.name.clone()).collect(),
            ids: record.bundles.iter().map(|bundle| bundle.id.0).collect(),
            files: record.bundles.iter().map(|bundle| bundle.files).sum(),
            reason: record.reason,
            changes: record.changes.clone(),
        }
    }

    /// The reason to keep this state in the history when `next` is saved; `None` if it need not be kept.
    /// `last` is the time of the newest state in the history.
    pub fn worth_keeping(&self, next: &Self, last: u64) -> Option<Reason> {
        let is_less = next.files < self.files || next.bundles.len() < self.bundles.len();
        let is_due = next.time.saturating_sub(last) >= super::history::SPACING;
        match (is_less, is_due) {
            (true, _) => Some(Reason::Less),
            (_, true) => Some(Reason::Time),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_is_always_worth_a_state() {
        let state = |time, files| HistoryState { time, files, ..HistoryState::default() };
        assert_eq!(state(0, 5).worth_keeping(&state(1000, 5), 0), None);
        assert_eq!(state(0, 5).worth_keeping(&state(1000, 4), 0), Some(Reason::Less));
        assert_eq!(state(0, 5).worth_keeping(&state(200_000, 5), 0), Some(Reason::Time));
        assert_eq!(state(0, 5).worth_keeping(&state(200_000, 5), 190_000), None);
    }
}
