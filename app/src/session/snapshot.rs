//! What a reload brings back.

mod stored;

use std::collections::{BTreeMap, HashMap};

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::{BundleId, FileId, Kind, Target, Workspace, starters};
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use self::stored::{StoredVersion, StoredWorkspace};
use super::{Filter, Pane, Session, VersionMap, first_file};

/// The form of what is written. It grows with every change that is not an addition at the end.
const FORM: u8 = 1;

/// What a reload brings back.
///
/// Postcard writes the fields one after the other. What was added later stands at the end, so that a
/// snapshot from before is read with a default there, and one from later is read without it: see
/// [`Snapshot::decode`] and [`stored`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// What is open.
    pub workspace: Workspace,
    pub(super) selected: Option<FileId>,
    pub(super) target: Target,
    pub(super) pane: Pane,
    pub(super) rules: Rules,
    pub(super) filter: Filter,
}

impl Snapshot {
    /// The ready workspace, its service in front.
    pub fn first_visit() -> Self {
        let workspace = starters::ready_workspace();
        let service = workspace.bundles.iter().find(|bundle| bundle.kind() == Kind::Service);
        Self {
            selected: service.or(workspace.bundles.first()).and_then(first_file),
            workspace,
            target: Target::Instance(0),
            ..Self::default()
        }
    }

    /// For the storage.
    pub fn encode(&self) -> Vec<u8> {
        let Self { workspace, selected, target, pane, rules, filter } = self;
        let ids: Vec<BundleId> = workspace.bundles.iter().map(|bundle| bundle.id).collect();
        let workspace = StoredWorkspace::of(workspace);
        cyclotron_worker::encode(&(FORM, workspace, selected, target, pane, rules, filter, ids))
    }

    /// From the storage; none where it is of another form.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        Self::decode_former(of_this_form(bytes)?)
    }

    /// From the storage of the time when there was one workspace.
    pub fn decode_former(bytes: &[u8]) -> Option<Self> {
        type First<'a> = (StoredWorkspace<'a>, Option<FileId>, Target, Pane);
        let ((stored, selected, target, pane), later) =
            postcard::take_from_bytes::<First>(bytes).ok()?;
        let (rules, later) = next(later);
        let (filter, later) = next(later);
        let (ids, _) = next::<Vec<BundleId>>(later);
        let mut workspace = stored.workspace();
        for (bundle, id) in workspace.bundles.iter_mut().zip(ids) {
            bundle.id = id;
        }
        Some(Self { workspace, selected, target, pane, rules, filter })
    }
}

/// Versions for the storage. They are stored for themselves, as they change seldom.
pub fn encode_versions(versions: &VersionMap) -> Vec<u8> {
    let versions: BTreeMap<&str, Vec<StoredVersion>> = versions
        .iter()
        .map(|(name, versions)| (name.as_str(), versions.iter().map(StoredVersion::of).collect()))
        .collect();
    cyclotron_worker::encode(&(FORM, versions))
}

/// Versions from the storage, where there are any; none where they are of another form.
pub fn decode_versions(bytes: &[u8]) -> Option<VersionMap> {
    if bytes.is_empty() {
        return Some(VersionMap::new());
    }
    let versions: BTreeMap<String, Vec<StoredVersion>> =
        postcard::from_bytes(of_this_form(bytes)?).ok()?;
    let versions = versions
        .into_iter()
        .map(|(name, versions)| (name, versions.into_iter().map(StoredVersion::version).collect()));
    Some(versions.collect())
}

/// What was added later, where it is there.
fn next<T: DeserializeOwned + Default>(bytes: &[u8]) -> (T, &[u8]) {
    postcard::take_from_bytes(bytes).unwrap_or_default()
}

fn of_this_form(bytes: &[u8]) -> Option<&[u8]> {
    bytes.split_first().and_then(|(form, rest)| (*form == FORM).then_some(rest))
}

