//! Decides which revisions of bundles a save adds and deletes.
//!
//! Each revision of a bundle is stored once. States refer to revisions, so a state of the history needs no copy,
//! and a save only writes the bundles that have changed.

use std::collections::HashSet;

use cyclotron_core::BundleId;
use cyclotron_core::sort::CompactSort;

use super::card::{HistoryState, Reason};
use super::changed::{Changed, merge};
use super::history::dropped;
use super::record::{BundleRef, Id, StateRecord, View, WorkspaceRecord};

/// Identifies a revision of a bundle.
pub type Revision = (BundleId, u64);

/// A state to save.
#[derive(Clone, Debug, Default)]
pub struct StateToSave {
    /// The time of the save, in milliseconds since 1970.
    pub time: u64,
    /// Its bundles, in their order.
    pub bundles: Vec<BundleToSave>,
    /// The selection and the filters.
    pub view: View,
    /// The changes since the last save.
    pub changes: Vec<Changed>,
    /// The ids of the records of files beside its bundles.
    pub beside: Vec<Id>,
}

/// A bundle of a state to save.
#[derive(Clone, Debug, Default)]
pub struct BundleToSave {
    /// The bundle.
    pub id: BundleId,
    /// Its name.
    pub name: String,
    /// How many files it has.
    pub files: usize,
    /// When it was last changed, in milliseconds since 1970, if that is known.
    pub changed: Option<u64>,
    /// Its record; `None` if it has not changed since it was last saved.
    pub record: Option<Vec<u8>>,
}

/// The changes that a save makes in the database.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The new workspace record.
    pub workspace: WorkspaceRecord,
    /// A state to add to the history.
    pub keep: Option<StateRecord>,
    /// Bundles to store.
    pub put: Vec<(Revision, Vec<u8>)>,
    /// Revisions to delete, because no state refers to them any more.
    pub delete: Vec<Revision>,
}

/// The error for an unchanged bundle whose record is not in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing;

/// Plans to save `next` over `before`, the stored workspace. `last_kept` is the time of the newest state in the
/// history; none adds no state to it.
pub fn save(
    name: &str,
    before: Option<&WorkspaceRecord>,
    next: StateToSave,
    last_kept: Option<u64>,
) -> Result<Plan, Missing> {
    let mut plan = Plan { workspace: before.cloned().unwrap_or_default(), ..Plan::default() };
    if before.is_none() {
        name.clone_into(&mut plan.workspace.name);
        plan.workspace.next_revision = 1;
    }
    let StateToSave { time, bundles, view, changes, beside } = next;
    let old = std::mem::take(&mut plan.workspace.state);
    let known: u64 = bundles.iter().map(|bundle| bundle.files as u64).sum();
    let next = HistoryState {
        time,
        files: usize::try_from(known).unwrap_or(usize::MAX),
        bundles: bundles.iter().map(|bundle| bundle.name.clone()).collect(),
        ..HistoryState::default()
    };
    let reason = last_kept.filter(|_| before.is_some());
    let reason = reason.and_then(|last| HistoryState::of(&old).worth_keeping(&next, last));
    let mut refs = vec![];
    for bundle in bundles {
        let stored = old.bundles.iter().find(|stored| stored.id.0 == bundle.id);
        refs.push(match bundle.record {
            Some(record) => {
                if let Some(stored) = stored.filter(|it| !it.is_kept && reason.is_none()) {
                    plan.delete.push((bundle.id, stored.revision));
                }
                plan.put_bundle(bundle.id, bundle.name, bundle.files, bundle.changed, record)
            }
            None => BundleRef { name: bundle.name, ..stored.ok_or(Missing)?.clone() },
        });
    }
    let gone = old.bundles.iter().filter(|stored| refs.iter().all(|it| it.id != stored.id));
    let unkept = gone.filter(|stored| !stored.is_kept && reason.is_none());
    plan.delete.extend(unkept.map(|stored| (stored.id.0, stored.revision)));
    let mut all = if reason.is_some() { vec![] } else { old.changes.clone() };
    merge(&mut all, changes);
    plan.workspace.saves += 1;
    plan.workspace.state =
        StateRecord { time, reason: Reason::Time, bundles: refs, view, changes: all, beside };
    if let Some(reason) = reason {
        plan.keep_state(StateRecord { reason, ..old });
    }
    Ok(plan)
}

