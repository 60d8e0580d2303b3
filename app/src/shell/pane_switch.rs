//! The switch between panes in a narrow window.

use leptos::prelude::*;

use super::panes::{PANES, PaneEntry};
use crate::session::use_session;
use crate::words::shell::panes as words;

/// The buttons of the switch. A wide window hides them.
#[component]
pub fn PaneSwitch() -> impl IntoView {
    let session = use_session();
    view! {
        <nav class="pane-switch" aria-label=words::PANES>
            {PANES
                .iter()
                .map(|&PaneEntry { pane, label, .. }| {
                    view! {
                        <button
                            class="pane-switch__button"
                            type="button"
                            aria-pressed=move || (session.pane.get() == pane).to_string()
                            on:click=move |_| session.pane.set(pane)
                        >
                            {label}
                        </button>
                    }
                })
                .collect_view()}
        </nav>
    }
}
