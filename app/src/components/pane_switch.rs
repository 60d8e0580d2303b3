//! Which pane a narrow window shows.

use leptos::prelude::*;

use crate::session::{Pane, use_session};

const PANES: [(Pane, &str); 5] = [
    (Pane::Files, "Files"),
    (Pane::Editor, "Edit"),
    (Pane::Inputs, "Inputs"),
    (Pane::Rendered, "Rendered"),
    (Pane::Problems, "Problems"),
];

/// Buttons that a wide window hides.
#[component]
pub fn PaneSwitch() -> impl IntoView {
    let session = use_session();
    view! {
        <nav class="pane-switch" aria-label="Panes">
            {PANES
                .map(|(pane, name)| {
                    view! {
                        <button
                            class="pane-switch__button"
                            type="button"
                            aria-pressed=move || (session.pane.get() == pane).to_string()
                            on:click=move |_| session.pane.set(pane)
                        >
                            {name}
                        </button>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
    }
}
