//! The entries in forms that are not in the text yet.

use cyclotron_core::{Action, Field, FileId, Key};
use cyclotron_worker::calls::Change;
use leptos::prelude::*;

use super::{Event, Session};

/// The form entries that are not in the text yet. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Entries {
    /// The entries, oldest first.
    pub all: RwSignal<Vec<Change>>,
    /// The number of leading entries that were already sent to the worker.
    pub sent: StoredValue<usize>,
}

impl Session {
    /// Queues a form entry for the value at `path`. It gets into the text with the next analysis.
    pub fn change(&self, file: &FileId, path: &[Key], action: Action) {
        crate::shell::crash::note(false);
        let change = Change { file: file.clone(), path: path.to_vec(), action };
        let sent = self.entries.sent.get_value();
        self.entries.all.update(|changes| {
            // A later entry in the same field replaces an earlier one, unless that was already sent to the
            // worker.
            match changes.iter_mut().skip(sent).next_back() {
                Some(last) if replaces(&change, last) => *last = change,
                _ => changes.push(change),
            }
        });
        // Until the storage has written the entry to its journal.
        self.risk_entries(true);
        self.revisions.requested.update(|count| *count += 1);
        self.events.send(Event::Entered);
    }

    /// Queues an entry in a form field. If the value is part of an inherited default, the default is written
    /// out first.
    pub fn enter(&self, file: &FileId, field: &Field, action: Action) {
        if let Some(inherited) = &field.inherited {
            let is_under_way = self.entries.all.with_untracked(|changes| {
                changes.iter().any(|change| change.file == *file && change.path == inherited.path)
            });
            if !is_under_way {
                self.change(file, &inherited.path, Action::Set(inherited.value.clone()));
            }
        }
        self.change(file, &field.path, action);
    }
}

/// Whether `change` makes the earlier change `before` unnecessary. A change that adds or removes a list item
/// moves the items after it, so it is never replaced.
fn replaces(change: &Change, before: &Change) -> bool {
    let in_place = |change: &Change| {
        matches!(change.action, Action::Set(_) | Action::Write(_))
            && !matches!(change.path.last(), Some(Key::Index(_)))
    };
    change.file == before.file && change.path == before.path && in_place(change) && in_place(before)
}
