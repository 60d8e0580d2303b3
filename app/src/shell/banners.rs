//! What holds for the whole page until the person decides: another tab's work, a safe start.

use leptos::prelude::*;

use crate::browser::lifetime::Lifetime;
use crate::session::{Saved, use_session};
use crate::storage::{SharedStorage, Storage};
use crate::words::shell::banners as words;

/// The bars, as far as there is something to say.
#[component]
pub fn Decisions() -> impl IntoView {
    view! {
        <Elsewhere />
        <SafeStart />
    }
}

/// Another tab has saved this workspace since: which of the two stays?
#[component]
fn Elsewhere() -> impl IntoView {
    let session = use_session();
    let storage: SharedStorage = expect_context();
    let is_elsewhere = Memo::new(move |_| session.saved.get() == Saved::Elsewhere);
    // The bar goes before the work is done.
    let lifetime = Lifetime::current();
    let choose = move |mine: bool| {
        let Some(storage) = storage.get_value() else { return };
        let task = async move {
            if mine {
                Storage::keep_mine(&storage, session).await
            } else {
                Storage::take_other(&storage, session).await
            }
        };
        lifetime.run(task, move |done| match done {
            Ok(()) if mine => session.say(words::MINE_KEPT),
            Ok(()) => session.say(words::OTHER_SHOWN),
            Err(reason) => session.tell(reason, None),
        });
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <div class="notice" role="alert">
                <p class="notice__text">
                    <strong>{words::ELSEWHERE}</strong>
                    {words::ELSEWHERE_HELP}
                </p>
                <button class="button button--small" type="button" on:click=move |_| choose(false)>
                    {words::SHOW_OTHER}
                </button>
                <button class="button button--small" type="button" on:click=move |_| choose(true)>
                    {words::KEEP_MINE}
                </button>
            </div>
        </Show>
    }
}

/// Nothing is rendered or checked, as the address asked for.
#[component]
fn SafeStart() -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.safe.get()>
            <div class="notice" role="status">
                <p class="notice__text">
                    <strong>{words::SAFE_START}</strong>
                    {words::SAFE_START_HELP}
                </p>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| session.safe.set(false)
                >
                    {words::GO_ON}
                </button>
            </div>
        </Show>
    }
}
