//! What a reload brings back.

use std::collections::HashMap;

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::{FileId, Kind, Target, Workspace, starters};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Filter, Pane, Session, VersionMap, first_file};

/// The form of what is written. It grows with every change that is not an addition at the end.
const FORM: u8 = 1;

/// What a reload brings back.
///
/// Postcard writes the fields one after the other. What was added later stands at the end, and a
/// snapshot from before it is read with a default there: see [`Snapshot::decode`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
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
        cyclotron_worker::encode(&(FORM, self))
    }

    /// From the storage; none where it is of another form.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        Self::decode_former(of_this_form(bytes)?)
    }

    /// From the storage of the time when there was one workspace.
    pub fn decode_former(bytes: &[u8]) -> Option<Self> {
        let ((workspace, selected, target, pane), later) = postcard::take_from_bytes(bytes).ok()?;
        let (rules, later) = next(later);
        let (filter, _) = next(later);
        Some(Self { workspace, selected, target, pane, rules, filter })
    }
}

/// Versions for the storage. They are stored for themselves, as they change seldom.
pub fn encode_versions(versions: &VersionMap) -> Vec<u8> {
    cyclotron_worker::encode(&(FORM, versions))
}

/// Versions from the storage, where there are any; none where they are of another form.
pub fn decode_versions(bytes: &[u8]) -> Option<VersionMap> {
    if bytes.is_empty() {
        return Some(VersionMap::new());
    }
    of_this_form(bytes).and_then(|bytes| postcard::from_bytes(bytes).ok())
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
        let Snapshot { workspace, selected, target, pane, rules, filter } = snapshot;
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
    use super::*;

    #[test]
    fn a_snapshot_comes_back_and_so_does_an_older_one() {
        let mut snapshot = Snapshot::first_visit();
        snapshot.filter.this_bundle = true;
        let bytes = snapshot.encode();
        assert_eq!(Snapshot::decode(&bytes).as_ref(), Some(&snapshot));
        let Snapshot { workspace, selected, target, pane, .. } = &snapshot;
        let older = cyclotron_worker::encode(&(workspace, selected, target, pane));
        let expected = Snapshot { filter: Filter::default(), ..snapshot.clone() };
        assert_eq!(Snapshot::decode_former(&older), Some(expected));
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
