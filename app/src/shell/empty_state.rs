//! The empty state of a pane: the reason, and a button that leads on.

use leptos::prelude::*;

use super::dialogs::{PageDialog, use_dialogs};
use super::empty_reasons::{EmptyState, NextStep};
use crate::session::{Reveal, use_session};
use crate::words::shell::empty_states as words;

/// The empty state of a pane.
#[component]
pub fn EmptyStateView(
    /// The reason, and the next step.
    #[prop(into)]
    gap: Signal<EmptyState>,
) -> impl IntoView {
    let session = use_session();
    let dialogs = use_dialogs();
    let take = move |next: &NextStep| match next {
        NextStep::NewBundle => dialogs.open(PageDialog::NewBundle),
        NextStep::Make(file) => session.new_file(file),
        NextStep::Open(file) => {
            session.go(Reveal { file: file.clone(), range: None, focus: true });
        }
    };
    let next = Memo::new(move |_| gap.with(|gap| gap.next.clone()));
    let button = move |next: NextStep| {
        let label = match &next {
            NextStep::NewBundle => words::CREATE_BUNDLE.to_owned(),
            NextStep::Make(file) => words::make(&file.path),
            NextStep::Open(file) => words::open(&file.path),
        };
        view! {
            <button class="button button--small" type="button" on:click=move |_| take(&next)>
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
