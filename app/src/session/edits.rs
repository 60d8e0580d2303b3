//! Edits of several texts in one step, with undo and redo.
//!
//! An edit is one step for the user: undoing it in one of its files undoes it in all of them. If some of its files
//! have changed since, the page asks, so that no typed text is lost.

use cyclotron_core::{BundleId, FileId};
use leptos::prelude::*;

use super::{Session, Undo, notice};
use crate::words::session as words;

/// The most edits that can be undone.
const KEPT: EditId = 50;

/// Identifies an edit of several texts.
pub type EditId = u32;

/// A replaced text of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// The id of the file's bundle.
    pub bundle: BundleId,
    /// The path of the file in it.
    pub path: String,
    /// The previous text.
    pub before: String,
    /// The new text.
    pub after: String,
}

impl Replaced {
    /// Updates the path if the file was moved.
    pub(super) fn follow(&mut self, bundle: BundleId, new_path: impl Fn(&str) -> Option<String>) {
        if self.bundle == bundle
            && let Some(to) = new_path(&self.path)
        {
            self.path = to;
        }
    }
}

/// An edit of several texts in one step.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkspaceEdit {
    id: EditId,
    /// The message of its notice: what was changed.
    message: String,
    texts: Vec<Replaced>,
    /// A number that is larger for what was undone later; `None` if it is not undone.
    undone: Option<usize>,
}

/// A step of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditStep {
    /// Applies it for the first time.
    Apply,
    /// Undoes it.
    Undo,
    /// Applies it again.
    Redo,
}

impl EditStep {
    /// The text before this step, and the one after it.
    fn texts(self, replaced: &Replaced) -> (&str, &str) {
        match self {
            Self::Apply | Self::Redo => (&replaced.before, &replaced.after),
            Self::Undo => (&replaced.after, &replaced.before),
        }
    }
}

/// The question whether to undo or redo an edit in a part of its files, because the others have changed since.
#[derive(Clone, Debug, PartialEq)]
pub struct EditQuestion {
    id: EditId,
    /// The message of the edit.
    pub message: String,
    /// Undo or redo.
    pub step: EditStep,
    /// The paths of the files that have changed since.
    pub changed: Vec<String>,
    /// The other files of the edit.
    pub others: Vec<FileId>,
    /// The file in which the user wants to undo or redo.
    pub from: Option<FileId>,
}

/// The edits that can be undone or redone. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Edits {
    all: StoredValue<Vec<WorkspaceEdit>>,
    next_id: StoredValue<EditId>,
    /// The question that the user has to answer.
    pub question: RwSignal<Option<EditQuestion>>,
}

impl Edits {
    fn get(self, id: EditId) -> Option<WorkspaceEdit> {
        self.all.with_value(|all| all.iter().find(|edit| edit.id == id).cloned())
    }

    /// The number of the edit that was undone last; `None` if no edit can be redone.
    pub(super) fn last_undone(self) -> Option<usize> {
        self.all.with_value(|all| all.iter().filter_map(|edit| edit.undone).max())
    }

    /// Forgets all edits.
    pub fn clear(self) {
        self.all.update_value(Vec::clear);
        self.question.set(None);
    }

    /// Updates the paths of files that were moved.
    pub fn follow(self, bundle: BundleId, new_path: impl Fn(&str) -> Option<String>) {
        self.all.update_value(|all| {
            let texts = all.iter_mut().flat_map(|edit| &mut edit.texts);
            texts.for_each(|text| text.follow(bundle, &new_path));
        });
    }
}

impl Session {
    /// Replaces texts from outside the editor in one step: with one analysis, and one notice whose Undo
    /// restores all of them. Skips missing files and unchanged texts; shows no notice if nothing changes.
    pub fn replace_all(&self, texts: Vec<(FileId, String)>, message: impl Into<String>) {
        let id = self.edits.next_id.get_value();
        let replaced = self.put(texts, (id, EditStep::Apply));
        if !replaced.is_empty() {
            self.push_edit(replaced, message.into());
        }
    }

    /// Keeps the change of a text for Undo, and shows its notice. Returns `None` if the file is gone.
    pub(super) fn keep_edit(&self, file: &FileId, before: &str, message: &str) -> Option<EditId> {
        let after = untrack(|| self.text_of(file))?;
        let (bundle, path) = (self.id_of(&file.bundle)?, file.path.clone());
        let replaced = Replaced { bundle, path, before: before.to_owned(), after };
        Some(self.push_edit(vec![replaced], message.to_owned()))
    }

