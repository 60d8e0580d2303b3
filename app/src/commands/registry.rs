//! The table of all commands: name, keys, when it is available, and what it runs.

use leptos::prelude::*;

use super::run::no_folders;
use super::{Commands, Keys, is_mac};
use crate::files::actions::Action;
use crate::session::Pane;
use crate::shell::dialogs::PageDialog;
use crate::shell::layout::Layout;
use crate::words::commands::names::{self, Name};

/// An action of the page.
pub struct Command {
    /// The stable id, by which the recent commands are stored.
    pub id: &'static str,
    /// The name.
    pub name: &'static str,
    /// Further words that the palette matches.
    pub also: &'static str,
    /// The part of the page in which its keys work.
    pub scope: Scope,
    /// Its keys in the notation of [`Keys::all`](super::Keys::all). A command that the editor implements runs by
    /// pressing the one that the editor binds.
    pub keys: &'static [&'static str],
    /// When it is available.
    pub(super) when: When,
    /// The way to run it.
    pub(super) run: Run,
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
    /// Anywhere on the page but in a text, which has the keys for itself.
    OutsideText,
}

/// The target of a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// The bundle of the selected file.
    Bundle,
    /// The selected file.
    File,
}

/// Returns why a command is unavailable now; `None` if it can run.
type Hindrance = fn(Commands) -> Option<&'static str>;

/// When a command is available.
#[derive(Clone, Copy)]
pub(super) enum When {
    /// At any time.
    Always,
    /// While a bundle is selected, on which it acts.
    Bundle,
    /// While a file is selected, on which it acts.
    File,
    /// While the editor shows a text.
    Text,
    /// While the check finds no hindrance.
    If(Hindrance),
    /// Like `Bundle`, if the check finds no hindrance.
    BundleIf(Hindrance),
}

/// The way to run a command.
#[derive(Clone, Copy)]
pub(super) enum Run {
    /// Calls the function.
    Call(fn(Commands)),
    /// Presses its keys in the editor, which implements it.
    Press,
}

const fn command(
    id: &'static str,
    (name, also): Name,
    scope: Scope,
    keys: &'static [&'static str],
    when: When,
    run: Run,
) -> Command {
    Command { id, name, also, scope, keys, when, run }
}

use Run::{Call, Press};
use Scope::{Editor, Files, OutsideText, Page};
use When::{Always, Bundle, BundleIf, File, If, Text};

