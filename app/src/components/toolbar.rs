//! The head of the page: the name, and what is done to a whole bundle.

use cyclotron_core::Bundle;
use leptos::prelude::*;

use super::open::OpenButton;
use crate::app::SharedEngine;
use crate::download;
use crate::session::use_session;
use crate::theme::use_theme;

/// The head of the page.
#[component]
pub fn Toolbar() -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let theme = use_theme();

    let shown = Memo::new(move |_| session.bundle_name());
    let download = move |_| {
        let Some(name) = shown.get() else { return };
        let bundle: Option<Bundle> =
            session.workspace.with_untracked(|open| open.bundle(&name).cloned());
        if let Some(bundle) = bundle {
            engine.with_value(|engine| {
                engine.pack(bundle, move |bytes| download::save(&format!("{name}.tar.gz"), &bytes));
            });
        }
    };
    let download_label = move || {
        shown
            .get()
            .map_or_else(|| "Nothing to download".into(), |name| format!("Download {name}.tar.gz"))
    };
    view! {
        <header class="toolbar">
            <h1 class="toolbar__name">
                <svg class="toolbar__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 12 m0 -2.2 a2.2 2.2 0 0 1 0 4.4 a4.4 4.4 0 0 1 0 -8.8 a6.6 6.6 0 0 1 0 13.2 a8.8 8.8 0 0 1 0 -17.6 h9" />
                </svg>
                "Cyclotron"
            </h1>
            <p class="toolbar__claim">"Workbench for AWS Proton template bundles"</p>
            <div class="toolbar__actions">
                <OpenButton />
                <button
                    class="button button--primary"
                    type="button"
                    disabled=move || shown.get().is_none()
                    title=download_label
                    on:click=download
                >
                    "Download"
                </button>
                <button
                    class="button button--quiet"
                    type="button"
                    title="What the checks mean, and the keys (F1)"
                    aria-expanded=move || session.help.with(Option::is_some).to_string()
                    on:click=move |_| {
                        if session.help.with_untracked(Option::is_some) {
                            session.help.set(None);
                        } else {
                            session.open_help(None);
                        }
                    }
                >
                    "Help"
                </button>
                <button
                    class="button button--quiet"
                    type="button"
                    title="Colours: as the system has them, light, or dark"
                    on:click=move |_| theme.update(|theme| *theme = theme.next())
                >
                    "Theme"
                    <span class="toolbar__detail">": " {move || theme.get().label()}</span>
                </button>
            </div>
        </header>
    }
}
