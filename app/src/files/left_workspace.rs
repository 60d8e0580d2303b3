//! The way back to the ready workspace after a repository was opened in a workspace of its own.

use leptos::prelude::*;

use crate::transfer::opening::use_opening;
use crate::ui::flow::Show;
use crate::words::common::DISMISS;
use crate::words::transfer::opening as words;

/// Says where the examples are, with a button that returns to them.
#[component]
pub fn LeftWorkspace() -> impl IntoView {
    let opening = use_opening();
    let title = move || opening.left.get().map(|left| left.title).unwrap_or_default();
    view! {
        <div role="status">
            <Show when=move || opening.left.with(Option::is_some)>
                <div class="files__left">
                    <p>{move || words::left_ready(&title())}</p>
                    <button
                        class="button button--small"
                        type="button"
                        on:click=move |_| opening.return_to_ready()
                    >
                        {move || words::return_to(&title())}
                    </button>
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        on:click=move |_| opening.left.set(None)
                    >
                        {DISMISS}
                    </button>
                </div>
            </Show>
        </div>
    }
}
