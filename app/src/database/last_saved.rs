//! Remembers what this tab last saved or loaded, so that a save only writes what has changed.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use cyclotron_core::{Bundle, BundleId, Workspace};

use super::Whole;
use super::changed::{Fingerprint, Fingerprints};
use super::record::{BesideRecord, BundleRecord, Id, VersionsRecord, View, encode};
use super::revisions::{BundleToSave, StateToSave};
use crate::session::{BesideMap, Touched, VersionMap};

/// The fingerprints of everything that this tab last saved or loaded.
#[derive(Clone, Debug, Default)]
pub struct LastSaved {
    bundles: Fingerprints,
    versions: Rc<HashMap<BundleId, Vec<u8>>>,
    beside: BesideMap,
}

impl LastSaved {
    /// Replaces the fingerprints by those of a loaded workspace.
    pub fn settle(&mut self, whole: &Whole) {
        let bundles = whole.newest.bundles.iter();
        self.bundles =
            bundles.map(|bundle| (bundle.id, Rc::new(Fingerprint::of(bundle)))).collect();
        self.beside = whole.beside.clone();
        // The database may delete a record that the newest state does not refer to.
        self.beside.retain(|id, _| whole.newest.state.beside.contains(&Id(*id)));
        let versions = whole.versions.iter();
        let records = versions.map(|(id, all)| (*id, encode(&VersionsRecord::of(all)))).collect();
        self.versions = Rc::new(records);
    }

    /// Forgets everything: the next save writes all bundles.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// The state to save, where only `touched` bundles may have changed, and the fingerprints after that save. Sets the
    /// time of the last change of each bundle that was saved before and has changed.
    pub fn state_to_save(
        &self,
        open: &Workspace,
        view: View,
        touched: &Touched,
        times: &mut BTreeMap<BundleId, u64>,
        time: u64,
    ) -> (StateToSave, Self) {
        let mut bundles = vec![];
        let print = |bundle: &Bundle| {
            let before = self.bundles.get(bundle.id);
            let same = before.filter(|_| !touched.contains(bundle.id)).cloned();
            let print = same.unwrap_or_else(|| Rc::new(Fingerprint::of(bundle)));
            let has_changed = before != Some(&print);
            let record = has_changed.then(|| encode(&BundleRecord::of(bundle)));
            if before.is_some() && has_changed {
                times.insert(bundle.id, time);
            }
            bundles.push(BundleToSave {
                id: bundle.id,
                name: bundle.name.clone(),
                files: bundle.files.len(),
                changed: times.get(&bundle.id).copied(),
                record,
            });
            (bundle.id, print)
        };
        let prints: Fingerprints = open.bundles.iter().map(print).collect();
        let changes = prints.since(&self.bundles);
        let saved = Self { bundles: prints, ..self.clone() };
        (StateToSave { time, bundles, view, changes, beside: vec![] }, saved)
    }

    /// The records of files beside open bundles that are new or have changed. Adds the ids of all such records to the
    /// state.
    pub fn beside_to_save(
        &mut self,
        beside: &BesideMap,
        next: &mut StateToSave,
    ) -> Vec<(Id, Vec<u8>)> {
        let is_open = |own: &BundleId| next.bundles.iter().any(|bundle| bundle.id == *own);
        let of_open = beside.iter().filter(|(_, beside)| beside.bundles.iter().any(is_open));
        let of_open: Vec<_> = of_open.collect();
        next.beside = of_open.iter().map(|(id, _)| Id(**id)).collect();
        // The database may delete a record that the newest state does not refer to.
        let own = of_open.iter().map(|(id, beside)| (**id, (*beside).clone())).collect();
        let before = std::mem::replace(&mut self.beside, own);
        let new = of_open.into_iter().filter(|(id, beside)| before.get(id) != Some(*beside));
        new.map(|(id, beside)| (Id(*id), encode(&BesideRecord::of(beside)))).collect()
    }