    fn push_edit(&self, texts: Vec<Replaced>, message: String) -> EditId {
        let id = self.edits.next_id.get_value();
        self.edits.next_id.set_value(id + 1);
        let edit = WorkspaceEdit { id, message: message.clone(), texts, undone: None };
        self.edits.all.update_value(|all| all.push(edit));
        self.forget_edits(|edit| edit.id + KEPT <= id);
        self.tell_with(message, None, Some(Undo::Edit(id)));
        id
    }

    /// Undoes or redoes an edit in all of its files, or asks if some of them have changed since. `from` is the file
    /// in which the user requests it. Returns false if there is no such edit to undo or redo.
    pub fn repeat_edit(&self, id: EditId, step: EditStep, from: Option<&FileId>) -> bool {
        let edit =
            self.edits.get(id).filter(|edit| edit.undone.is_some() == (step == EditStep::Redo));
        let Some(edit) = edit else { return false };
        let (mut changed, mut others) = (vec![], vec![]);
        self.workspace.with_untracked(|workspace| {
            for text in &edit.texts {
                let bundle = workspace.bundle_by_id(text.bundle);
                let file = bundle.and_then(|bundle| bundle.file(&text.path));
                let now = file.and_then(|file| file.text());
                match bundle.filter(|_| now == Some(step.texts(text).0)) {
                    Some(bundle) => others.push(bundle.id(&text.path)),
                    None => changed.push(text.path.clone()),
                }
            }
        });
        if changed.is_empty() {
            self.apply_edit(&edit, step);
        } else if others.is_empty() {
            self.warn(
                words::not_undone(&words::changed(&changed[0])),
                Some(words::CHANGED_HELP.into()),
            );
        } else {
            let (message, from) = (edit.message, from.cloned());
            self.edits.question.set(Some(EditQuestion {
                id,
                message,
                step,
                changed,
                others,
                from,
            }));
        }
        true
    }

    /// Undoes or redoes an edit in a part of its files, after the user has agreed. Afterwards it is no longer an
    /// edit of several files: each file can be undone alone.
    pub fn answer_edit(&self, question: &EditQuestion, files: &[FileId]) {
        self.edits.question.set(None);
        let Some(edit) = self.edits.get(question.id) else { return };
        let (step, all) = (question.step, edit.texts.len());
        let count = self.put_step(&edit, step, |file| files.contains(file));
        self.forget_edits(|edit| edit.id == question.id);
        self.tell(words::repeated_in_part(&edit.message, step == EditStep::Undo, count, all), None);
    }

    /// Forgets edits, and removes their notices, whose Undo would do nothing.
    fn forget_edits(&self, is_past: impl Fn(&WorkspaceEdit) -> bool) {
        let mut past = vec![];
        self.edits.all.update_value(|all| {
            past = all.extract_if(.., |edit| is_past(edit)).map(|edit| edit.id).collect();
        });
        self.remove_notices_of(&past);
    }

    fn remove_notices_of(&self, edits: &[EditId]) {
        let is_of = |undo: &Undo| matches!(undo, Undo::Edit(id) if edits.contains(id));
        self.notices.update(|all| all.retain(|notice| !notice.undo.as_ref().is_some_and(is_of)));
    }

    /// Whether an edit or an entry in a form can be redone.
    pub fn can_redo(&self) -> bool {
        self.edits.last_undone().is_some() || self.form_edits.last_undone().is_some()
    }

    /// Applies the edit, or makes the entry in a form, again that was undone last.
    pub fn redo_last(&self) {
        let last = self.edits.last_undone();
        if self.form_edits.last_undone() > last {
            return self.redo_form_edit();
        }
        let id = self.edits.all.with_value(|all| {
            all.iter().find(|edit| edit.undone.is_some() && edit.undone == last).map(|edit| edit.id)
        });
        match id {
            Some(id) => _ = self.repeat_edit(id, EditStep::Redo, None),
            None => self.say(words::NOTHING_TO_REDO),
        }
    }

