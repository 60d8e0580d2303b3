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
    /// The entries whose notices offer to undo them, with the messages of the notices.
    undoable: StoredValue<Vec<(Change, String)>>,
}

impl Entries {
    /// Drops all entries.
    pub(super) fn clear(self) {
        self.all.update(Vec::clear);
        self.sent.set_value(0);
        self.undoable.update_value(Vec::clear);
    }

    /// Drops the entries that the worker has turned into edits, or rejected, and returns them. Those whose notices offer to undo
    /// them have the message of the notice.
    pub fn forget_sent(self) -> Vec<(Change, Option<String>)> {
        let sent = self.sent.get_value();
        self.sent.set_value(0);
        if sent == 0 {
            return vec![];
        }
        let mut done = vec![];
        self.all.update(|changes| done = changes.drain(..sent.min(changes.len())).collect());
        let mut undoable = vec![];
        self.undoable.update_value(|all| {
            undoable = all.extract_if(.., |(change, _)| done.contains(change)).collect();
        });
        let with_message = |change: Change| {
            let found = undoable.iter().find(|(of, _)| *of == change);
            let message = found.map(|(_, message)| message.clone());
            (change, message)
        };
        done.into_iter().map(with_message).collect()
    }
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

    /// Queues a removal. Once it is in the text, a notice with this message offers to undo it.
    pub fn remove(&self, file: &FileId, path: &[Key], message: String) {
        let (file, path, action) = (file.clone(), path.to_vec(), Action::Remove);
        let change = Change { file, path, action };
        self.entries.undoable.update_value(|all| all.push((change.clone(), message)));
        self.change(&change.file, &change.path, change.action);
    }

    /// Queues an entry in a form field. If the value is part of an inherited default, the default is written
    /// out first.
    pub fn enter(&self, file: &FileId, field: &Field, action: Action) {
        self.write_out_inherited(file, field);
        self.change(file, &field.path, action);
    }

    /// Queues the removal of a list item or an entry of a mapping, see [`Self::remove`].
    pub fn remove_field(&self, file: &FileId, field: &Field, message: String) {
        self.write_out_inherited(file, field);
        self.remove(file, &field.path, message);
    }

    fn write_out_inherited(&self, file: &FileId, field: &Field) {
        if let Some(inherited) = &field.inherited {
            let is_under_way = self.entries.all.with_untracked(|changes| {
                changes.iter().any(|change| change.file == *file && change.path == inherited.path)
            });
            if !is_under_way {
                self.change(file, &inherited.path, Action::Set(inherited.value.clone()));
            }
        }
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