/// Plans to add the newest stored state to the history.
pub fn keep_stored(workspace: WorkspaceRecord, reason: Reason) -> Plan {
    let state = StateRecord { reason, ..workspace.state.clone() };
    let mut plan = Plan { workspace, ..Plan::default() };
    plan.workspace.state.changes.clear();
    plan.keep_state(state);
    plan
}

/// Plans to add a state that was never saved to the history, with all of its bundles.
pub fn keep_open(workspace: WorkspaceRecord, state: StateToSave, reason: Reason) -> Plan {
    let mut plan = Plan { workspace, ..Plan::default() };
    let StateToSave { time, bundles, view, changes, beside } = state;
    let mut refs = vec![];
    for bundle in bundles {
        if let Some(record) = bundle.record {
            let BundleToSave { id, name, files, changed, .. } = bundle;
            refs.push(plan.put_bundle(id, name, files, changed, record));
        }
    }
    plan.keep_state(StateRecord { time, reason, bundles: refs, view, changes, beside });
    plan
}

impl Plan {
    fn put_bundle(
        &mut self,
        id: BundleId,
        name: String,
        files: usize,
        changed: Option<u64>,
        record: Vec<u8>,
    ) -> BundleRef {
        let revision = self.workspace.next_revision;
        self.workspace.next_revision += 1;
        let bytes = record.len() as u64;
        self.put.push(((id, revision), record));
        BundleRef { id: Id(id), revision, name, files, bytes, is_kept: false, changed }
    }

    fn keep_state(&mut self, state: StateRecord) {
        for bundle in &mut self.workspace.state.bundles {
            let is_in = |kept: &BundleRef| (kept.id, kept.revision) == (bundle.id, bundle.revision);
            bundle.is_kept |= state.bundles.iter().any(is_in);
        }
        self.keep = Some(state);
    }
}

/// The part of the history to delete.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pruned {
    /// The times of states.
    pub states: Vec<u64>,
    /// Revisions to delete, because no state refers to them any more.
    pub delete: Vec<Revision>,
    /// The records of files beside bundles that are still referred to.
    pub beside: HashSet<Id>,
}

/// Decides which `states` of the history, the oldest first, to delete, and updates `is_kept` in the workspace.
/// With `all`, deletes every state.
pub fn prune(
    workspace: &mut WorkspaceRecord,
    states: &[StateRecord],
    now: u64,
    all: bool,
) -> Pruned {
    let sizes: Vec<_> = states.iter().map(|state| (state.time, state.bytes())).collect();
    let given_up =
        if all { states.iter().map(|state| state.time).collect() } else { dropped(&sizes, now) };
    let (gone, left): (Vec<_>, Vec<_>) =
        states.iter().cloned().partition(|state| given_up.contains(&state.time));
    mark_kept(&mut workspace.state, &left);
    let needed: HashSet<Revision> =
        left.iter().chain([&workspace.state]).flat_map(revisions).collect();
    let delete: HashSet<Revision> =
        gone.iter().flat_map(revisions).filter(|revision| !needed.contains(revision)).collect();
    let mut delete: Vec<_> = delete.into_iter().collect();
    delete.compact_sort();
    let beside = left.iter().chain([&workspace.state]).flat_map(|state| state.beside.clone());
    Pruned { states: given_up, delete, beside: beside.collect() }
}

/// Updates `is_kept` in the newest state, given the `states` of the history.
pub fn mark_kept(newest: &mut StateRecord, states: &[StateRecord]) {
    let kept: HashSet<Revision> = states.iter().flat_map(revisions).collect();
    for bundle in &mut newest.bundles {
        bundle.is_kept = kept.contains(&(bundle.id.0, bundle.revision));
    }
}

fn revisions(state: &StateRecord) -> impl Iterator<Item = Revision> + '_ {
    state.bundles.iter().map(|bundle| (bundle.id.0, bundle.revision))
}

#[cfg(test)]
mod tests;
