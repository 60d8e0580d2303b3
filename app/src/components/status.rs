//! The foot of the page: how the analysis and the saving stand.

use cyclotron_core::Severity;
use leptos::prelude::*;

use crate::session::{EngineState, Pane, Saved, use_session};

/// The foot of the page.
#[component]
pub fn Status() -> impl IntoView {
    let session = use_session();
    let analysis = move || match session.engine.get() {
        EngineState::Loading => "Loading the engine…".to_owned(),
        EngineState::Busy => "Analyzing…".to_owned(),
        EngineState::Done(took) => format!("Analyzed in {took:.1} ms"),
        EngineState::Stopped => "Not analyzed: change the text to try again".to_owned(),
    };
    let saved = move || match session.saved.get() {
        Saved::Yes => "Saved".to_owned(),
        Saved::Pending => "Saving…".to_owned(),
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
            <span
                class="status__saved"
                class:status__saved--not=move || matches!(session.saved.get(), Saved::No(_))
            >
                {saved}
            </span>
        </footer>
    }
}

fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
