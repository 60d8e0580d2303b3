//! The commands of the page, the command palette, the list of keyboard shortcuts, and the key listener.
//!
//! Shows the palette and its button, and the shortcuts dialog. `Commands` owns whether each is open, whether
//! single-character shortcuts are on, and the recent palette choices.
//!
//! `ENTRIES` is the only registry: the palette, the shortcuts dialog and the key listener all read it. A
//! command that is also a key binding of the editor runs by pressing that key there, so no list can promise an
//! action that the editor lacks. No two commands share a key in one scope, and each command has a unique,
//! stable id.

mod keys;
mod listener;
pub mod palette;
pub mod palette_button;
pub mod palette_item;
mod panes;
mod ranking;
mod recent;
mod run;
mod search;
mod sheet;
pub mod shortcuts;
pub mod shown_keys;

use leptos::prelude::*;

pub use self::keys::{Keys, is_mac};
pub use self::recent::Recent;
pub use self::run::Commands;
pub use self::search::{Found, Group, Item, Listed};
pub use self::sheet::{Row, Section, sections};

/// An action of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "words/commands.rs says what each is")]
pub enum Command {
    NewBundle,
    Open,
    OpenFolder,
    Download,
    DownloadOptions,
    Share,
    Save,
    Workspaces,
    MarkVersion,
    Versions,
    Compare,
    DuplicateBundle,
    RenameBundle,
    CloseBundle,
    NewFile,
    DuplicateFile,
    RenameFile,
    DeleteFile,
    UndoFiles,
    NewSample,
    EditSample,
    Undo,
    Redo,
    Find,
    GoToLine,
    Outline,
    Complete,
    Define,
    References,
    RenameName,
    Explain,
    Comment,
    FoldAll,
    UnfoldAll,
    Fix,
    FixAll,
    Ignore,
    NextProblem,
    PreviousProblem,
    NextPane,
    PreviousPane,
    GoFiles,
    GoEditor,
    GoProblems,
    GoInputs,
    GoRendered,
    Picture,
    ResetPanes,
    Palette,
    Help,
    Shortcuts,
    Theme,
    SafeStart,
    Render,
}

/// The part of the page in which the keys of a command work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Anywhere on the page, except behind a modal dialog.
    Page,
    /// In the text of the editor.
    Editor,
    /// In the tree of files.
    Files,
}

/// The target of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// The bundle of the selected file.
    Bundle,
    /// The selected file.
    File,
}

/// The static description of a command.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// The stable id, by which the recent commands are stored.
    pub id: &'static str,
    /// The part of the page in which its keys work.
    pub scope: Scope,
    /// Its keys in the notation of [`Keys::read`]; a command of the editor presses the one that the editor
    /// binds.
    pub keys: &'static [&'static str],
}

const fn entry(
    command: Command,
    id: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
) -> Entry {
    Entry { command, id, scope, keys }
}

