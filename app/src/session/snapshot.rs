//! The part of the session that a reload restores.

use std::collections::HashMap;

use cyclotron_core::cloudformation::Rules;
use cyclotron_core::{BundleId, FileId, Kind, Target, Workspace, starters};
use leptos::prelude::*;

use super::{Event, MANY, Pane, Session, first_file};
use crate::problems::filter::Filter;

/// The part of the session that a reload restores. [`crate::storage`] stores it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// The open bundles.
    pub workspace: Workspace,
    /// The file in the editor.
    pub selected: Option<FileId>,
    /// The target of the form and the rendering.
    pub target: Target,
    /// The visible pane of a narrow window.
    pub pane: Pane,
    /// The settings of CloudFormation's rules.
    pub rules: Rules,
    /// The filter of the problems.
    pub filter: Filter,
    /// The bundles whose silencing rules are not applied yet.
    pub held: Vec<BundleId>,
}

impl Snapshot {
    /// The ready workspace, with its service selected.
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
}

impl Session {
    /// Whether the open bundles are those of the ready workspace, unchanged.
    pub fn is_ready_workspace(&self) -> bool {
        let ready = starters::ready_workspace();
        self.workspace.with_untracked(|open| {
            open.bundles.len() == ready.bundles.len()
                && open
                    .bundles
                    .iter()
                    .zip(&ready.bundles)
                    .all(|(open, ready)| (&open.name, &open.files) == (&ready.name, &ready.files))
        })
    }

    /// Subscribes the running effect to everything that a [`Snapshot`] holds.
    pub fn track_snapshot(&self) {
        self.workspace.track();
        self.selected.track();
        self.target.track();
        self.pane.track();
        self.cloudformation.rules.track();
        self.filter.track();
        self.silence.held.track();
    }

    /// Replaces the session by another state. The editor can undo each change of a text that is in both.
    pub fn resume(&self, snapshot: Snapshot) {
        let Snapshot { mut workspace, selected, target, pane, rules, filter, held } = snapshot;
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
        // Pending form entries and undo steps belong to the state before.
        self.entries.clear();
        self.notices.update(|notices| notices.retain(|notice| notice.undo.is_none()));
        self.edits.clear();
        self.form_edits.clear();
        self.last_good.update(HashMap::clear);
        if workspace.bundles.len() < MANY && self.repository.get_untracked() {
            self.repository.set(false);
        }
        self.update(|open| *open = workspace);
        self.events.send(Event::Resumed);
        self.send_replaced(replaced, None);
        self.selected.set(selected);
        self.target.set(target);
        self.pane.set(pane);
        self.cloudformation.rules.set(rules);
        self.filter.set(filter);
        self.silence.held.set(held);
    }

    /// Closes all bundles.
    pub fn clear(&self) {
        self.resume(Snapshot::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Session {
        pub fn snapshot(&self) -> Snapshot {
            Snapshot {
                workspace: self.workspace.get_untracked(),
                selected: self.selected.get_untracked(),
                target: self.target.get_untracked(),
                pane: self.pane.get_untracked(),
                rules: self.cloudformation.rules.get_untracked(),
                filter: self.filter.get_untracked(),
                held: self.silence.held.get_untracked(),
            }
        }
    }

    #[test]
    fn another_state_takes_the_place_of_this_one() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let before = session.snapshot();
            let file = before.selected.clone().unwrap();
            session.typed(&file, "typed".to_owned());
            session.close("item-api-environment");
            let events = session.events.record();
            session.resume(before.clone());
            assert_eq!(session.snapshot(), before);
            let replaced = Event::Replaced { file, before: "typed".to_owned(), edit: None };
            assert_eq!(*events.borrow(), [Event::Resumed, replaced]);
            assert!(session.notices.with_untracked(Vec::is_empty));
            session.clear();
            assert_eq!(session.snapshot(), Snapshot::default());
        });
    }
}
