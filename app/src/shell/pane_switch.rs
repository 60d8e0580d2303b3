//! The switch between panes in a narrow window.

use leptos::prelude::*;

use crate::session::{Pane, use_session};
use crate::words::shell::panes as words;

const PANES: [Pane; 5] = [Pane::Files, Pane::Editor, Pane::Inputs, Pane::Rendered, Pane::Problems];

/// The buttons of the switch. A wide window hides them.
#[component]
pub fn PaneSwitch() -> impl IntoView {
    let session = use_session();
    view! {
        <nav class="pane-switch" aria-label=words::PANES>
            {PANES
                .map(|pane| {
                    view! {
                        <button
                            class="pane-switch__button"
                            type="button"
                            aria-pressed=move || (session.pane.get() == pane).to_string()
                            on:click=move |_| session.pane.set(pane)
                        >
                            {words::tab(pane)}
                        </button>
                    }
                })
                .into_iter()
                .collect_view()}
        </nav>
    }
}
