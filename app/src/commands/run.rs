//! Runs commands.

mod hindrance;

use cyclotron_core::{Diagnostic, FileId};
use leptos::prelude::*;

use super::panes::Panes;
use super::search::{Item, Results, Sources, search};
use super::{Command, Keys, Recent, is_mac};
use crate::app::SharedEngine;
use crate::browser::local_storage as kept;
use crate::compare::sides::Comparison;
use crate::diagram::state::Diagrams;
use crate::editor::pane::{Mounted, SharedEditor};
use crate::files::actions::{Action, ItemActions, use_item_actions};
use crate::help::state::HelpState;
use crate::problems::scope::{Cursor, ProblemsState};
use crate::session::{Pane, Reveal, Saved, Session};
use crate::shell::dialogs::{Dialogs, PageDialog};
use crate::shell::layout::{Layout, use_layout};
use crate::shell::theme::Theme;
use crate::storage::SharedStorage;
use crate::transfer::download::Downloads;
use crate::transfer::opening::Opening;
use crate::transfer::saving::Folders;
use crate::ui::await_element::focus_when_there;
use crate::versions::marked::ShownVersions;
use crate::words::commands::names as words;

/// The key in local storage for the setting of single-character shortcuts.
const SINGLE_KEYS: &str = "single-keys";

/// Runs the commands of the page. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Commands {
    pub(super) session: Session,
    engine: SharedEngine,
    folders: Folders,
    opening: Opening,
    storage: SharedStorage,
    editor: SharedEditor,
    theme: RwSignal<Theme>,
    layout: RwSignal<Layout>,
    act: ItemActions,
    comparison: Comparison,
    diagrams: Diagrams,
    dialogs: Dialogs,
    downloads: Downloads,
    help: HelpState,
    problems: ProblemsState,
    versions: ShownVersions,
    pub(super) panes: Panes,
    /// Whether the palette is open.
    pub palette: RwSignal<bool>,
    /// Whether the shortcuts dialog is open.
    pub sheet: RwSignal<bool>,
    /// Whether shortcuts of a single character are on.
    pub single: RwSignal<bool>,
    /// The recent choices in the palette.
    pub recent: Recent,
}

impl Commands {
    /// Takes what the commands need from the contexts of the page.
    pub fn new(session: Session) -> Self {
        let single = RwSignal::new(kept::read(SINGLE_KEYS).unwrap_or(true));
        kept::follow(SINGLE_KEYS, single);
        Self {
            session,
            engine: expect_context(),
            folders: expect_context(),
            opening: expect_context(),
            storage: expect_context(),
            editor: expect_context(),
            theme: expect_context(),
            layout: use_layout(),
            act: use_item_actions(),
            comparison: expect_context(),
            diagrams: expect_context(),
            dialogs: expect_context(),
            downloads: expect_context(),
            help: expect_context(),
            problems: expect_context(),
            versions: expect_context(),
            panes: Panes::new(session),
            palette: RwSignal::default(),
            sheet: RwSignal::default(),
            single,
            recent: Recent::kept(),
        }
    }

    /// Finds the matches for the text in the palette.
    pub fn search(&self, typed: &str) -> Results {
        let file = self.session.selected.get_untracked();
        let session = self.session;
        // The list must not change while the user chooses, so only the help pages, which arrive later, are
        // tracked.
        session.workspace.with_untracked(|workspace| {
            session.analysis.with_untracked(|analysis| {
                self.help.pages.with(|pages| {
                    self.recent.with(|recent| {
                        let hindrance = |command| untrack(|| self.hindrance(command));
                        let sources = Sources {
                            workspace,
                            analysis,
                            pages,
                            recent,
                            file: file.as_ref(),
                            hindrance: &hindrance,
                        };
                        search(typed, &sources)
                    })
                })
            })
        })
    }

    /// Whether the help pages are loaded.
    pub fn has_help(&self) -> bool {
        self.help.pages.with(|pages| !pages.is_empty())
    }

