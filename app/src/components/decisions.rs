//! What holds for the whole page until the person decides: another tab's work, a safe start.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::session::{Saved, use_session};
use crate::storage::{SharedStorage, Storage};

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
    let choose = move |mine: bool| {
        let Some(storage) = storage.get_value() else { return };
        spawn_local(async move {
            let done = if mine {
                Storage::keep_mine(&storage, session).await
            } else {
                Storage::take_other(&storage, session).await
            };
            match done {
                Ok(()) if mine => session.say("This tab’s work is kept and saved."),
                Ok(()) => session.say("The other tab’s work is shown."),
                Err(reason) => session.tell(reason, None),
            }
        });
    };
    view! {
        <Show when=move || is_elsewhere.get()>
            <div class="notice" role="alert">
                <p class="notice__text">
                    <strong>"Another tab has changed this workspace."</strong>
                    " Nothing is saved here until you say which of the two stays. The other one goes \
                     into the history, under “Workspaces”."
                </p>
                <button class="button button--small" type="button" on:click=move |_| choose(false)>
                    "Show the other tab’s work"
                </button>
                <button class="button button--small" type="button" on:click=move |_| choose(true)>
                    "Keep this tab’s work"
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
                    <strong>"Safe start: nothing is rendered or checked."</strong>
                    " You can edit, download and close what is open. Then go on as usual."
                </p>
                <button
                    class="button button--small"
                    type="button"
                    on:click=move |_| session.safe.set(false)
                >
                    "Render and check"
                </button>
            </div>
        </Show>
    }
}
