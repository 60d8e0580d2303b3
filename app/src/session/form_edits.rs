//! Undo and redo of entries in forms. They show no notice, as the form shows what has changed.

use cyclotron_core::{BundleId, FileId, Key};
use leptos::prelude::*;

use super::edits::Replaced;
use super::{Session, notice};
use crate::words::session as words;

/// The most entries that can be undone.
const KEPT: usize = 100;

/// An entry in a form, with the text of its file before and after.
#[derive(Clone, Debug, PartialEq)]
struct FormEdit {
    /// A number that is larger for what was made or undone later, also among notices and edits.
    id: usize,
    text: Replaced,
    /// The path of the value in the file.
    keys: Vec<Key>,
}

/// The entries in forms that can be undone or redone. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct FormEdits {
    done: StoredValue<Vec<FormEdit>>,
    undone: StoredValue<Vec<FormEdit>>,
}

impl FormEdits {
    /// The number of the newest entry that can be undone, to compare it with those of notices.
    pub fn newest(self) -> Option<usize> {
        self.done.with_value(|done| done.last().map(|edit| edit.id))
    }

    /// The number of the entry that was undone last, to compare it with those of edits; `None` if no entry can be redone.
    pub(super) fn last_undone(self) -> Option<usize> {
        self.undone.with_value(|undone| undone.last().map(|edit| edit.id))
    }

    /// Forgets all entries.
    pub fn clear(self) {
        self.done.update_value(Vec::clear);
        self.undone.update_value(Vec::clear);
    }

    /// Updates the paths of files that were moved.
    pub fn follow(self, bundle: BundleId, new_path: impl Fn(&str) -> Option<String>) {
        for list in [self.done, self.undone] {
            list.update_value(|all| {
                for edit in all {
                    edit.text.follow(bundle, &new_path);
                }
            });
        }
    }

    /// Adds an entry. A sequence of entries in the same field is one.
    fn push(self, edit: FormEdit, newest_notice: Option<usize>) {
        self.undone.update_value(Vec::clear);
        self.done.update_value(|done| {
            let FormEdit { id, text, keys } = edit;
            let continues = |last: &&mut FormEdit| {
                let is_newest = newest_notice.is_none_or(|notice| notice < last.id);
                let is_same = last.text.bundle == text.bundle && last.text.path == text.path;
                is_newest && is_same && last.keys == keys && last.text.after == text.before
            };
            match done.last_mut().filter(continues) {
                Some(last) => last.text.after = text.after,
                None => done.push(FormEdit { id, text, keys }),
            }
            done.pop_if(|last| last.text.before == last.text.after);
            let past = done.len().saturating_sub(KEPT);
            done.drain(..past);
        });
    }
}

impl Session {
    /// Keeps an entry in a form for Undo, with the text of its file before it.
    pub(super) fn keep_form_edit(&self, file: &FileId, keys: &[Key], before: String) {
        let (Some(after), Some(bundle)) =
            (untrack(|| self.text_of(file)), self.id_of(&file.bundle))
        else {
            return;
        };
        let text = Replaced { bundle, path: file.path.clone(), before, after };
        let newest = self.notices.with_untracked(|all| {
            all.iter().filter(|one| one.undo.is_some()).map(|one| one.id).max()
        });
        let edit = FormEdit { id: notice::next_id(), text, keys: keys.to_vec() };
        self.form_edits.push(edit, newest);
    }

    /// Undoes the newest entry in a form. If its file has changed since, it cannot be undone any more.
    pub(super) fn undo_form_edit(&self) {
        let FormEdits { done, undone } = self.form_edits;
        self.move_form_edit(done, undone, |text| (&text.after, &text.before), words::undone_entry);
    }

    /// Makes the entry in a form again that was undone last.
    pub(super) fn redo_form_edit(&self) {
        let FormEdits { done, undone } = self.form_edits;
        self.move_form_edit(undone, done, |text| (&text.before, &text.after), words::redone_entry);
    }

