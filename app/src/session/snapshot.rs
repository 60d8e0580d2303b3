//! What a reload brings back.

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::{FileId, Kind, Target, Workspace, samples};
use leptos::prelude::*;
use serde::Serialize;

use super::{Filter, Pane, Session, first_file};

/// What a reload brings back.
///
/// Postcard writes the fields one after the other. What was added later stands at the end, and a
/// snapshot from before it is read with a default there: see [`Snapshot::decode`].
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Snapshot {
    pub(super) workspace: Workspace,
    pub(super) selected: Option<FileId>,
    pub(super) target: Target,
    pub(super) pane: Pane,
    pub(super) rules: Rules,
    pub(super) filter: Filter,
}

impl Snapshot {
    /// The ready workspace, its service in front.
    pub fn first_visit() -> Self {
        let workspace = samples::workspace();
        let service = workspace.bundles.iter().find(|bundle| bundle.kind() == Kind::Service);
        Self {
            selected: service.or(workspace.bundles.first()).and_then(first_file),
            workspace,
            target: Target::Instance(0),
            pane: Pane::Editor,
            rules: Rules::default(),
            filter: Filter::default(),
        }
    }
}

impl Snapshot {
    /// For the storage.
    pub fn encode(&self) -> Vec<u8> {
        cyclotron_worker::encode(self)
    }

    /// From the storage; none where it is of an older form.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let ((workspace, selected, target, pane), later) = postcard::take_from_bytes(bytes).ok()?;
        let (rules, later) = postcard::take_from_bytes(later).unwrap_or_default();
        let filter = postcard::from_bytes(later).unwrap_or_default();
        Some(Self { workspace, selected, target, pane, rules, filter })
    }
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
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_comes_back_and_so_does_an_older_one() {
        let mut snapshot = Snapshot::first_visit();
        snapshot.filter.this_bundle = true;
        assert_eq!(Snapshot::decode(&snapshot.encode()).as_ref(), Some(&snapshot));
        let Snapshot { workspace, selected, target, pane, .. } = &snapshot;
        let older = cyclotron_worker::encode(&(workspace, selected, target, pane));
        let (rules, filter) = Default::default();
        assert_eq!(Snapshot::decode(&older), Some(Snapshot { rules, filter, ..snapshot }));
    }
}