    /// The versions records that have changed; `None` for a bundle whose versions were all deleted.
    pub fn versions_to_save(&mut self, versions: &VersionMap) -> Vec<(BundleId, Option<Vec<u8>>)> {
        let all: HashMap<_, _> =
            versions.iter().map(|(id, all)| (*id, encode(&VersionsRecord::of(all)))).collect();
        let gone = self.versions.keys().filter(|id| !all.contains_key(id));
        let mut changed: Vec<_> = gone.map(|id| (*id, None)).collect();
        let new = all.iter().filter(|(id, record)| self.versions.get(id) != Some(record));
        changed.extend(new.map(|(id, record)| (*id, Some(record.clone()))));
        self.versions = Rc::new(all);
        changed
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use cyclotron_core::File;

    use super::*;
    use crate::session::Beside;

    #[test]
    fn files_beside_a_bundle_are_stored_again_when_it_is_open_again() {
        let bundles = vec![BundleId(1)];
        let files = vec![File::new("README.md", "a")];
        let beside = Beside { name: "repository".into(), bundles, files };
        let mut all = BesideMap::from([(BundleId(9), beside)]);
        let open = StateToSave {
            bundles: vec![BundleToSave { id: BundleId(1), ..BundleToSave::default() }],
            ..StateToSave::default()
        };
        let mut saved = LastSaved::default();
        let mut stored = |all: &BesideMap, state: &StateToSave| {
            let mut state = state.clone();
            (saved.beside_to_save(all, &mut state).len(), state.beside)
        };
        assert_eq!(stored(&all, &open), (1, vec![Id(BundleId(9))]));
        assert_eq!(stored(&all, &open), (0, vec![Id(BundleId(9))]));
        // Without a bundle the record may be deleted.
        assert_eq!(stored(&all, &StateToSave::default()), (0, vec![]));
        assert_eq!(stored(&all, &open), (1, vec![Id(BundleId(9))]));
        // After an edit, it is stored again.
        all.get_mut(&BundleId(9)).unwrap().files[0] = File::new("README.md", "b");
        assert_eq!(stored(&all, &open), (1, vec![Id(BundleId(9))]));
        assert_eq!(stored(&all, &open), (0, vec![Id(BundleId(9))]));
    }

    #[test]
    fn only_what_was_touched_and_has_changed_is_stored() {
        let bundle = |id: u64| Bundle {
            id: BundleId(id),
            name: format!("bundle-{id}"),
            files: vec![File::new("a.yaml", "a: 1")],
            ..Bundle::default()
        };
        let bundles = (1..=80).map(bundle).collect();
        let mut open = Workspace { bundles };
        let times = RefCell::new(BTreeMap::new());
        let state_to_save = |saved: &LastSaved, open: &Workspace, touched: &Touched| {
            saved.state_to_save(open, View::default(), touched, &mut times.borrow_mut(), 1)
        };
        let stored = |(shelved, _): &(StateToSave, LastSaved)| {
            shelved.bundles.iter().filter(|bundle| bundle.record.is_some()).count()
        };
        let first = state_to_save(&LastSaved::default(), &open, &Touched::All);
        assert_eq!(stored(&first), 80);
        assert!(times.borrow().is_empty(), "a bundle that was opened has not changed");
        let saved = first.1;
        open.bundles[7].files[0] = File::new("a.yaml", "a: 2");
        let touched = Touched::from(BundleId(8));
        assert_eq!(stored(&state_to_save(&saved, &open, &touched)), 1);
        assert_eq!(*times.borrow(), [(BundleId(8), 1)].into());
        assert_eq!(stored(&state_to_save(&saved, &open, &Touched::All)), 1);
        assert_eq!(stored(&state_to_save(&saved, &open, &Touched::default())), 0);
        let (_, saved) = state_to_save(&saved, &open, &touched);
        assert_eq!(stored(&state_to_save(&saved, &open, &Touched::All)), 0);
    }
}
