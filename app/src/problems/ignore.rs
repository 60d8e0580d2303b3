//! Silences problems with comments, and opens the rules that silence them.

use cyclotron_core::Diagnostic;
use cyclotron_core::silence::Silencer;
use cyclotron_core::text::Edit;
use cyclotron_worker::calls::Ignore;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::session::{Reveal, Session};
use crate::words::problems::silence as words;
use crate::words::session as changes;

impl Session {
    /// Whether the file of a finding is a text, so that a comment can be added.
    pub fn can_ignore(&self, diagnostic: &Diagnostic) -> bool {
        self.workspace.with_untracked(|workspace| {
            workspace.file(&diagnostic.file).is_some_and(|file| file.text().is_some())
        })
    }

    /// Silences a problem with a comment beside it, in one step that can be undone.
    pub fn ignore(&self, engine: SharedEngine, diagnostic: &Diagnostic) {
        if !self.is_fresh() {
            return self.look_again();
        }
        let (session, diagnostic) = (*self, diagnostic.clone());
        let text_revision = self.revisions.text.get_untracked();
        let wanted = diagnostic.clone();
        let done = move |edit: Option<Option<Edit>>| {
            let edit = edit.flatten();
            if session.revisions.text.get_untracked() == text_revision {
                session.ignored(&wanted, edit);
            } else {
                session.say(changes::LOOK_AGAIN);
            }
        };
        engine.with_value(|engine| engine.call_then(Ignore(diagnostic), done));
    }

    /// Applies the edit that adds a comment to silence `diagnostic`; shows a notice if no comment can.
    pub(crate) fn ignored(&self, diagnostic: &Diagnostic, edit: Option<Edit>) {
        let file = &diagnostic.file;
        let edited = edit.and_then(|edit| {
            self.workspace.with_untracked(|open| Some(edit.apply(open.file(file)?.text()?)))
        });
        let Some(text) = edited else {
            return self.tell(words::not_ignored(&diagnostic.code.0), Some(words::OFF_HELP.into()));
        };
        // The user has added a rule to this bundle, so its rules apply from now on.
        self.release(&file.bundle);
        let message = words::ignored(&diagnostic.code.0, &file.path);
        self.replace_all(vec![(file.clone(), text)], message);
    }

    /// Opens the comment or configuration that silences a finding.
    pub fn show_silencer(&self, by: &Silencer) {
        if let Some((file, line)) = by.place() {
            let range = Some(((line, 0), (line, 0)));
            self.go(Reveal { file: file.clone(), range, focus: true });
        }
    }
}