/// All commands, in the order in which they are listed.
#[rustfmt::skip]
pub static COMMANDS: [Command; 63] = [
    command("new-bundle", names::NEW_BUNDLE, Page, &[], Always, Call(|c| c.dialogs.open(PageDialog::NewBundle))),
    command("open", names::OPEN, Page, &[], Always, Call(|c| c.opening.choose_archives())),
    command("open-folder", names::OPEN_FOLDER, Page, &[], Always, Call(|c| c.opening.choose_folder())),
    command("download", names::DOWNLOAD, Page, &[], Bundle, Call(|c| c.downloads.begin(c.bundle()))),
    command("download-options", names::DOWNLOAD_OPTIONS, Page, &[], Bundle, Call(|c| c.dialogs.open(PageDialog::Download))),
    command("share", names::SHARE, Page, &[], Bundle, Call(|c| c.dialogs.open(PageDialog::Share))),
    command("save", names::SAVE, Page, &["Mod-s"], BundleIf(|_| no_folders()), Call(Commands::save)),
    command("workspaces", names::WORKSPACES, Page, &[], If(Commands::no_storage), Call(|c| c.dialogs.open(PageDialog::Workspaces))),
    command("new-file", names::NEW_FILE, Page, &[], Bundle, Call(|c| c.act_on_file(Action::NewFile))),
    command("rename-file", names::RENAME_FILE, Files, &["F2"], File, Call(|c| c.act_on_file(Action::Rename))),
    command("duplicate-file", names::DUPLICATE_FILE, Page, &[], File, Call(|c| c.act_on_file(Action::Duplicate))),
    command("delete-file", names::DELETE_FILE, Files, &["Delete"], File, Call(|c| c.act_on_file(Action::Delete))),
    command("undo-files", names::UNDO_FILES, OutsideText, &["Mod-z"], If(Commands::nothing_to_undo), Call(|c| c.session.undo_last())),
    command("redo-files", names::REDO_FILES, OutsideText, &["Mod-y", "Mod-Shift-z"], If(Commands::nothing_to_redo), Call(|c| c.session.redo_last())),
    command("search", names::SEARCH, Page, &["Mod-Shift-f"], Always, Call(Commands::search_all_files)),
    command("replace", names::REPLACE, Page, &["Mod-Shift-h"], Always, Call(Commands::replace_in_all_files)),
    command("go-back", names::GO_BACK, Page, &["mac:Ctrl--", "pc:Ctrl-Alt--"], If(Commands::no_place_back), Call(|c| c.navigation.back())),
    command("go-forward", names::GO_FORWARD, Page, &["mac:Ctrl-Shift--", "pc:Ctrl-Shift--"], If(Commands::no_place_forward), Call(|c| c.navigation.forward())),
    command("next-problem", names::NEXT_PROBLEM, Page, &["F8"], If(Commands::no_problem), Call(|c| c.problems.step(c.cursor().as_ref(), false))),
    command("previous-problem", names::PREVIOUS_PROBLEM, Page, &["Shift-F8"], If(Commands::no_problem), Call(|c| c.problems.step(c.cursor().as_ref(), true))),
    command("fix", names::FIX, Editor, &["Mod-.", "Alt-Enter"], If(Commands::no_fix), Call(Commands::fix_at_cursor)),
    command("fix-all", names::FIX_ALL, Page, &[], If(Commands::no_safe_fix), Call(|c| c.problems.fix_all())),
    command("ignore", names::IGNORE, Page, &[], If(Commands::not_ignorable), Call(Commands::ignore_at_cursor)),
    command("new-sample", names::NEW_SAMPLE, Page, &[], Bundle, Call(|c| c.dialogs.open(PageDialog::NewSample))),
    command("edit-sample", names::EDIT_SAMPLE, Page, &[], Bundle, Call(Commands::edit_sample)),
    command("mark-version", names::MARK_VERSION, Page, &[], Bundle, Call(Commands::mark_version)),
    command("versions", names::VERSIONS, Page, &[], Bundle, Call(|c| c.versions.open(c.bundle()))),
    command("compare", names::COMPARE, Page, &[], Bundle, Call(|c| c.comparison.open())),
    command("eject", names::EJECT, Page, &[], BundleIf(Commands::is_not_rendered), Call(|c| c.act_on_bundle(Action::Eject))),
    command("eject-all", names::EJECT_ALL, Page, &[], If(Commands::nothing_to_eject), Call(Commands::eject_all)),
    command("duplicate-bundle", names::DUPLICATE_BUNDLE, Page, &[], Bundle, Call(|c| c.act_on_bundle(Action::Duplicate))),
    command("rename-bundle", names::RENAME_BUNDLE, Page, &[], Bundle, Call(|c| c.act_on_bundle(Action::Rename))),
    command("close-bundle", names::CLOSE_BUNDLE, Page, &[], Bundle, Call(|c| c.act_on_bundle(Action::Delete))),
    command("undo", names::UNDO, Editor, &["Mod-z"], Text, Press),
    command("redo", names::REDO, Editor, &["Mod-y", "Mod-Shift-z"], Text, Press),
    command("find", names::FIND, Editor, &["Mod-f"], Text, Press),
    command("go-to-line", names::GO_TO_LINE, Editor, &["Mod-Alt-g"], Text, Press),
    command("outline", names::OUTLINE, Editor, &["Mod-Shift-o"], Text, Call(Commands::list_outline)),
    command("define", names::DEFINE, Editor, &["F12"], Text, Press),
    command("references", names::REFERENCES, Editor, &["Shift-F12"], Text, Press),
    command("rename-name", names::RENAME_NAME, Editor, &["F2"], Text, Press),
    command("complete", names::COMPLETE, Editor, &["Ctrl-Space"], Text, Press),
    command("explain", names::EXPLAIN, Editor, &["Shift-F1"], Text, Press),
    command("comment", names::COMMENT, Editor, &["Mod-/"], Text, Press),
    command("fold-all", names::FOLD_ALL, Editor, &["Ctrl-Alt-["], Text, Press),
    command("unfold-all", names::UNFOLD_ALL, Editor, &["Ctrl-Alt-]"], Text, Press),
    command("go-files", names::GO_FILES, Page, &[], Always, Call(|c| c.panes.go(Pane::Files))),
    command("go-editor", names::GO_EDITOR, Page, &[], Always, Call(|c| c.panes.go(Pane::Editor))),
    command("go-problems", names::GO_PROBLEMS, Page, &[], Always, Call(|c| c.panes.go(Pane::Problems))),
    command("go-inputs", names::GO_INPUTS, Page, &[], Always, Call(|c| c.panes.go(Pane::Inputs))),
    command("go-rendered", names::GO_RENDERED, Page, &[], Always, Call(|c| c.panes.go(Pane::Rendered))),
    command("repository", names::REPOSITORY, Page, &[], If(Commands::nothing_open), Call(|c| c.session.show_repository())),
    command("picture", names::DIAGRAM, Page, &[], Always, Call(|c| c.diagrams.open())),
    command("word-wrap", names::WORD_WRAP, Page, &["Alt-z"], Always, Call(Commands::toggle_word_wrap)),
    command("reset-panes", names::RESET_PANES, Page, &[], Always, Call(|c| c.layout.update(Layout::reset_all))),
    command("next-pane", names::NEXT_PANE, Page, &["F6"], Always, Call(|c| _ = c.panes.cycle(false))),
    command("previous-pane", names::PREVIOUS_PANE, Page, &["Shift-F6"], Always, Call(|c| _ = c.panes.cycle(true))),
    command("palette", names::PALETTE, Page, &["Mod-p", "Mod-k"], Always, Call(Commands::open_palette)),
    command("help", names::HELP, Page, &["F1"], Always, Call(|c| c.help.toggle_index())),
    command("shortcuts", names::SHORTCUTS, Page, &["?"], Always, Call(|c| c.sheet.set(true))),
    command("theme", names::THEME, Page, &[], Always, Call(Commands::next_theme)),
    command("safe-start", names::SAFE_START, Page, &[], If(Commands::is_safe), Call(|_| drop(window().location().set_search("safe")))),
    command("render", names::RENDER, Page, &[], If(Commands::is_rendered), Call(|c| c.session.safe.set(false))),
];