    /// Undoes or redoes an edit in all of its files.
    fn apply_edit(&self, edit: &WorkspaceEdit, step: EditStep) {
        self.put_step(edit, step, |_| true);
        let is_undone = step == EditStep::Undo;
        self.edits.all.update_value(|all| {
            let found = all.iter_mut().find(|other| other.id == edit.id);
            if let Some(found) = found {
                found.undone = is_undone.then(notice::next_id);
            }
        });
        if is_undone {
            self.remove_notices_of(&[edit.id]);
            self.tell(words::undone(&edit.message), None);
        } else {
            self.tell_with(edit.message.clone(), None, Some(Undo::Edit(edit.id)));
        }
    }

    /// Puts the texts of an edit after a step into those of its files that are wanted. Returns how many those are.
    fn put_step(
        &self,
        edit: &WorkspaceEdit,
        step: EditStep,
        is_wanted: impl Fn(&FileId) -> bool,
    ) -> usize {
        let texts = edit.texts.iter().filter_map(|text| {
            let file = self.file_of(text.bundle, &text.path)?;
            is_wanted(&file).then(|| (file, step.texts(text).1.to_owned()))
        });
        self.put(texts.collect(), (edit.id, step)).len()
    }

    /// Replaces texts in one change. Returns those that were different.
    fn put(&self, texts: Vec<(FileId, String)>, edit: (EditId, EditStep)) -> Vec<Replaced> {
        let mut replaced = vec![];
        self.workspace.with_untracked(|workspace| {
            for (file, after) in texts {
                let before = workspace.file(&file).and_then(|file| file.text());
                let bundle = workspace.id_of(&file.bundle);
                if let Some((before, bundle)) = before.filter(|it| *it != after).zip(bundle) {
                    let before = before.to_owned();
                    replaced
                        .push((file.clone(), Replaced { bundle, path: file.path, before, after }));
                }
            }
        });
        if replaced.is_empty() {
            return vec![];
        }
        for (file, _) in &replaced {
            self.touch_one(&file.bundle);
        }
        self.make_change(|workspace| {
            for (file, text) in &replaced {
                self.put_text(workspace, file, text.after.clone());
            }
        });
        let taken_over = replaced.iter().map(|(file, text)| (file.clone(), text.before.clone()));
        self.send_replaced(taken_over, Some(edit));
        replaced.into_iter().map(|(_, text)| text).collect()
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Bundle, File, Workspace};

    use super::super::Event;
    use super::*;

    const PATHS: [&str; 2] = ["a.yaml", "b.yaml"];

    fn session() -> Session {
        let files = PATHS.map(|path| File::new(path, "old")).to_vec();
        let session = Session::new(None);
        let bundle = Bundle { name: "bundle".into(), files, ..Bundle::default() };
        session.workspace.set(Workspace { bundles: vec![bundle] });
        session
    }

    fn id(path: &str) -> FileId {
        FileId { bundle: "bundle".into(), path: path.into() }
    }

    fn texts(session: Session) -> Vec<String> {
        session.workspace.with_untracked(|workspace| {
            let text = |path: &&str| workspace.file(&id(path)).and_then(|file| file.text());
            PATHS.iter().filter_map(text).map(str::to_owned).collect()
        })
    }

    fn notices(session: Session) -> Vec<(String, Option<Undo>)> {
        session.notices.with_untracked(|all| {
            all.iter().map(|notice| (notice.message.clone(), notice.undo.clone())).collect()
        })
    }

    #[test]
    fn many_texts_change_in_one_step_and_go_back_in_one() {
        Owner::new().with(|| {
            let session = session();
            let events = session.events.record();
            let new = |path: &str| (id(path), format!("new {path}"));
            session.replace_all(PATHS.map(new).into(), "Renamed");
            assert_eq!(texts(session), ["new a.yaml", "new b.yaml"]);
            assert_eq!(session.revisions.requested.get_untracked(), 1);
            let replaced = PATHS.map(|path| {
                let (file, before) = (id(path), "old".to_owned());
                Event::Replaced { file, before, edit: Some((0, EditStep::Apply)) }
            });
            assert_eq!(*events.borrow(), replaced);
            session.undo_last();
            assert_eq!(texts(session), ["old", "old"]);
            assert_eq!(session.revisions.requested.get_untracked(), 2);
        });
    }

