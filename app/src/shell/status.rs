//! The status line: problems, the shown objects, the state of saving, the cursor, and details on demand.

use cyclotron_core::Severity;
use leptos::prelude::*;

use super::notices::NoticeLog;
use crate::app::SharedCloudFormation;
use crate::browser::service_worker::use_offline;
use crate::editor::leave_hint::LeaveHint;
use crate::editor::mounted::SharedEditor;
use crate::engine::cloudformation::CloudFormation;
use crate::inputs::samples::Samples;
use crate::rendered::pointing::use_pointing;
use crate::session::{CloudFormationState, EngineState, Pane, Saved, Session, use_session};
use crate::transfer::saving::use_folders;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::shell::status as words;

later! {
    /// The status line.
    pub fn status in analysis() while (Frame::Content("status")) {
        view! { <Status /> }
    }
}

/// The status line.
#[component]
fn Status() -> impl IntoView {
    let session = use_session();
    view! {
        <footer class="status">
            <ProblemCount />
            <Shown />
            <span class="status__state">{move || engine_state(session)}</span>
            <span class="status__state">{move || rules_state(session)}</span>
            <span class="status__end">
                <LeaveHint />
                <SavedState />
                <CursorPlace />
                <OfflineState />
                <Details />
                <NoticeLog />
            </span>
        </footer>
    }
}

/// The number of errors and warnings, which leads to the problems.
#[component]
fn ProblemCount() -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| {
        session.analysis.with(|analysis| {
            let of = |severity| {
                let all = analysis.diagnostics.iter();
                all.filter(|diagnostic| diagnostic.severity == severity).count()
            };
            (of(Severity::Error), of(Severity::Warning))
        })
    });
    view! {
        <button
            class="status__problems"
            class:status__problems--error=move || { count.get().0 > 0 }
            class:status__problems--warning=move || { count.get().0 == 0 && count.get().1 > 0 }
            type="button"
            on:click=move |_| session.pane.set(Pane::Problems)
        >
            {move || words::problems(count.get().0, count.get().1)}
        </button>
    }
}

/// The bundle, the sample and the instance that are shown.
#[component]
fn Shown() -> impl IntoView {
    let session = use_session();
    let Samples { all, selected, .. } = Samples::new(session);
    let parts = Memo::new(move |_| {
        let Some(bundle) = session.bundle_name() else { return vec![] };
        let sample = selected.with(|path| {
            all.with(|all| {
                all.iter().find(|(other, _)| other == path).map(|(_, name)| name.clone())
            })
        });
        let target = session.shown_target();
        let targets = session.targets();
        let is_one_of_several = targets.len() > 1;
        let target = targets.into_iter().find(|(other, _)| *other == target);
        let target = target.filter(|_| is_one_of_several).map(|(_, label)| label);
        std::iter::once(bundle).chain(sample).chain(target).collect()
    });
    view! {
        <span class="status__shown" title=words::SHOWN>{move || parts.get().join(" › ")}</span>
    }
}

/// Where the work is saved.
#[component]
fn SavedState() -> impl IntoView {
    let session = use_session();
    let folders = use_folders();
    let text = move || match session.stored.saved.get() {
        Saved::Yes => words::SAVED.to_owned(),
        Saved::Pending => words::SAVING.to_owned(),
        Saved::Elsewhere => words::SAVED_ELSEWHERE.to_owned(),
        Saved::No(_) => words::NOT_SAVED.to_owned(),
    };
    let folder = move || {
        let bundle = session.bundle_name()?;
        let folder = folders.folder_of(&bundle)?;
        Some(words::folder(&folder, folders.is_unsaved(&bundle)))
    };
    view! {
        <span
            class="status__saved"
            class:status__saved--not=move || {
                matches!(session.stored.saved.get(), Saved::No(_) | Saved::Elsewhere)
            }
        >
            {text}
        </span>
        <span class="status__folder">{folder}</span>
    }
}

