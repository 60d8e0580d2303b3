//! Random saves over a storage in memory: every state reads as it was saved, and nothing else is left.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::database::record::WorkspaceRecord;

const MINUTE: u64 = 60_000;

#[derive(Clone, Copy, Debug)]
enum Step {
    Edit(usize),
    Open,
    Close(usize),
    Wait,
    KeepStored,
    KeepOpen,
    Restore(usize),
    Forget,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..4_usize).prop_map(Step::Edit),
        2 => Just(Step::Open),
        1 => (0..4_usize).prop_map(Step::Close),
        2 => Just(Step::Wait),
        1 => Just(Step::KeepStored),
        1 => Just(Step::KeepOpen),
        1 => (0..3_usize).prop_map(Step::Restore),
        1 => Just(Step::Forget),
    ]
}

/// Bundles with their contents.
type Contents = Vec<(BundleId, Vec<u8>)>;

#[derive(Default)]
struct Memory {
    workspace: Option<WorkspaceRecord>,
    bundles: BTreeMap<Revision, Vec<u8>>,
    states: BTreeMap<u64, StateRecord>,
    /// The expected contents of each state.
    expected: BTreeMap<u64, Contents>,
    saved: Contents,
    last_kept: u64,
    now: u64,
}

impl Memory {
    fn apply(&mut self, mut plan: Plan, kept: Option<Contents>) {
        for (revision, record) in plan.put {
            assert!(self.bundles.insert(revision, record).is_none(), "{revision:?} is overwritten");
        }
        for revision in plan.delete {
            assert!(self.bundles.remove(&revision).is_some(), "{revision:?} is not there");
        }
        if let Some(state) = plan.keep {
            self.last_kept = self.now;
            self.expected.insert(state.time, kept.unwrap_or_default());
            self.states.insert(state.time, state);
            self.prune(&mut plan.workspace, false);
        }
        self.workspace = Some(plan.workspace);
    }

    fn prune(&mut self, workspace: &mut WorkspaceRecord, all: bool) {
        let states: Vec<_> = self.states.values().cloned().collect();
        let pruned = prune(workspace, &states, self.now, all);
        for time in pruned.states {
            self.states.remove(&time);
            self.expected.remove(&time);
        }
        for revision in pruned.delete {
            assert!(self.bundles.remove(&revision).is_some(), "{revision:?} is not there");
        }
    }

    fn read(&self, state: &StateRecord) -> Contents {
        let read = |bundle: &BundleRef| {
            let contents = self.bundles.get(&(bundle.id.0, bundle.revision));
            (bundle.id.0, contents.expect("the revision is stored").clone())
        };
        state.bundles.iter().map(read).collect()
    }

    /// Saves what is open: what has changed alone.
    fn save(&mut self, open: &Contents) -> usize {
        let bundles = open.iter().map(|(id, contents)| {
            let is_new = !self.saved.contains(&(*id, contents.clone()));
            shelved(*id, is_new.then(|| contents.clone()))
        });
        let next =
            StateToSave { time: self.now, bundles: bundles.collect(), ..StateToSave::default() };
        let plan = save("name", self.workspace.as_ref(), next, Some(self.last_kept)).unwrap();
        let written = plan.put.len();
        let before = std::mem::replace(&mut self.saved, open.clone());
        self.apply(plan, Some(before));
        written
    }

    fn check(&self) {
        let Some(workspace) = &self.workspace else { return };
        assert_eq!(self.read(&workspace.state), self.saved);
        for (time, expected) in &self.expected {
            assert_eq!(&self.read(&self.states[time]), expected, "the state of {time}");
        }
        let states = self.states.values().chain([&workspace.state]);
        let needed: HashSet<Revision> = states.flat_map(revisions).collect();
        let stored: HashSet<Revision> = self.bundles.keys().copied().collect();
        assert_eq!(stored, needed, "revisions that no state refers to are left");
    }
}

fn shelved(id: BundleId, record: Option<Vec<u8>>) -> BundleToSave {
    BundleToSave { id, name: id.to_string(), files: 1, changed: None, record }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_state_reads_as_it_was_saved(steps in prop::collection::vec(step(), 1..60)) {
        let mut memory = Memory { now: 100 * MINUTE, ..Memory::default() };
        let mut open: Contents = vec![];
        let mut count = 0_u64;
        for step in steps {
            memory.now += 1000;
            count += 1;
            match step {
                Step::Edit(at) if !open.is_empty() => {
                    let at = at % open.len();
                    open[at].1 = format!("edit {count}").into_bytes();
                }
                Step::Open => open.push((BundleId(count), b"opened".to_vec())),
                Step::Close(at) if !open.is_empty() => drop(open.remove(at % open.len())),
                Step::Wait => memory.now += 7 * MINUTE,
                Step::KeepStored => {
                    if let Some(workspace) = memory.workspace.clone() {
                        let saved = memory.saved.clone();
                        memory.apply(keep_stored(workspace, Reason::Replaced), Some(saved));
                    }
                }
                Step::KeepOpen => {
                    if let Some(workspace) = memory.workspace.clone() {
                        let bundles = open.iter().map(|(id, it)| shelved(*id, Some(it.clone())));
                        let bundles = bundles.collect();
                        let state = StateToSave { time: memory.now, bundles, ..StateToSave::default() };
                        let plan = keep_open(workspace, state, Reason::Replaced);
                        memory.apply(plan, Some(open.clone()));
                    }
                    memory.check();
                    continue;
                }
                Step::Restore(at) => {
                    if let Some(state) = memory.expected.values().rev().nth(at) {
                        open = state.clone();
                    }
                }
                Step::Forget => {
                    if let Some(mut workspace) = memory.workspace.take() {
                        memory.prune(&mut workspace, true);
                        memory.workspace = Some(workspace);
                    }
                }
                Step::Edit(_) | Step::Close(_) => {}
            }
            memory.save(&open);
            memory.check();
        }
    }
}

#[test]
fn a_save_writes_the_bundle_that_has_changed_and_no_other() {
    let mut memory = Memory { now: 1, ..Memory::default() };
    let mut open: Contents = (1..=80).map(|id| (BundleId(id), vec![0; 10])).collect();
    assert_eq!(memory.save(&open), 80);
    open[40].1 = vec![1; 10];
    assert_eq!(memory.save(&open), 1);
    assert_eq!(memory.save(&open), 0);
}

#[test]
fn a_bundle_that_is_neither_stored_nor_given_is_missing() {
    let next = StateToSave { bundles: vec![shelved(BundleId(1), None)], ..StateToSave::default() };
    assert_eq!(save("name", None, next, None).map(drop), Err(Missing));
}
