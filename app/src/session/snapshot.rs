//! What a reload brings back.

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::{FileId, Kind, Target, Workspace, samples};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Pane, Session, first_file};

/// What a reload brings back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    pub(super) workspace: Workspace,
    pub(super) selected: Option<FileId>,
    pub(super) target: Target,
    pub(super) pane: Pane,
    pub(super) rules: Rules,
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
        }
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
        }
    }

    /// Runs the effect that calls it again whenever [`Self::snapshot`] would differ.
    pub fn track_snapshot(&self) {
        self.workspace.track();
        self.selected.track();
        self.target.track();
        self.pane.track();
        self.rules.track();
    }
}
