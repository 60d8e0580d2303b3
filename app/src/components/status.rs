//! The foot of the page: how the analysis and the saving stand.

use cyclotron_core::Severity;
use leptos::prelude::*;

use crate::app::SharedCloudFormation;
use crate::cloudformation::CloudFormation;
use crate::count::plural;
use crate::session::{CloudFormationState, EngineState, Pane, Saved, use_session};
use crate::words::long_work as words;

/// The foot of the page.
#[component]
pub fn Status() -> impl IntoView {
    let session = use_session();
    let analysis = move || match session.engine.get() {
        EngineState::Loading => "Loading the engine…".to_owned(),
        EngineState::Busy => "Analyzing…".to_owned(),
        EngineState::Done(took) => format!("Analyzed in {took:.1} ms"),
        EngineState::Stopped if session.safe.get() => "Safe start: not analyzed".to_owned(),
        EngineState::Stopped => "Not analyzed: change the text to try again".to_owned(),
    };
    let saved = move || match session.saved.get() {
        Saved::Yes => "Saved".to_owned(),
        Saved::Pending => "Saving…".to_owned(),
        Saved::Elsewhere => "Not saved. Another tab has changed this workspace.".to_owned(),
        Saved::No(reason) => format!("Not saved. {reason}"),
    };
    let count = Memo::new(move |_| {
        session.analysis.with(|analysis| {
            let of = |severity| {
                analysis.diagnostics.iter().filter(|one| one.severity == severity).count()
            };
            (of(Severity::Error), of(Severity::Warning))
        })
    });
    let problems = move || match count.get() {
        (0, 0) => "No errors".to_owned(),
        (errors, 0) => plural(errors, "error"),
        (0, warnings) => plural(warnings, "warning"),
        (errors, warnings) => {
            format!("{}, {}", plural(errors, "error"), plural(warnings, "warning"))
        }
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
            <span class="status__analysis">{analysis}</span>
            <Rules />
            <span
                class="status__saved"
                class:status__saved--not=move || matches!(session.saved.get(), Saved::No(_) | Saved::Elsewhere)
            >
                {saved}
            </span>
        </footer>
    }
}

/// How CloudFormation's rules stand: they take seconds to come, and nothing waits for them.
#[component]
fn Rules() -> impl IntoView {
    let state = use_session().cloudformation;
    let bridge = expect_context::<SharedCloudFormation>();
    let text = move || match state.get() {
        CloudFormationState::Off => String::new(),
        CloudFormationState::Waiting => "CloudFormation’s rules: waiting".to_owned(),
        CloudFormationState::Loading { loaded, total } if total > 0.0 => {
            format!(
                "Loading CloudFormation’s rules: {} of {} MB",
                megabytes(loaded),
                megabytes(total)
            )
        }
        CloudFormationState::Loading { loaded, .. } => {
            format!("Loading CloudFormation’s rules: {} MB", megabytes(loaded))
        }
        CloudFormationState::Starting => "Starting CloudFormation’s rules…".to_owned(),
        CloudFormationState::Checking => "Checking with CloudFormation’s rules…".to_owned(),
        CloudFormationState::Done(took) => {
            format!("CloudFormation’s rules checked in {took:.0} ms")
        }
        CloudFormationState::Failed(reason) => {
            format!("Not checked by CloudFormation’s rules: {reason}")
        }
    };
    // Of how many bytes how many are there, while that is known.
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
                class="status__progress"
                aria-label="Loading CloudFormation’s rules"
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
                "Try again"
            </button>
        </Show>
    }
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1}", bytes / 1e6)
}
