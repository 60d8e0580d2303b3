//! The empty state of a pane: the reason, and a button that leads on.

use leptos::prelude::*;

use crate::session::{Gap, Next, use_session};
use crate::words::shell::empty_states as words;

/// The empty state of a pane.
#[component]
pub fn GapView(
    /// The reason, and the next step.
    #[prop(into)]
    gap: Signal<Gap>,
) -> impl IntoView {
    let session = use_session();
    let next = Memo::new(move |_| gap.with(|gap| gap.next.clone()));
    let button = move |next: Next| {
        let label = match &next {
            Next::NewBundle => words::BEGIN.to_owned(),
            Next::Make(file) => words::make(&file.path),
            Next::Open(file) => words::open(&file.path),
        };
        view! {
            <button class="button button--small" type="button" on:click=move |_| session.fill(&next)>
                {label}
            </button>
        }
    };
    view! {
        <div class="pane__empty">
            <p>{move || gap.with(|gap| gap.why.clone())}</p>
            {move || next.get().map(button)}
        </div>
    }
}