impl Command {
    /// The target of this command, if it has one.
    pub fn object(&self) -> Option<Object> {
        match self.when {
            When::Bundle | When::BundleIf(_) => Some(Object::Bundle),
            When::File => Some(Object::File),
            When::Always | When::Text | When::If(_) => None,
        }
    }

    /// Its keys on a Mac, or on another computer.
    pub fn keys_on(&self, mac: bool) -> Vec<Keys> {
        Keys::all(self.keys, mac)
    }

    /// The first of its keys on this computer, as it is shown to the user.
    pub fn shown_keys(&self) -> Option<Keys> {
        self.keys_on(is_mac()).into_iter().next()
    }

    /// A tooltip: `name`, and the keys of the command in parentheses.
    pub fn tooltip(&self, name: &str) -> String {
        match self.shown_keys() {
            Some(keys) => format!("{name} ({})", keys.short(is_mac())),
            None => name.to_owned(),
        }
    }
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl std::fmt::Debug for Command {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str(self.id)
    }
}

/// The command with an id of the table.
pub fn by_id(id: &str) -> &'static Command {
    // A test below finds each id that the page uses.
    COMMANDS.iter().find(|command| command.id == id).unwrap_or(&COMMANDS[0])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::listener::{
        NEXT_PANE, NEXT_PROBLEM, PALETTE, PREVIOUS_PANE, PREVIOUS_PROBLEM, SAVE,
    };
    use super::*;

    #[test]
    fn each_command_has_its_own_id_and_name() {
        let distinct = |all: Vec<&str>| all.into_iter().collect::<HashSet<_>>().len();
        assert_eq!(distinct(COMMANDS.iter().map(|command| command.id).collect()), COMMANDS.len());
        assert_eq!(distinct(COMMANDS.iter().map(|command| command.name).collect()), COMMANDS.len());
    }

    #[test]
    fn the_commands_that_the_page_names_exist() {
        for id in [SAVE, PALETTE, NEXT_PANE, PREVIOUS_PANE, NEXT_PROBLEM, PREVIOUS_PROBLEM] {
            assert_eq!(by_id(id).id, id);
            assert!(!by_id(id).keys.is_empty(), "{id}");
        }
    }

    #[test]
    fn only_commands_of_the_editor_press_its_keys() {
        for command in &COMMANDS {
            if matches!(command.run, Run::Press) {
                assert!(command.scope == Scope::Editor && !command.keys.is_empty(), "{command:?}");
            }
        }
    }

    #[test]
    fn no_two_commands_have_the_same_keys_at_one_place() {
        for mac in [false, true] {
            let mut seen: Vec<(Scope, Keys)> = vec![];
            for command in &COMMANDS {
                for keys in command.keys_on(mac) {
                    let is_taken = seen.iter().any(|(scope, other)| {
                        let both = [*scope, command.scope];
                        let meet = both[0] == both[1]
                            || both.contains(&Scope::Page)
                            || both == [Scope::Files, Scope::OutsideText]
                            || both == [Scope::OutsideText, Scope::Files];
                        meet && *other == keys
                    });
                    assert!(!is_taken, "{keys:?} of {}", command.id);
                    seen.push((command.scope, keys));
                }
            }
        }
    }
}
