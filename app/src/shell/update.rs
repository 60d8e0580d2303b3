//! The banner about a newer version of the page.

use leptos::prelude::*;

use crate::browser::service_worker::{Newer, use_offline};
use crate::ui::flow::Show;
use crate::words::shell::banners as words;

/// The banner, while there is a newer version.
#[component]
pub fn NewVersion() -> impl IntoView {
    let offline = use_offline();
    let newer = offline.newer;
    let text = move || match newer.get() {
        Newer::None => "",
        Newer::Ready => words::READY,
        Newer::Wanted | Newer::Leaving => words::LEAVING,
        Newer::Taken => words::TAKEN,
    };
    let is_asked = move || matches!(newer.get(), Newer::Wanted | Newer::Leaving);
    let button = move || match newer.get() {
        Newer::Taken | Newer::Leaving => words::RELOAD,
        _ => words::USE,
    };
    view! {
        // The live region exists before it has text, since screen readers would not announce it otherwise.
        <div role="status" aria-label=words::NEW_VERSION>
            <Show when=move || newer.get() != Newer::None>
                <div class="notice notice--calm">
                    <p class="notice__text">{text}</p>
                    <button
                        class="button button--small"
                        type="button"
                        disabled=is_asked
                        on:click=move |_| offline.take_up()
                    >
                        {button}
                    </button>
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        disabled=is_asked
                        on:click=move |_| newer.set(Newer::None)
                    >
                        {words::NOT_NOW}
                    </button>
                </div>
            </Show>
        </div>
    }
}
