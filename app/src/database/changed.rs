//! Describes the changes from one state of a workspace to a later one.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use cyclotron_core::{Bundle, BundleId};
use serde::{Deserialize, Serialize};

/// The maximum number of changes stored with a state.
const MOST: usize = 100;

/// A change of one bundle.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Changed {
    /// The bundle's name; after a rename, the new one.
    pub bundle: String,
    /// The kind of change.
    pub what: ChangeKind,
}

/// A kind of change.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChangeKind {
    /// The bundle was opened, created or restored.
    Opened,
    /// The bundle was closed.
    Closed,
    /// The bundle was renamed; this was its name before.
    Renamed(String),
    /// Files of it were changed, added or deleted: their paths.
    Files(Vec<String>),
    /// An option for packing or rendering was changed.
    Options,
}

/// Hashes of a bundle's parts, to compare it with a later state of itself. They are never stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    name: String,
    options: u64,
    files: BTreeMap<String, u64>,
}

impl Fingerprint {
    /// The fingerprint of a bundle.
    pub fn of(bundle: &Bundle) -> Self {
        let files = bundle.files.iter().map(|file| (file.path.clone(), hash(&file.bytes())));
        Self {
            name: bundle.name.clone(),
            options: hash(&(&bundle.top_folder, bundle.pack_sample, &bundle.sample)),
            files: files.collect(),
        }
    }

    /// The changes since `before`; empty if they are equal.
    fn since(&self, before: Option<&Self>) -> Vec<Changed> {
        let changed = |what| Changed { bundle: self.name.clone(), what };
        let Some(before) = before else { return vec![changed(ChangeKind::Opened)] };
        let mut all = vec![];
        if before.name != self.name {
            all.push(changed(ChangeKind::Renamed(before.name.clone())));
        }
        let new = self.files.iter().filter(|(path, hash)| before.files.get(*path) != Some(hash));
        let gone = before.files.keys().filter(|path| !self.files.contains_key(*path));
        let paths: Vec<String> = new.map(|(path, _)| path).chain(gone).cloned().collect();
        if !paths.is_empty() {
            all.push(changed(ChangeKind::Files(paths)));
        }
        if before.options != self.options && all.is_empty() {
            all.push(changed(ChangeKind::Options));
        }
        all
    }

    /// The change that closing the bundle is.
    fn closed(&self) -> Changed {
        Changed { bundle: self.name.clone(), what: ChangeKind::Closed }
    }
}

/// The fingerprints of the bundles of a state, in its order.
#[derive(Clone, Debug, Default)]
pub struct Fingerprints(Vec<(BundleId, Rc<Fingerprint>)>);

impl Fingerprints {
    /// The fingerprint of a bundle; `None` if the state does not have it.
    pub fn get(&self, bundle: BundleId) -> Option<&Rc<Fingerprint>> {
        self.0.iter().find(|(id, _)| *id == bundle).map(|(_, print)| print)
    }

    /// The changes since an earlier state.
    pub fn since(&self, before: &Self) -> Vec<Changed> {
        let open =
            self.0.iter().flat_map(|(id, print)| print.since(before.get(*id).map(AsRef::as_ref)));
        let closed = before.0.iter().filter(|(id, _)| self.get(*id).is_none());
        open.chain(closed.map(|(_, print)| print.closed())).collect()
    }
}

impl FromIterator<(BundleId, Rc<Fingerprint>)> for Fingerprints {
    fn from_iter<I: IntoIterator<Item = (BundleId, Rc<Fingerprint>)>>(prints: I) -> Self {
        Self(prints.into_iter().collect())
    }
}

/// Adds `later` changes to earlier ones, without duplicates.
pub fn merge(changes: &mut Vec<Changed>, later: Vec<Changed>) {
    for change in later {
        let same = changes.iter_mut().find(|before| before.bundle == change.bundle);
        let is_said = match (same.map(|before| &mut before.what), &change.what) {
            // Opening a bundle covers the edits that followed.
            (
                Some(ChangeKind::Opened),
                ChangeKind::Files(_) | ChangeKind::Options | ChangeKind::Opened,
            ) => true,
            (Some(ChangeKind::Files(paths)), ChangeKind::Files(later)) => {
                let new: Vec<_> =
                    later.iter().filter(|path| !paths.contains(path)).cloned().collect();
                paths.extend(new);
                true
            }
            (Some(before), what) => *before == *what,
            (None, _) => false,
        };
        if !is_said && changes.len() < MOST {
            changes.push(change);
        }
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use cyclotron_core::File;

    use super::*;

    fn bundle(name: &str, files: &[(&str, &str)]) -> Bundle {
        let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
        Bundle { name: name.into(), files, ..Bundle::default() }
    }

    fn since(before: &Bundle, after: &Bundle) -> Vec<ChangeKind> {
        let changes = Fingerprint::of(after).since(Some(&Fingerprint::of(before)));
        changes.into_iter().map(|change| change.what).collect()
    }

    fn paths(paths: &[&str]) -> ChangeKind {
        ChangeKind::Files(paths.iter().map(|&path| path.to_owned()).collect())
    }

    #[test]
    fn edits_additions_and_deletions_are_named() {
        let before = bundle("a", &[("kept", "1"), ("edited", "1"), ("gone", "1")]);
        let after = bundle("a", &[("kept", "1"), ("edited", "2"), ("new", "1")]);
        assert_eq!(since(&before, &after), [paths(&["edited", "new", "gone"])]);
        assert_eq!(since(&after, &after), []);
        assert_eq!(since(&before, &bundle("b", &[])).len(), 2);
        let mut packed = before.clone();
        packed.pack_sample = true;
        assert_eq!(since(&before, &packed), [ChangeKind::Options]);
        assert_eq!(Fingerprint::of(&before).since(None)[0].what, ChangeKind::Opened);
    }

    #[test]
    fn the_same_file_is_named_once_and_an_opened_bundle_is_not_edited_too() {
        let edit = |name: &str, path: &str| Changed { bundle: name.into(), what: paths(&[path]) };
        let opened = Changed { bundle: "b".into(), what: ChangeKind::Opened };
        let mut all = vec![edit("a", "x"), opened.clone()];
        merge(&mut all, vec![edit("a", "x"), edit("a", "y"), edit("b", "z")]);
        assert_eq!(all, [Changed { bundle: "a".into(), what: paths(&["x", "y"]) }, opened]);
    }
}
