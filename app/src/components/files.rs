//! The pane of the open bundles: their files, and what is done to a bundle.

use leptos::prelude::*;

use super::tree::Tree;
use super::versions::VersionButtons;
use crate::session::use_session;

/// The pane.
#[component]
pub fn Files() -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| session.bundle_name());
    let packs_sample = move || {
        let name = shown.get().unwrap_or_default();
        session.workspace.with(|open| open.bundle(&name).is_some_and(|bundle| bundle.pack_sample))
    };
    view! {
        <nav class="pane pane--files" aria-label="Files">
            <header class="pane__head">
                <h2 class="pane__title">"Files"</h2>
            </header>
            <div class="pane__body">
                <Tree />
            </div>
            <Show when=move || shown.get().is_some()>
                <div class="pane__foot">
                    <VersionButtons />
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=packs_sample
                            on:change:target=move |event| {
                                session.pack_sample(&shown.get_untracked().unwrap_or_default(), event.target().checked());
                            }
                        />
                        "Download with the sample"
                    </label>
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        on:click=move |_| session.close(&shown.get_untracked().unwrap_or_default())
                    >
                        "Close bundle"
                    </button>
                </div>
            </Show>
        </nav>
    }
}