impl Session {
    /// What a reload should bring back.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            workspace: self.workspace.get_untracked(),
            selected: self.selected.get_untracked(),
            target: self.target.get_untracked(),
            pane: self.pane.get_untracked(),
            rules: self.rules.get_untracked(),
            filter: self.filter.get_untracked(),
        }
    }

    /// Runs the effect that calls it again whenever [`Self::snapshot`] would differ.
    pub fn track_snapshot(&self) {
        self.workspace.track();
        self.selected.track();
        self.target.track();
        self.pane.track();
        self.rules.track();
        self.filter.track();
    }

    /// Shows another state in place of this one. Texts that differ are changes that the editor can
    /// undo.
    pub fn resume(&self, snapshot: Snapshot) {
        let Snapshot { mut workspace, selected, target, pane, rules, filter } = snapshot;
        self.ids.update_value(|ids| ids.complete(&mut workspace));
        let replaced = self.workspace.with_untracked(|before| {
            let files = workspace.bundles.iter().flat_map(|bundle| {
                bundle.files.iter().map(move |file| (bundle.id(&file.path), file.text()))
            });
            let old = files.filter_map(|(id, text)| {
                let old = before.file(&id)?.text()?;
                (Some(old) != text).then(|| (id, old.to_owned()))
            });
            old.collect::<Vec<_>>()
        });
        // What is on its way or can be brought back belongs to what was there.
        self.changes.update_value(Vec::clear);
        self.sent.set_value(0);
        self.notices.update(|notices| notices.retain(|notice| notice.undo.is_none()));
        self.listing.set(None);
        self.last_good.update(HashMap::clear);
        self.update(|open| *open = workspace);
        self.replaced.update(|files| files.extend(replaced));
        self.selected.set(selected);
        self.target.set(target);
        self.pane.set(pane);
        self.rules.set(rules);
        self.filter.set(filter);
    }

    /// Shows nothing.
    pub fn clear(&self) {
        self.resume(Snapshot::default());
    }
}

#[cfg(test)]
mod tests {
    use super::super::Ids;
    use super::*;

    #[test]
    fn a_snapshot_comes_back_and_so_does_an_older_one() {
        let mut snapshot = Snapshot::first_visit();
        snapshot.filter.this_bundle = true;
        Ids::new(1).complete(&mut snapshot.workspace);
        let bytes = snapshot.encode();
        assert_eq!(Snapshot::decode(&bytes).as_ref(), Some(&snapshot));
        for bundle in &mut snapshot.workspace.bundles {
            bundle.id = BundleId::default();
        }
        let Snapshot { workspace, selected, target, pane, .. } = &snapshot;
        let workspace = StoredWorkspace::of(workspace);
        let older = cyclotron_worker::encode(&(workspace, selected, target, pane));
        let expected = Snapshot { filter: Filter::default(), ..snapshot.clone() };
        assert_eq!(Snapshot::decode_former(&older), Some(expected));
    }

    /// A snapshot and versions that the build before bundles had ids wrote, byte for byte.
    #[test]
    fn what_was_stored_before_bundles_had_ids_is_read_and_written_as_it_was() {
        // One bundle `a` below `a/v1` with the files `b` (text) and `c` (bytes), its sample packed.
        let bundle = b"\x01a\x01\x04a/v1\x02\x01b\x00\x04b: 1\x01c\x01\x02\xff\x00\x01\x06spec/p";
        // `b` is shown; instance 1; the inputs; rules off, W2001 hidden; warnings hidden, this bundle.
        let view = b"\x01\x01a\x01b\x01\x01\x02\x00\x01\x05W2001\x00\x01\x01\x01";
        let before = [b"\x01\x01".as_slice(), bundle, view].concat();
        let snapshot = Snapshot::decode(&before).unwrap();
        let read = &snapshot.workspace.bundles[0];
        assert_eq!((read.name.as_str(), read.top_folder.as_deref()), ("a", Some("a/v1")));
        assert_eq!(read.text("b"), Some("b: 1"));
        assert_eq!(read.file("c").unwrap().bytes(), [0xff, 0]);
        assert_eq!((read.pack_sample, read.sample.as_str()), (true, "spec/p"));
        assert_eq!(snapshot.target, Target::Instance(1));
        assert_eq!(snapshot.pane, Pane::Inputs);
        assert!(!snapshot.rules.enabled && snapshot.filter.this_bundle);
        // What is written since begins with the very same bytes, which is all that build reads.
        assert_eq!(snapshot.encode(), [before.as_slice(), b"\x01\x00"].concat());

        let before = [b"\x01\x01\x01a\x01\x02\x03\x04note\x05".as_slice(), bundle].concat();
        let versions = decode_versions(&before).unwrap();
        assert_eq!(versions["a"][0].number.to_string(), "2.3");
        assert_eq!(versions["a"][0].bundle, *read);
        assert_eq!(encode_versions(&versions), before);
    }

    #[test]
    fn another_form_is_told_from_damage() {
        let mut bytes = Snapshot::first_visit().encode();
        bytes[0] += 1;
        assert_eq!(Snapshot::decode(&bytes), None);
        assert_eq!(Snapshot::decode(&[]), None);
    }

    #[test]
    fn another_state_takes_the_place_of_this_one() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let before = session.snapshot();
            let file = before.selected.clone().unwrap();
            session.typed(&file, "typed".to_owned());
            session.close("item-api-environment");
            session.resume(before.clone());
            assert_eq!(session.snapshot(), before);
            let replaced = session.replaced.get_untracked();
            assert_eq!(replaced, [(file, "typed".to_owned())]);
            assert!(session.notices.with_untracked(Vec::is_empty));
            session.clear();
            assert_eq!(session.snapshot(), Snapshot::default());
        });
    }
}
