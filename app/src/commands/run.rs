//! Runs commands.

mod actions;
mod hindrance;

use cyclotron_core::{Diagnostic, FileId};
use leptos::prelude::*;

pub(super) use self::hindrance::no_folders;
use super::panes::Panes;
use super::registry::{Command, Run};
use super::search::{Item, Results, Sources, search};
use super::{Keys, Recent, is_mac};
use crate::app::SharedEngine;
use crate::browser::local_storage as kept;
use crate::compare::sides::Comparison;
use crate::diagram::state::Diagrams;
use crate::editor::mounted::{Mounted, SharedEditor};
use crate::editor::navigation::Navigation;
use crate::editor::places::OpenListing;
use crate::editor::wrap::WordWrap;
use crate::files::actions::{ItemActions, use_item_actions};
use crate::help::state::HelpState;
use crate::inputs::state::{InputsTab, ShownTab};
use crate::problems::state::{Cursor, ProblemsState};
use crate::search::state::SearchState;
use crate::session::{Pane, Reveal, Session};
use crate::shell::dialogs::Dialogs;
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
    pub(super) folders: Folders,
    pub(super) opening: Opening,
    pub(super) storage: SharedStorage,
    editor: SharedEditor,
    pub(super) theme: RwSignal<Theme>,
    pub(super) layout: RwSignal<Layout>,
    act: ItemActions,
    pub(super) comparison: Comparison,
    pub(super) diagrams: Diagrams,
    pub(super) dialogs: Dialogs,
    pub(super) downloads: Downloads,
    pub(super) help: HelpState,
    listing: OpenListing,
    shown_tab: ShownTab,
    word_wrap: WordWrap,
    pub(super) problems: ProblemsState,
    pub(super) versions: ShownVersions,
    pub(super) navigation: Navigation,
    pub(super) search_state: SearchState,
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
            listing: expect_context(),
            shown_tab: expect_context(),
            word_wrap: expect_context(),
            problems: expect_context(),
            versions: expect_context(),
            navigation: expect_context(),
            search_state: expect_context(),
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
                        let hindrance = |command: &Command| untrack(|| self.hindrance(command));
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
    pub fn run(self, command: &Command) {
        if let Some(why) = untrack(|| self.hindrance(command)) {
            return self.session.say(why);
        }
        match command.run {
            Run::Call(run) => run(self),
            Run::Press => self.press(command),
        }
    }

    /// Opens or runs the item that was chosen in the palette.
    pub fn go(&self, item: &Item) {
        let session = self.session;
        match item {
            Item::Command(command) => self.run(command),
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
                session.show_pane(Pane::Inputs);
                // The outputs of other stacks belong to no target.
                let tab = target.map_or(InputsTab::Outputs, |_| InputsTab::Inputs);
                self.shown_tab.show(tab);
                focus_when_there(id, move || {
                    session.say(crate::words::commands::palette::GONE);
                });
            }
            Item::Problem(problem) => self.problems.show(problem),
            Item::Help(code) => self.help.open(Some(code)),
        }
    }

    /// Presses the key of a command in the editor.
    fn press(&self, command: &Command) {
        let mac = is_mac();
        let done = self.with_editor(|mounted| {
            let has = mounted.editor.keys();
            let is_wanted = |key: &String| command.keys_on(mac).contains(&Keys::read(key, mac));
            let key = has.iter().filter_map(|key| key.as_string()).find(is_wanted);
            key.is_some_and(|key| mounted.editor.press(&key))
        });
        if done != Some(true) {
            self.session.say(words::NOTHING_DONE);
        }
    }

    fn with_editor<T>(&self, read: impl FnOnce(&Mounted) -> T) -> Option<T> {
        self.editor.with_value(|mounted| mounted.as_ref().map(read))
    }

    /// The name of the selected bundle.
    pub(super) fn bundle(self) -> Option<String> {
        untrack(|| self.session.bundle_name())
    }

    /// The selected file, if it is a text.
    fn text(&self) -> Option<FileId> {
        let file = self.session.selected.get_untracked()?;
        untrack(|| self.session.has_text(&file)).then_some(file)
    }

    /// The cursor in the selected file.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        let file = self.session.selected.get_untracked()?;
        self.with_editor(|mounted| mounted.cursor(file)).flatten()
    }

    /// The selected text in the editor, which may be empty.
    fn selected_text(&self) -> Option<String> {
        self.with_editor(|mounted| mounted.editor.selected_text())
    }

    /// The first problem at the cursor that fulfills `wanted`.
    fn at_cursor(&self, wanted: impl Fn(&Diagnostic) -> bool) -> Option<Diagnostic> {
        let cursor = self.cursor().filter(|_| self.text().is_some())?;
        self.session.analysis.with_untracked(|analysis| {
            let mut problems = analysis.diagnostics.iter();
            problems.find(|problem| cursor.is_at(problem) && wanted(problem)).cloned()
        })
    }
}