/// All commands, in the order in which they are listed.
pub const ENTRIES: [Entry; 54] = {
    use Command as C;
    use Scope::{Editor, Files, Page};
    [
        entry(C::NewBundle, "new-bundle", Page, &[]),
        entry(C::Open, "open", Page, &[]),
        entry(C::OpenFolder, "open-folder", Page, &[]),
        entry(C::Download, "download", Page, &[]),
        entry(C::DownloadOptions, "download-options", Page, &[]),
        entry(C::Share, "share", Page, &[]),
        entry(C::Save, "save", Page, &["Mod-s"]),
        entry(C::Workspaces, "workspaces", Page, &[]),
        entry(C::NewFile, "new-file", Page, &[]),
        entry(C::RenameFile, "rename-file", Files, &["F2"]),
        entry(C::DuplicateFile, "duplicate-file", Page, &[]),
        entry(C::DeleteFile, "delete-file", Files, &["Delete"]),
        entry(C::UndoFiles, "undo-files", Files, &["Mod-z"]),
        entry(C::NextProblem, "next-problem", Page, &["F8"]),
        entry(C::PreviousProblem, "previous-problem", Page, &["Shift-F8"]),
        entry(C::Fix, "fix", Editor, &["Alt-Enter"]),
        entry(C::FixAll, "fix-all", Page, &[]),
        entry(C::Ignore, "ignore", Page, &[]),
        entry(C::NewSample, "new-sample", Page, &[]),
        entry(C::EditSample, "edit-sample", Page, &[]),
        entry(C::MarkVersion, "mark-version", Page, &[]),
        entry(C::Versions, "versions", Page, &[]),
        entry(C::Compare, "compare", Page, &[]),
        entry(C::DuplicateBundle, "duplicate-bundle", Page, &[]),
        entry(C::RenameBundle, "rename-bundle", Page, &[]),
        entry(C::CloseBundle, "close-bundle", Page, &[]),
        entry(C::Undo, "undo", Editor, &["Mod-z"]),
        entry(C::Redo, "redo", Editor, &["Mod-y", "Mod-Shift-z"]),
        entry(C::Find, "find", Editor, &["Mod-f"]),
        entry(C::GoToLine, "go-to-line", Editor, &["Mod-Alt-g"]),
        entry(C::Outline, "outline", Editor, &["Mod-Shift-o"]),
        entry(C::Define, "define", Editor, &["F12"]),
        entry(C::References, "references", Editor, &["Shift-F12"]),
        entry(C::RenameName, "rename-name", Editor, &["F2"]),
        entry(C::Complete, "complete", Editor, &["Ctrl-Space"]),
        entry(C::Explain, "explain", Editor, &["Shift-F1"]),
        entry(C::Comment, "comment", Editor, &["Mod-/"]),
        entry(C::FoldAll, "fold-all", Editor, &["Ctrl-Alt-["]),
        entry(C::UnfoldAll, "unfold-all", Editor, &["Ctrl-Alt-]"]),
        entry(C::GoFiles, "go-files", Page, &[]),
        entry(C::GoEditor, "go-editor", Page, &[]),
        entry(C::GoProblems, "go-problems", Page, &[]),
        entry(C::GoInputs, "go-inputs", Page, &[]),
        entry(C::GoRendered, "go-rendered", Page, &[]),
        entry(C::Picture, "picture", Page, &[]),
        entry(C::ResetPanes, "reset-panes", Page, &[]),
        entry(C::NextPane, "next-pane", Page, &["F6"]),
        entry(C::PreviousPane, "previous-pane", Page, &["Shift-F6"]),
        entry(C::Palette, "palette", Page, &["Mod-k"]),
        entry(C::Help, "help", Page, &["F1"]),
        entry(C::Shortcuts, "shortcuts", Page, &["?"]),
        entry(C::Theme, "theme", Page, &[]),
        entry(C::SafeStart, "safe-start", Page, &[]),
        entry(C::Render, "render", Page, &[]),
    ]
};

impl Command {
    /// The entry of this command in `ENTRIES`.
    pub fn entry(self) -> Entry {
        let found = ENTRIES.iter().find(|entry| entry.command == self);
        // The test below makes sure that each command has an entry.
        *found.unwrap_or(&ENTRIES[0])
    }

    /// The target of this command, if it has one.
    pub fn object(self) -> Option<Object> {
        use Command as C;
        match self {
            C::Download
            | C::DownloadOptions
            | C::Share
            | C::Save
            | C::MarkVersion
            | C::Versions
            | C::Compare
            | C::DuplicateBundle
            | C::RenameBundle
            | C::CloseBundle
            | C::NewFile
            | C::NewSample
            | C::EditSample => Some(Object::Bundle),
            C::DuplicateFile | C::RenameFile | C::DeleteFile => Some(Object::File),
            _ => None,
        }
    }
}

/// The commands of the page. Must be called below the root component.
pub fn use_commands() -> Commands {
    expect_context()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::words::commands::names::name;

    #[test]
    fn each_command_is_one_and_has_names_of_its_own() {
        let distinct = |all: Vec<String>| all.into_iter().collect::<HashSet<_>>().len();
        let ids = ENTRIES.iter().map(|entry| entry.id.to_owned());
        assert_eq!(distinct(ids.collect()), ENTRIES.len());
        let names = ENTRIES.iter().map(|entry| name(entry.command).0.to_owned());
        assert_eq!(distinct(names.collect()), ENTRIES.len());
        // As many distinct commands as there are variants, so each variant has an entry.
        let commands = ENTRIES.iter().map(|entry| format!("{:?}", entry.command));
        assert_eq!(distinct(commands.collect()), Command::Render as usize + 1);
    }

    #[test]
    fn no_two_commands_have_the_same_keys_at_one_place() {
        for mac in [false, true] {
            let mut seen: Vec<(Scope, Keys)> = vec![];
            for entry in ENTRIES {
                for keys in entry.keys {
                    let keys = Keys::read(keys, mac);
                    let is_taken = seen.iter().any(|(scope, other)| {
                        let meet = *scope == entry.scope
                            || *scope == Scope::Page
                            || entry.scope == Scope::Page;
                        meet && *other == keys
                    });
                    assert!(!is_taken, "{keys:?} of {}", entry.id);
                    seen.push((entry.scope, keys));
                }
            }
        }
    }
}
