//! The banners that wait for a decision of the user: work that cannot be saved, another tab's work, and a safe start.

use leptos::prelude::*;

use crate::browser::lifetime::Lifetime;
use crate::session::{Saved, use_session};
use crate::storage::{SharedStorage, Storage};
use crate::transfer::download::use_downloads;
use crate::ui::flow::Show;
use crate::words::shell::{banners as words, status};

/// The banners, as far as they apply.
#[component]
pub fn Decisions() -> impl IntoView {
    view! {
        <NotSaved />
        <Elsewhere />
        <SafeStart />
    }
}

/// The work cannot be saved: the user can download it.
#[component]
fn NotSaved() -> impl IntoView {
    let session = use_session();
    let downloads = use_downloads();
    let reason = Memo::new(move |_| match session.stored.saved.get() {
        Saved::No(reason) => Some(reason),
        _ => None,
    });
    let is_empty = move || session.workspace.with(|open| open.bundles.is_empty());
    view! {
        <Show when=move || reason.with(Option::is_some)>
            <div class="notice notice--error" role="alert">
                <p class="notice__text">{move || reason.get().map(|reason| status::not_saved(&reason))}</p>
                <button
                    class="button button--small"
                    type="button"
                    disabled=is_empty
                    on:click=move |_| downloads.save_workspace()
                >
                    {words::DOWNLOAD_ALL}
                </button>
            </div>
        </Show>
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
            Err(reason) => session.warn(reason, None),
        });
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <div class="notice" role="alert">
                <p class="notice__text">
                    {words::ELSEWHERE}
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
                    {words::SAFE_START}
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