    /// Loads the help pages, so that the palette can search them.
    pub fn want_help(&self) {
        self.help.load();
    }

    /// The key bindings of the editor; empty if no editor is mounted.
    pub fn editor_keys(&self) -> Vec<String> {
        let keys = self.with_editor(|mounted| {
            mounted.editor.keys().iter().filter_map(|key| key.as_string()).collect()
        });
        keys.unwrap_or_default()
    }

    /// Runs a command, or shows why it is unavailable.
    pub fn run(&self, command: Command) {
        use Command as C;
        let session = self.session;
        if let Some(why) = untrack(|| self.hindrance(command)) {
            return session.say(why);
        }
        let bundle = untrack(|| session.bundle_name()).unwrap_or_default();
        let on_bundle = |action: Action| {
            action.run(self.act, &FileId { bundle: bundle.clone(), path: String::new() });
        };
        let on_file = |action: Action| {
            if let Some(file) = session.selected.get_untracked() {
                action.run(self.act, &file);
            }
        };
        match command {
            C::NewBundle => self.dialogs.open(PageDialog::NewBundle),
            C::Open => self.opening.choose_archives(),
            C::OpenFolder => self.opening.choose_folder(),
            C::Download => self.downloads.begin(Some(bundle)),
            C::DownloadOptions => self.dialogs.open(PageDialog::Download),
            C::Share => self.dialogs.open(PageDialog::Share),
            C::Save => self.folders.save(bundle),
            C::Workspaces => self.dialogs.open(PageDialog::Workspaces),
            C::Versions => self.versions.open(Some(bundle)),
            C::MarkVersion => {
                self.versions.open(Some(bundle));
                focus_when_there("version-note", || {});
            }
            C::Compare => self.comparison.open(),
            C::DuplicateBundle => on_bundle(Action::Duplicate),
            C::RenameBundle => on_bundle(Action::Rename),
            C::CloseBundle => on_bundle(Action::Delete),
            C::NewFile => on_file(Action::NewFile),
            C::DuplicateFile => on_file(Action::Duplicate),
            C::RenameFile => on_file(Action::Rename),
            C::DeleteFile => on_file(Action::Delete),
            C::UndoFiles => session.undo_last(),
            C::NewSample => {
                session.pane.set(Pane::Inputs);
                focus_when_there("sample-name", || {});
            }
            C::EditSample => self.edit_sample(&bundle),
            C::FixAll => self.problems.fix_all(),
            C::Ignore => self.ignore_at_cursor(),
            C::NextProblem => self.problems.step(self.cursor().as_ref(), false),
            C::PreviousProblem => self.problems.step(self.cursor().as_ref(), true),
            C::NextPane | C::PreviousPane => {
                self.panes.cycle(command == C::PreviousPane);
            }
            C::GoFiles => self.panes.go(Pane::Files),
            C::GoEditor => self.panes.go(Pane::Editor),
            C::GoProblems => self.panes.go(Pane::Problems),
            C::GoInputs => self.panes.go(Pane::Inputs),
            C::GoRendered => self.panes.go(Pane::Rendered),
            C::Picture => self.diagrams.workspace.set(true),
            C::ResetPanes => self.layout.set(Layout::default()),
            C::Palette => {
                self.want_help();
                self.palette.set(true);
            }
            C::Help if untrack(|| self.help.is_open()) => self.help.close(),
            C::Help => self.help.open(None),
            C::Shortcuts => self.sheet.set(true),
            C::Theme => {
                self.theme.update(|theme| *theme = theme.next());
                session.say(words::theme(crate::words::shell::theme::theme(
                    self.theme.get_untracked(),
                )));
            }
            // Reloads the page, which also ends whatever blocks it.
            C::SafeStart => drop(window().location().set_search("safe")),
            C::Render => session.safe.set(false),
            C::Undo
            | C::Redo
            | C::Find
            | C::GoToLine
            | C::Outline
            | C::Complete
            | C::Define
            | C::References
            | C::RenameName
            | C::Explain
            | C::Comment
            | C::FoldAll
            | C::UnfoldAll
            | C::Fix => self.press(command),
        }
    }

