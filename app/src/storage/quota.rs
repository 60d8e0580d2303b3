//! How much room the browser gives this page, and whether it may take it back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use crate::browser::lifetime::Lifetime;
use crate::ui::flow::Show;
use crate::words::storage::history as words;

/// How much storage is used and available.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Usage {
    /// Bytes that are taken.
    used: f64,
    /// Bytes that there are.
    room: f64,
    /// Whether the browser clears it only when the person asks for that.
    lasts: bool,
}

/// How much room there is, and a way to have it kept.
#[component]
pub fn Room() -> impl IntoView {
    let usage = RwSignal::new(None::<Usage>);
    let refused = RwSignal::new(false);
    let lifetime = Lifetime::current();
    let look = move || {
        lifetime.run(read(), move |found| usage.set(found));
    };
    look();
    let ask = move |_| {
        let task = async {
            match manager().persist() {
                Ok(promise) => JsFuture::from(promise).await.is_ok_and(|answer| answer.is_truthy()),
                Err(_) => false,
            }
        };
        lifetime.run(task, move |kept| {
            refused.set(!kept);
            look();
        });
    };
    let text =
        move || usage.get().map(|Usage { used, room, lasts }| words::room(used, room, lasts));
    view! {
        <section class="history" aria-labelledby="room-title">
            <h3 class="history__title" id="room-title">{words::STORAGE}</h3>
            <p class="workspaces__state" role="status">
                {text}
                {move || refused.get().then_some(words::ASK_REFUSED)}
            </p>
            <Show when=move || usage.get().is_some_and(|usage| !usage.lasts)>
                <button class="button button--small" type="button" on:click=ask>
                    {words::ASK}
                </button>
            </Show>
        </section>
    }
}

fn manager() -> StorageManager {
    gloo::utils::window().navigator().storage()
}

/// `None` where the browser does not tell, as for a page that is not served securely.
async fn read() -> Option<Usage> {
    // Where the browser lacks the API, it is undefined, although the type says otherwise.
    let manager = manager();
    if manager.is_undefined() {
        return None;
    }
    let estimate = JsFuture::from(manager.estimate().ok()?).await.ok()?;
    let estimate: StorageEstimate = estimate.unchecked_into();
    let lasts = JsFuture::from(manager.persisted().ok()?).await.ok()?.is_truthy();
    Some(Usage { used: estimate.get_usage()?, room: estimate.get_quota()?, lasts })
}