/// The line and column of the cursor in the source.
#[component]
fn CursorPlace() -> impl IntoView {
    let session = use_session();
    let pointing = use_pointing();
    let editor: SharedEditor = expect_context();
    let text = move || {
        let shown = session.selected.get()?;
        let moved = pointing.cursor.with(|cursor| {
            let line = cursor.as_ref().filter(|(file, _)| *file == shown).map(|(_, line)| *line);
            line.map(|line| (line, pointing.column.get()))
        });
        // Before the cursor moves in a file, it is where it was when the file was last shown.
        let cursor = || {
            editor
                .with_value(|editor| editor.as_ref()?.cursor(shown.clone()).map(|cursor| cursor.to))
        };
        let (line, column) = moved.or_else(cursor).unwrap_or((1, 0));
        Some(words::cursor(line, column + 1))
    };
    view! { <span class="status__cursor">{text}</span> }
}

/// Whether the page works without a network.
#[component]
fn OfflineState() -> impl IntoView {
    let is_ready = use_offline().is_ready;
    view! {
        <span class="status__offline">{move || is_ready.get().then_some(words::OFFLINE)}</span>
    }
}

/// The times that the engine and CloudFormation's rules took, and the buttons that stop and restart the rules.
#[component]
fn Details() -> impl IntoView {
    let session = use_session();
    let state = session.cloudformation.state;
    let bridge = expect_context::<SharedCloudFormation>();
    let analysis = move || match session.engine.get() {
        EngineState::Done(took) => Some(words::analyzed(took)),
        EngineState::Busy => Some(words::ANALYZING.to_owned()),
        EngineState::Loading | EngineState::Stopped => engine_state(session),
    };
    let rules = move || match state.get() {
        CloudFormationState::Off => None,
        CloudFormationState::Done(took) => Some(words::rules_checked(took)),
        CloudFormationState::Waiting => Some(words::RULES_WAITING.to_owned()),
        CloudFormationState::Checking => Some(words::RULES_CHECKING.to_owned()),
        _ => rules_state(session),
    };
    // The loaded bytes and their total, while the total is known.
    let progress = Memo::new(move |_| match state.get() {
        CloudFormationState::Loading { loaded, total } if total > 0.0 => Some((loaded, total)),
        _ => None,
    });
    let under_way = Memo::new(move |_| {
        matches!(state.get(), CloudFormationState::Loading { .. } | CloudFormationState::Starting)
    });
    let failed = Memo::new(move |_| matches!(state.get(), CloudFormationState::Failed(_)));
    view! {
        <button
            class="status__button"
            type="button"
            popovertarget="status-details"
            title=words::DETAILS
            aria-label=words::DETAILS
            aria-haspopup="dialog"
        >
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="5.5" />
                <path d="M8 7.5v3M8 5.2v.1" />
            </svg>
        </button>
        <div class="popup" id="status-details" popover="auto" role="dialog" aria-label=words::DETAILS>
            <p>{analysis}</p>
            <p>{rules}</p>
            <Show when=move || progress.with(Option::is_some)>
                <progress
                    class="status__progress"
                    aria-label=words::RULES_LOADING
                    prop:value=move || progress.get().unwrap_or_default().0
                    max=move || progress.get().unwrap_or_default().1
                />
            </Show>
            <Show when=move || under_way.get()>
                <button
                    class="button button--small"
                    type="button"
                    aria-label=words::STOP_RULES
                    on:click=move |_| bridge.with_value(CloudFormation::stop)
                >
                    {words::STOP}
                </button>
            </Show>
            <Show when=move || failed.get()>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| bridge.with_value(CloudFormation::retry)
                >
                    {words::TRY_AGAIN}
                </button>
            </Show>
        </div>
    }
}

/// The state of the engine, where the user has to know it.
fn engine_state(session: Session) -> Option<String> {
    let text = match session.engine.get() {
        EngineState::Busy | EngineState::Done(_) => return None,
        EngineState::Loading => words::LOADING,
        EngineState::Stopped if session.safe.get() => words::SAFE_START,
        EngineState::Stopped => words::STOPPED,
    };
    Some(text.to_owned())
}

/// The state of CloudFormation's rules, where the user has to know it. They take seconds to load.
fn rules_state(session: Session) -> Option<String> {
    match session.cloudformation.state.get() {
        CloudFormationState::Off
        | CloudFormationState::Waiting
        | CloudFormationState::Checking
        | CloudFormationState::Done(_) => None,
        CloudFormationState::Loading { loaded, total } => {
            Some(words::rules_loading(loaded, Some(total).filter(|total| *total > 0.0)))
        }
        CloudFormationState::Starting => Some(words::RULES_STARTING.to_owned()),
        CloudFormationState::Failed(reason) => Some(words::rules_failed(&reason)),
    }
}
