//! The actions of commands that need more than one line in the table.

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::Commands;
use crate::editor::assistant;
use crate::files::actions::Action;
use crate::session::{Pane, Reveal, Saved};
use crate::shell::dialogs::PageDialog;
use crate::ui::await_element::focus_when_there;
use crate::words::commands::names as words;

impl Commands {
    /// Runs an action on the selected bundle.
    pub(in crate::commands) fn act_on_bundle(self, action: Action) {
        if let Some(bundle) = self.bundle() {
            action.run(&self.act, &FileId { bundle, path: String::new() });
        }
    }

    /// Opens the dialog that ejects, with all open bundles chosen.
    pub(in crate::commands) fn eject_all(self) {
        let names = self
            .session
            .workspace
            .with_untracked(|open| open.bundles.iter().map(|bundle| bundle.name.clone()).collect());
        self.dialogs.open(PageDialog::Eject(names));
    }

    /// Runs an action on the selected file.
    pub(in crate::commands) fn act_on_file(self, action: Action) {
        if let Some(file) = self.session.selected.get_untracked() {
            action.run(&self.act, &file);
        }
    }

    /// Saves the selected bundle to its folder.
    pub(in crate::commands) fn save(self) {
        self.folders.save(self.bundle().unwrap_or_default());
    }

    /// Handles Ctrl+S: saves to the bundle's folder, or reports the state of saving. The browser's own dialog
    /// never opens.
    pub(in crate::commands) fn save_by_key(self) {
        let selected = self.session.selected.get_untracked();
        let bundle = selected.map(|file| file.bundle).unwrap_or_default();
        if untrack(|| self.folders.folder_of(&bundle)).is_some() {
            self.folders.save(bundle);
        } else {
            let is_saved = self.session.stored.saved.with_untracked(|saved| *saved == Saved::Yes);
            self.session.say(words::saved_by_itself(is_saved));
        }
    }

    /// Opens the versions of the selected bundle at the field for a new one.
    pub(in crate::commands) fn mark_version(self) {
        self.versions.open(self.bundle());
        focus_when_there("version-note", || {});
    }

    /// Opens the selected sample in the editor.
    pub(in crate::commands) fn edit_sample(self) {
        let bundle = self.bundle().unwrap_or_default();
        let file = self.session.workspace.with_untracked(|open| {
            let bundle = open.bundle(&bundle)?;
            Some(bundle.id(bundle.spec()))
        });
        if let Some(file) = file {
            self.session.go(Reveal { file, range: None, focus: true });
        }
    }

    /// Fixes the first problem at the cursor that has a fix.
    pub(in crate::commands) fn fix_at_cursor(self) {
        if let Some(problem) = self.at_cursor(|problem| problem.fix.is_some()) {
            self.problems.fix(&problem);
        }
    }

    /// Ignores the first problem at the cursor.
    pub(in crate::commands) fn ignore_at_cursor(self) {
        let session = self.session;
        if let Some(problem) = self.at_cursor(|problem| session.can_ignore(problem)) {
            session.ignore(self.engine, &problem);
        }
    }

    /// Lists the outline of the selected file.
    pub(in crate::commands) fn list_outline(self) {
        if let Some(file) = self.text() {
            self.engine.with_value(|engine| {
                assistant::list_outline(self.listing, engine, file);
            });
        }
    }

    /// Focuses the editor.
    pub fn focus_source(self) {
        self.panes.go(Pane::Editor);
    }

    /// Opens the search in all files, for the selected text.
    pub(in crate::commands) fn search_all_files(self) {
        self.search_state.open(self.selected_text(), false);
    }

    /// Opens the search in all files with the field for the new text.
    pub(in crate::commands) fn replace_in_all_files(self) {
        self.search_state.open(self.selected_text(), true);
    }

    /// Opens the palette.
    pub fn open_palette(self) {
        self.want_help();
        self.palette.set(true);
    }

    /// Turns word wrap on or off, and announces it.
    pub(in crate::commands) fn toggle_word_wrap(self) {
        self.session.say(words::word_wrap(self.word_wrap.toggle()));
    }

    /// Changes to the next theme, and announces it.
    pub(in crate::commands) fn next_theme(self) {
        self.theme.update(|theme| *theme = theme.next());
        let name = crate::words::shell::theme::theme(self.theme.get_untracked());
        self.session.say(words::theme(name));
    }
}
