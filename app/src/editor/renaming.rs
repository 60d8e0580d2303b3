//! Renames a symbol in all files at once.

use cyclotron_core::assist::Renaming;
use leptos::prelude::*;

use crate::session::Session;
use crate::words::session as words;

impl Session {
    /// Applies the edits of a renaming in one step. The editor can undo them file by file; a notice undoes all.
    pub fn rename(&self, old: &str, new: &str, renaming: &Renaming) {
        let texts: Vec<_> = self.workspace.with_untracked(|workspace| {
            let changed = renaming.iter().filter_map(|(file, edits)| {
                let before = workspace.file(file)?.text()?.to_owned();
                let after = edits.iter().rev().fold(before, |text, edit| edit.apply(&text));
                Some((file.clone(), after))
            });
            changed.collect()
        });
        let message = words::renamed_in(old, new, texts.len());
        self.replace_all(texts, message);
    }
}