    /// Opens or runs the item that was chosen in the palette.
    pub fn go(&self, item: &Item) {
        let session = self.session;
        match item {
            Item::Command(command) => self.run(*command),
            Item::File(file) => {
                session.go(Reveal { file: file.clone(), range: None, focus: true });
            }
            Item::Input { bundle, target, id } => {
                if untrack(|| session.bundle_name()).as_ref() != Some(bundle) {
                    session.select(&FileId { bundle: bundle.clone(), path: String::new() });
                }
                if let Some(target) = target {
                    session.target.set(*target);
                }
                session.pane.set(Pane::Inputs);
                focus_when_there(id, move || {
                    session.say(crate::words::commands::palette::GONE);
                });
            }
            Item::Problem(problem) => self.problems.show(problem),
            Item::Help(code) => self.help.open(Some(code)),
        }
    }

    /// Handles Ctrl+S: saves to the bundle's folder, or reports the state of saving. The browser's own dialog
    /// never opens.
    pub(super) fn save_by_key(&self) {
        let bundle = untrack(|| self.session.bundle_name()).unwrap_or_default();
        if untrack(|| self.folders.folder_of(&bundle)).is_some() {
            self.folders.save(bundle);
        } else {
            let is_saved = self.session.saved.with_untracked(|saved| *saved == Saved::Yes);
            self.session.say(words::saved_by_itself(is_saved));
        }
    }

    /// Ignores the first problem at the cursor.
    fn ignore_at_cursor(&self) {
        let session = self.session;
        let problem = self.at_cursor(|problem| session.can_ignore(problem));
        if let Some(problem) = problem {
            session.ignore(self.engine, &problem);
        }
    }

    /// The first problem at the cursor that fulfills `wanted`.
    fn at_cursor(&self, wanted: impl Fn(&Diagnostic) -> bool) -> Option<Diagnostic> {
        let cursor = self.cursor().filter(|_| self.text().is_some())?;
        self.session.analysis.with_untracked(|analysis| {
            let mut problems = analysis.diagnostics.iter();
            problems.find(|problem| cursor.is_at(problem) && wanted(problem)).cloned()
        })
    }

    /// Presses the key of a command in the editor.
    fn press(&self, command: Command) {
        let (mac, entry) = (is_mac(), command.entry());
        let done = self.with_editor(|mounted| {
            let has = mounted.editor.keys();
            let is_wanted = |key: &String| {
                entry.keys.iter().any(|wanted| Keys::read(wanted, mac) == Keys::read(key, mac))
            };
            let key = has.iter().filter_map(|key| key.as_string()).find(is_wanted);
            key.is_some_and(|key| mounted.editor.press(&key))
        });
        if done != Some(true) {
            self.session.say(words::NOTHING_DONE);
        }
    }

    fn edit_sample(&self, bundle: &str) {
        let file = self.session.workspace.with_untracked(|open| {
            let bundle = open.bundle(bundle)?;
            Some(bundle.id(bundle.spec()))
        });
        if let Some(file) = file {
            self.session.go(Reveal { file, range: None, focus: true });
        }
    }

    fn with_editor<T>(&self, read: impl FnOnce(&Mounted) -> T) -> Option<T> {
        self.editor.with_value(|mounted| mounted.as_ref().map(read))
    }

    /// The selected file, if it is a text.
    fn text(&self) -> Option<FileId> {
        let file = self.session.selected.get_untracked()?;
        let is_text = self
            .session
            .workspace
            .with_untracked(|open| open.file(&file).is_some_and(|file| file.text().is_some()));
        is_text.then_some(file)
    }

    /// The cursor in the selected file.
    fn cursor(&self) -> Option<Cursor> {
        let file = self.session.selected.get_untracked()?;
        self.with_editor(|mounted| mounted.cursor(file)).flatten()
    }
}
