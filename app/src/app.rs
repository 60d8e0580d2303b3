//! The root component: loads the storage, creates the session and the services, and lays out the panes.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::browser::service_worker::Offline;
use crate::commands::Commands;
use crate::commands::palette::Palette;
use crate::commands::shortcuts_dialog::Shortcuts;
use crate::compare::dialog::Compare;
use crate::compare::sides::Comparison;
use crate::diagram::state::Diagrams;
use crate::diagram::workspace::Diagram;
use crate::editor::code::Code;
use crate::editor::edit_question::AskAboutEdit;
use crate::editor::mounted::SharedEditor;
use crate::editor::navigation::Navigation;
use crate::editor::open_files::OpenFiles;
use crate::editor::pane::EditorPane;
use crate::editor::places::OpenListing;
use crate::editor::wrap::WordWrap;
use crate::engine::Engine;
use crate::engine::cloudformation::CloudFormation;
use crate::files::menu::Menu;
use crate::files::pane::Files;
use crate::files::state::TreeState;
use crate::help::pane::Help;
use crate::help::state::HelpState;
use crate::inputs::follow::follow_templates;
use crate::inputs::pane::inputs;
use crate::inputs::state::ShownTab;
use crate::problems::pane::problems;
use crate::problems::state::ProblemsState;
use crate::rendered::pane::rendered;
use crate::rendered::pointing::Pointing;
use crate::repository::state::RepositoryState;
use crate::repository::view::Repository;
use crate::search::state::SearchState;
use crate::session::{EngineState, Saved, Session};
use crate::share::link_dialog::Shared;
use crate::shell::banners::Decisions;
use crate::shell::dialogs::{Dialogs, OpenDialog};
use crate::shell::first_paint;
use crate::shell::first_steps::Onboarding;
use crate::shell::layout;
use crate::shell::layout::{Edge, Layout};
use crate::shell::notices::Toasts;
use crate::shell::onboarding::FirstSteps;
use crate::shell::pane_switch::PaneSwitch;
use crate::shell::panes;
use crate::shell::splitter::Splitter;
use crate::shell::status::status;
use crate::shell::theme::use_theme;
use crate::shell::toolbar::Toolbar;
use crate::shell::update::NewVersion;
use crate::storage::{Restored, SharedStorage, Storage};
use crate::transfer::download::Downloads;
use crate::transfer::open::{DropZone, Readings};
use crate::transfer::opening::Opening;
use crate::transfer::save::SaveQuestion;
use crate::transfer::saving::Folders;
use crate::ui::later;
use crate::versions::dialog::Versions;
use crate::versions::marked::ShownVersions;
use crate::words::shell::page;
use crate::words::storage::database as words;

/// The engine, from the context.
pub type SharedEngine = StoredValue<Engine, LocalStorage>;

/// CloudFormation's rules, from the context.
pub type SharedCloudFormation = StoredValue<CloudFormation, LocalStorage>;

/// The root component, which is empty until the storage is loaded.
#[component]
pub fn App() -> impl IntoView {
    let opened = RwSignal::new_local(None::<(Session, Option<Storage>, bool)>);
    let owner = Owner::current();
    spawn_local(async move {
        let found = Storage::open().await;
        // Signals that are created here belong to the root, not to the task.
        let begin = move || match found {
            Ok(Restored { storage, snapshot, versions, changed, beside, entries, notice }) => {
                let is_first_visit = snapshot.is_none();
                let session = Session::new(snapshot);
                session.stored.versions.set(versions);
                session.stored.changed.set(changed);
                session.load_beside(beside);
                session.entries.all.set(entries);
                storage.keep(session);
                if let Some((message, help)) = notice {
                    session.warn(message, Some(help));
                }
                opened.set(Some((session, Some(storage), is_first_visit)));
            }
            Err(error) => {
                let session = Session::new(None);
                session.stored.saved.set(Saved::No(words::none(&error)));
                opened.set(Some((session, None, true)));
            }
        };
        if let Some(owner) = owner {
            owner.with(begin);
        }
    });
    move || {
        opened.get().map(|(session, storage, is_first_visit)| {
            view! { <Workbench session storage is_first_visit /> }
        })
    }
}

