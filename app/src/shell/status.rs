//! The status bar: the state of the analysis, of CloudFormation's rules and of the storage.

use cyclotron_core::Severity;
use leptos::prelude::*;

use crate::app::SharedCloudFormation;
use crate::engine::cloudformation::CloudFormation;
use crate::session::{CloudFormationState, EngineState, Pane, Saved, use_session};
use crate::words::shell::status as words;

/// The status bar.
#[component]
pub fn Status() -> impl IntoView {
    let session = use_session();
    let analysis = move || match session.engine.get() {
        EngineState::Loading => words::LOADING.to_owned(),
        EngineState::Busy => words::ANALYZING.to_owned(),
        EngineState::Done(took) => words::analyzed(took),
        EngineState::Stopped if session.safe.get() => words::SAFE_START.to_owned(),
        EngineState::Stopped => words::STOPPED.to_owned(),
    };
    let saved = move || match session.stored.saved.get() {
        Saved::Yes => words::SAVED.to_owned(),
        Saved::Pending => words::SAVING.to_owned(),
        Saved::Elsewhere => words::SAVED_ELSEWHERE.to_owned(),
        Saved::No(reason) => words::not_saved(&reason),
    };
    let count = Memo::new(move |_| {
        session.analysis.with(|analysis| {
            let of = |severity| {
                analysis
                    .diagnostics
                    .iter()
                    .filter(|diagnostic| diagnostic.severity == severity)
                    .count()
            };
            (of(Severity::Error), of(Severity::Warning))
        })
    });
    let problems = move || {
        let (errors, warnings) = count.get();
        words::problems(errors, warnings)
    };
    view! {
        <footer class="status">
            <button
                class="status__problems"
                class:status__problems--error=move || { count.get().0 > 0 }
                type="button"
                on:click=move |_| session.pane.set(Pane::Problems)
            >
                {problems}
            </button>
            <span class="visually-hidden--phone">{analysis}</span>
            <Rules />
            <span
                class="status__saved"
                class:status__saved--not=move || matches!(session.stored.saved.get(), Saved::No(_) | Saved::Elsewhere)
            >
                {saved}
            </span>
        </footer>
    }
}

/// The state of CloudFormation's rules. They take seconds to load, and nothing else waits for them.
#[component]
fn Rules() -> impl IntoView {
    let state = use_session().cloudformation.state;
    let bridge = expect_context::<SharedCloudFormation>();
    let text = move || match state.get() {
        CloudFormationState::Off => String::new(),
        CloudFormationState::Waiting => words::RULES_WAITING.to_owned(),
        CloudFormationState::Loading { loaded, total } => {
            words::rules_loading(loaded, Some(total).filter(|total| *total > 0.0))
        }
        CloudFormationState::Starting => words::RULES_STARTING.to_owned(),
        CloudFormationState::Checking => words::RULES_CHECKING.to_owned(),
        CloudFormationState::Done(took) => words::rules_checked(took),
        CloudFormationState::Failed(reason) => words::rules_failed(&reason),
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
        <span class="status__rules">{text}</span>
        <Show when=move || progress.with(Option::is_some)>
            <progress
                class="status__progress visually-hidden--phone"
                aria-label=words::RULES_LOADING
                prop:value=move || progress.get().unwrap_or_default().0
                max=move || progress.get().unwrap_or_default().1
            />
        </Show>
        <Show when=move || under_way.get()>
            <button
                class="link"
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
    }
}