    /// Moves the last entry of a list to another one, and replaces the first text of `texts` by the second one.
    fn move_form_edit(
        &self,
        from: StoredValue<Vec<FormEdit>>,
        to: StoredValue<Vec<FormEdit>>,
        texts: impl Fn(&Replaced) -> (&String, &String),
        message: impl Fn(&str) -> String,
    ) {
        let mut last = None;
        from.update_value(|from| last = from.pop());
        let Some(edit) = last else { return };
        let (now, then) = texts(&edit.text);
        if self.put_back(&edit.text, now, then) {
            self.say(message(&name_of(&edit)));
            to.update_value(|to| to.push(FormEdit { id: notice::next_id(), ..edit }));
        }
    }

    /// Replaces the text of a file if it is `now`; otherwise shows why not.
    fn put_back(&self, text: &Replaced, now: &str, then: &str) -> bool {
        let file = self.file_of(text.bundle, &text.path);
        let file = file.filter(|file| untrack(|| self.text_of(file)).as_deref() == Some(now));
        let Some(file) = file else {
            let message = words::not_undone(&words::changed(&text.path));
            self.warn(message, Some(words::CHANGED_HELP.into()));
            return false;
        };
        self.touch_one(&file.bundle);
        self.replace(&file, then.to_owned());
        true
    }
}

/// The last name in the path of an entry's value, for messages.
fn name_of(edit: &FormEdit) -> String {
    let name = edit.keys.iter().rev().find_map(|key| match key {
        Key::Name(name) => Some(name),
        Key::Index(_) => None,
    });
    name.unwrap_or(&edit.text.path).clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spec(session: Session) -> FileId {
        session.workspace.with_untracked(|open| open.bundles[1].id("spec/spec.yaml"))
    }

    /// Changes the text as an entry at `keys` does.
    fn enter(session: Session, keys: &str, text: &str) {
        let file = spec(session);
        let before = session.text_of(&file).unwrap();
        session.replace(&file, text.to_owned());
        session.keep_form_edit(&file, &[Key::from(keys)], before);
    }

    #[test]
    fn entries_are_undone_newest_first_and_redone() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let text = || session.text_of(&spec(session)).unwrap();
            let first = text();
            enter(session, "a", "1");
            // A sequence in one field is one entry.
            enter(session, "a", "2");
            enter(session, "b", "3");
            session.undo_last();
            assert_eq!(text(), "2");
            session.undo_last();
            assert_eq!(text(), first);
            session.redo_last();
            session.redo_last();
            assert_eq!(text(), "3");
            session.undo_last();
            assert_eq!(text(), "2");
        });
    }

    #[test]
    fn an_entry_is_undone_in_order_with_other_actions() {
        Owner::new().with(|| {
            let session = Session::new(None);
            enter(session, "a", "1");
            session.close("item-api-environment");
            let file = || {
                session.workspace.with_untracked(|open| {
                    open.bundle("item-api-service").unwrap().id("spec/spec.yaml")
                })
            };
            session.undo_last();
            assert_eq!(session.workspace.with_untracked(|open| open.bundles.len()), 2);
            assert_eq!(session.text_of(&file()).as_deref(), Some("1"));
            session.undo_last();
            assert_ne!(session.text_of(&file()).as_deref(), Some("1"));
        });
    }

    #[test]
    fn the_last_undone_is_redone_first() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let text = || session.text_of(&spec(session)).unwrap();
            session.replace_all(vec![(spec(session), "edit".into())], "Edited");
            enter(session, "a", "entry");
            session.undo_last();
            session.undo_last();
            session.redo_last();
            assert_eq!(text(), "edit");
            session.redo_last();
            assert_eq!(text(), "entry");
            assert!(!session.can_redo() && session.can_undo());
        });
    }

    #[test]
    fn an_entry_is_not_undone_over_later_changes() {
        Owner::new().with(|| {
            let session = Session::new(None);
            enter(session, "a", "1");
            session.replace(&spec(session), "typed".into());
            session.undo_last();
            assert_eq!(session.text_of(&spec(session)).as_deref(), Some("typed"));
            assert!(session.notices.with_untracked(|all| all.iter().any(|one| one.is_risk)));
            assert_eq!(session.form_edits.newest(), None);
        });
    }
}