/// The page with a session.
#[component]
fn Workbench(
    /// The session.
    session: Session,
    /// The storage; `None` if the browser offers none.
    storage: Option<Storage>,
    /// Whether the browser stores no workspace yet.
    is_first_visit: bool,
) -> impl IntoView {
    let storage: SharedStorage = StoredValue::new_local(storage);
    provide_context(session);
    provide_context(storage);
    session.safe.set(is_safe_start());
    provide_context(Pointing::default());
    let dialogs = Dialogs::default();
    provide_context(dialogs);
    let onboarding = Onboarding::new(session, is_first_visit);
    provide_context(onboarding);
    provide_context(TreeState::new(session));
    provide_context(RepositoryState::default());
    provide_context(ProblemsState::new(session));
    provide_context(Code::start());
    provide_context(OpenListing::default());
    provide_context(ShownTab::default());
    follow_templates(session);
    provide_context(OpenFiles::new(session));
    provide_context(WordWrap::start());
    provide_context(Diagrams::new(session));
    provide_context(Comparison::new(session));
    provide_context(ShownVersions::default());
    crate::browser::unload::guard(session);
    crate::shell::crash::follow(session);
    let engine: SharedEngine = StoredValue::new_local(Engine::start(session));
    provide_context(engine);
    provide_context(HelpState::new(engine));
    let folders = Folders::new(session);
    provide_context(folders);
    provide_context(Opening::new(session, engine, folders));
    let cloudformation: SharedCloudFormation =
        StoredValue::new_local(CloudFormation::start(session));
    provide_context(cloudformation);
    provide_context(Offline::start(session));
    let layout = layout::start(session);
    first_paint::follow(layout, use_theme(), onboarding);
    let editor: SharedEditor = StoredValue::new_local(None);
    provide_context(editor);
    provide_context(Navigation::new(session, editor));
    provide_context(SearchState::new(session, layout));
    provide_context(Downloads::new(session, engine, dialogs, onboarding));
    let commands = Commands::new(session);
    provide_context(commands);
    commands.listen();
    prefetch(session);

    let pane = move || panes::entry(session.pane.get()).id;
    let columns = Memo::new(move |_| layout.with(Layout::columns));
    let column = move |at: usize| columns.with(|columns| columns[at].clone());
    let rows = Memo::new(move |_| layout.with(Layout::rows));
    let row = move |at: usize| rows.with(|rows| rows[at].clone());
    let said = move || session.said.get();
    view! {
        <DropZone>
            <Toolbar />
            <NewVersion />
            <Decisions />
            <Readings />
            <FirstSteps />
            // The sizes of the panes are known only at run time, so they cannot be in a style sheet.
            <main
                class="workbench"
                class:workbench--repository=move || session.repository.get()
                tabindex="-1"
                data-pane=pane
                style=("--column-files", move || column(0))
                style=("--column-source", move || column(1))
                style=("--column-inputs", move || column(2))
                style=("--column-rendered", move || column(3))
                style=("--row-inputs", move || row(0))
                style=("--row-rendered", move || row(1))
                style=("--row-problems", move || row(2))
            >
                <Files />
                <Splitter edge=Edge::Files />
                <Repository />
                <EditorPane />
                <Splitter edge=Edge::Source />
                {inputs()}
                <Splitter edge=Edge::Inputs />
                {rendered()}
                <Splitter edge=Edge::Problems />
                {problems()}
            </main>
            <PaneSwitch />
            {status()}
            <Toasts />
            <Help />
            <Shared />
            <Versions />
            <Compare />
            <Diagram />
            <Menu />
            <OpenDialog />
            <SaveQuestion />
            <AskAboutEdit />
            <Palette />
            <Shortcuts />
            <p class="visually-hidden" role="status" aria-label=page::ANNOUNCEMENTS>{said}</p>
        </DropZone>
    }
}

/// Loads the rest of the page's code after the first analysis.
fn prefetch(session: Session) {
    Effect::new(move |is_done: Option<bool>| {
        if is_done == Some(true) {
            return true;
        }
        let is_busy = matches!(session.engine.get(), EngineState::Loading | EngineState::Busy);
        if !is_busy {
            later::prefetch();
        }
        !is_busy
    });
}

/// Whether the address requests a safe start: `?safe`.
fn is_safe_start() -> bool {
    let search = gloo::utils::window().location().search().unwrap_or_default();
    let mut parameters = search.trim_start_matches('?').split('&');
    parameters.any(|parameter| parameter == "safe" || parameter.starts_with("safe="))
}
