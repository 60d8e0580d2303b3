//! What is known of a workspace, or of a state of one, without reading it.

use cyclotron_core::Workspace;
use serde::{Deserialize, Serialize};

/// A workspace in storage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Card {
    /// Its key: the millisecond that it was made in.
    pub id: u64,
    /// As the person calls it.
    pub name: String,
    /// How often it has been saved, by whichever tab.
    pub saves: u64,
    /// The newest state.
    pub state: State,
}

/// A state of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct State {
    /// When it was saved, in milliseconds since 1970.
    pub time: u64,
    /// The names of its bundles.
    pub bundles: Vec<String>,
    /// How many files they have.
    pub files: usize,
    /// How much room it takes.
    pub bytes: u64,
    /// Why it was kept beside the newest.
    pub reason: Reason,
}

/// Why a state is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// Some time had passed.
    #[default]
    Time,
    /// Files or bundles were taken away after it.
    Less,
    /// Another state took its place: one of the history, or another tab's.
    Replaced,
}

impl State {
    /// The state that is being saved.
    pub fn of(workspace: &Workspace, time: u64, bytes: usize) -> Self {
        Self {
            time,
            bundles: workspace.bundles.iter().map(|bundle| bundle.name.clone()).collect(),
            files: workspace.bundles.iter().map(|bundle| bundle.files.len()).sum(),
            bytes: bytes as u64,
            reason: Reason::Time,
        }
    }

    /// Why this state is kept where the next one is saved; none where it need not be. `last` is when
    /// one was kept before.
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
    fn what_takes_something_away_is_always_worth_a_state() {
        let state = |time, files| State { time, files, ..State::default() };
        assert_eq!(state(0, 5).worth_keeping(&state(1000, 5), 0), None);
        assert_eq!(state(0, 5).worth_keeping(&state(1000, 4), 0), Some(Reason::Less));
        assert_eq!(state(0, 5).worth_keeping(&state(200_000, 5), 0), Some(Reason::Time));
        assert_eq!(state(0, 5).worth_keeping(&state(200_000, 5), 190_000), None);
    }
}
