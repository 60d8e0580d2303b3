//! The banners that wait for a decision of the user: another tab's work, and a safe start.

use leptos::prelude::*;

use crate::browser::lifetime::Lifetime;
use crate::session::{Saved, use_session};
use crate::storage::{SharedStorage, Storage};
use crate::words::shell::banners as words;

/// The banners, as far as they apply.
#[component]
pub fn Decisions() -> impl IntoView {
    view! {
        <Elsewhere />
        <SafeStart />
    }
}

/// Another tab has saved this workspace: the user chooses which work to keep.
#[component]
fn Elsewhere() -> impl IntoView {
    let session = use_session();
    let storage: SharedStorage = expect_context();
    let is_elsewhere = Memo::new(move |_| session.stored.saved.get() == Saved::Elsewhere);
    // The banner is removed before the task ends.
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

/// The banner of a safe start, which renders and checks nothing.
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