    #[test]
    fn an_edit_is_undone_and_redone_in_all_files() {
        Owner::new().with(|| {
            let session = session();
            session.replace_all(PATHS.map(|path| (id(path), "new".to_owned())).into(), "Renamed");
            let has_undo =
                || session.notices.with_untracked(|all| all.iter().any(|one| one.undo.is_some()));
            let file = id("a.yaml");
            assert!(!session.repeat_edit(0, EditStep::Redo, Some(&file)));
            assert!(session.repeat_edit(0, EditStep::Undo, Some(&file)));
            assert_eq!(texts(session), ["old", "old"]);
            // The notice does not offer to undo it again.
            assert!(!has_undo());
            assert!(!session.repeat_edit(0, EditStep::Undo, Some(&file)));
            session.redo_last();
            assert_eq!(texts(session), ["new", "new"]);
            assert!(has_undo());
            session.undo_last();
            assert_eq!(texts(session), ["old", "old"]);
        });
    }

    #[test]
    fn the_page_asks_if_a_file_has_changed_since() {
        Owner::new().with(|| {
            let session = session();
            session.replace_all(PATHS.map(|path| (id(path), "new".to_owned())).into(), "Renamed");
            session.typed(&id("b.yaml"), "typed".to_owned());
            session.undo_last();
            // Nothing is undone before the answer, and the notice stays.
            assert_eq!(texts(session), ["new", "typed"]);
            let question = session.edits.question.get_untracked().unwrap();
            assert_eq!(question.changed, ["b.yaml"]);
            assert_eq!(question.others, [id("a.yaml")]);
            assert!(session.notices.with_untracked(|all| all.iter().any(|one| one.undo.is_some())));
            session.answer_edit(&question, &question.others);
            assert_eq!(texts(session), ["old", "typed"]);
            assert_eq!(session.edits.question.get_untracked(), None);
            assert!(!session.repeat_edit(0, EditStep::Redo, None));
            assert_eq!(notices(session), [("Undone in 1 of 2 files: Renamed".to_owned(), None)]);
        });
    }

    #[test]
    fn a_notice_does_not_offer_what_can_no_longer_be_undone() {
        Owner::new().with(|| {
            let session = session();
            session.replace_all(PATHS.map(|path| (id(path), "new".to_owned())).into(), "Renamed");
            session.undo_last();
            session.typed(&id("b.yaml"), "typed".to_owned());
            session.redo_last();
            let question = session.edits.question.get_untracked().unwrap();
            session.answer_edit(&question, &question.others);
            assert_eq!(texts(session), ["new", "typed"]);
            let redone = ("Redone in 1 of 2 files: Renamed".to_owned(), None);
            assert_eq!(notices(session).last(), Some(&redone));
            for at in 0..=KEPT {
                let text = format!("text {at}");
                session.replace_all(vec![(id("a.yaml"), text.clone())], text);
            }
            let offered = notices(session).into_iter().filter_map(|(_, undo)| undo);
            let is_known = |undo: &Undo| match undo {
                Undo::Edit(id) => session.edits.get(*id).is_some(),
                _ => false,
            };
            let offered: Vec<Undo> = offered.collect();
            assert_eq!(offered.len(), KEPT as usize);
            assert!(offered.iter().all(is_known));
        });
    }

    #[test]
    fn an_edit_cannot_be_undone_if_all_its_files_have_changed() {
        Owner::new().with(|| {
            let session = session();
            session.replace_all(PATHS.map(|path| (id(path), "new".to_owned())).into(), "Renamed");
            for path in PATHS {
                session.typed(&id(path), "typed".to_owned());
            }
            session.undo_last();
            assert_eq!(texts(session), ["typed", "typed"]);
            assert_eq!(session.edits.question.get_untracked(), None);
            let said = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
            assert!(said.message.contains("a.yaml has changed since"), "{said:?}");
        });
    }

    #[test]
    fn where_nothing_changes_nothing_is_said() {
        Owner::new().with(|| {
            let session = session();
            let texts = vec![(id("a.yaml"), "old".to_owned()), (id("gone.yaml"), String::new())];
            session.replace_all(texts, "Renamed");
            assert_eq!(session.revisions.requested.get_untracked(), 0);
            assert!(session.notices.with_untracked(Vec::is_empty));
        });
    }
}
