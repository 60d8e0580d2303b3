//! Replaces several texts in one step, with one Undo.

use cyclotron_core::{BundleId, FileId};
use leptos::prelude::*;

use super::{Session, Undo};
use crate::words::session as words;

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

impl Session {
    /// Replaces texts from outside the editor in one step: with one analysis, and one notice whose Undo
    /// restores all of them. Skips missing files and unchanged texts; shows no notice if nothing changes.
    pub fn replace_all(&self, texts: Vec<(FileId, String)>, message: impl Into<String>) {
        let replaced = self.put(texts);
        if !replaced.is_empty() {
            self.tell_with(message.into(), None, Some(Undo::Texts(replaced)));
        }
    }

    /// Restores replaced texts: all of them, or none if the user has changed any of them since, so that no
    /// edits are lost.
    pub(super) fn put_back(&self, replaced: Vec<Replaced>) {
        let changed = self.workspace.with_untracked(|workspace| {
            let is_as_left = |text: &&Replaced| {
                let file = workspace.bundle_by_id(text.bundle).and_then(|it| it.file(&text.path));
                file.and_then(|file| file.text()) == Some(text.after.as_str())
            };
            replaced.iter().find(|text| !is_as_left(text)).map(|text| text.path.clone())
        });
        if let Some(path) = changed {
            let message = words::not_undone(&words::changed(&path));
            let help = words::CHANGED_HELP;
            return self.warn(message, Some(help.into()));
        }
        let texts = replaced.into_iter().filter_map(|text| {
            self.file_of(text.bundle, &text.path).map(|file| (file, text.before))
        });
        self.put(texts.collect());
    }

    /// Replaces texts in one change. Returns those that were different.
    fn put(&self, texts: Vec<(FileId, String)>) -> Vec<Replaced> {
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
        self.send_replaced(taken_over);
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

    fn undo(session: Session) {
        let notice = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
        session.bring_back(notice.undo.unwrap());
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
            let replaced =
                PATHS.map(|path| Event::Replaced { file: id(path), before: "old".to_owned() });
            assert_eq!(*events.borrow(), replaced);
            undo(session);
            assert_eq!(texts(session), ["old", "old"]);
            assert_eq!(session.revisions.requested.get_untracked(), 2);
        });
    }

    #[test]
    fn undo_keeps_texts_that_were_typed_since() {
        Owner::new().with(|| {
            let session = session();
            session.replace_all(PATHS.map(|path| (id(path), "new".to_owned())).into(), "Renamed");
            session.typed(&id("b.yaml"), "typed".to_owned());
            undo(session);
            assert_eq!(texts(session), ["new", "typed"]);
            let said = session.notices.with_untracked(|notices| notices.last().cloned()).unwrap();
            assert!(said.message.contains("b.yaml has changed since"), "{said:?}");
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
