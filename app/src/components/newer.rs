//! What the person is told about a newer version of the page.

use leptos::prelude::*;

use crate::offline::{Newer, use_offline};

/// A line while there is a newer version.
#[component]
pub fn NewVersion() -> impl IntoView {
    let offline = use_offline();
    let newer = offline.newer;
    let text = move || match newer.get() {
        Newer::None => "",
        Newer::Ready => {
            "A new version is ready. The page is loaded anew for it, and your work stays."
        }
        Newer::Wanted | Newer::Leaving => "Your work is being saved, then the page is loaded anew…",
        Newer::Taken => {
            "A new version came with another tab. This page goes on as it is; reload it to have \
             the new one here too."
        }
    };
    let is_asked = move || matches!(newer.get(), Newer::Wanted | Newer::Leaving);
    let button = move || match newer.get() {
        Newer::Taken | Newer::Leaving => "Reload",
        _ => "Use it",
    };
    view! {
        // There before it says something: else it would not be read out.
        <div role="status" aria-label="New version">
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
                        "Not now"
                    </button>
                </div>
            </Show>
        </div>
    }
}
