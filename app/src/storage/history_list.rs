//! Earlier states of the workspace, to go back to.

use leptos::prelude::*;

use super::dialog::{Unread, about};
use super::workspaces::RawRecords;
use super::{Entry, HistoryState, SharedStorage, Storage};
use crate::browser::dates as date;
use crate::browser::lifetime::Lifetime;
use crate::session::use_session;
use crate::words::storage::history as words;

/// The states that are kept beside the newest.
#[component]
pub fn History(
    /// Closes what it is part of, once one is shown.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let storage: SharedStorage = expect_context();
    let states = RwSignal::new(None::<Vec<Entry<HistoryState>>>);
    let failure = RwSignal::new(None::<String>);
    let lifetime = Lifetime::current();
    let look = move || {
        let Some(storage) = storage.get_value() else { return };
        lifetime.run(async move { storage.states().await }, move |found| match found {
            Ok(found) => states.set(Some(found)),
            Err(reason) => failure.set(Some(reason)),
        });
    };
    look();
    let restore = move |time: u64| {
        let Some(storage) = storage.get_value() else { return };
        let restored = async move { storage.restore(session, time).await };
        lifetime.run(restored, move |restored| match restored {
            Ok(()) => {
                session.say(words::RESTORED);
                close.run(());
            }
            Err(reason) => {
                failure.set(Some(reason));
                // A state that turned out to be unreadable is listed as such.
                look();
            }
        });
    };
    let asks = RwSignal::new(false);
    let forget = move || {
        let Some(storage) = storage.get_value() else { return };
        lifetime.run(async move { storage.forget().await }, move |forgotten| {
            match forgotten {
                Ok(()) => states.set(Some(Vec::new())),
                Err(reason) => failure.set(Some(reason)),
            }
            asks.set(false);
        });
    };
    let button = move |label: &'static str, act: Callback<()>| {
        view! {
            <button class="button button--small" type="button" on:click=move |_| act.run(())>
                {label}
            </button>
        }
    };
    let some = move || states.with(|states| states.as_ref().is_some_and(|all| !all.is_empty()));
    let none = move || states.with(|states| states.as_ref().is_some_and(Vec::is_empty));
    view! {
        <section class="history" aria-labelledby="history-title">
            <h3 class="history__title" id="history-title">{words::TITLE}</h3>
            {move || failure.get().map(|reason| view! {
                <p class="workspaces__failure" role="alert">{reason}</p>
            })}
            <Show when=none>
                <p class="workspaces__state">
                    {words::NONE}
                </p>
            </Show>
            <ul class="history__states" aria-label=words::STATES>
                <For
                    each=move || states.get().unwrap_or_default()
                    key=Clone::clone
                    let(entry)
                >
                    {match entry {
                        Entry::Read(state) => {
                            view! { <Earlier state restore=Callback::new(restore) /> }.into_any()
                        }
                        Entry::Unread { key, why, .. } => {
                            let id = storage.with_value(|storage| storage.as_ref().map_or(0, Storage::id));
                            let (name, records) = (date::shown(key), RawRecords::Workspace(id));
                            view! { <Unread name records why failure /> }.into_any()
                        }
                    }}
                </For>
            </ul>
            <Show when=some>
                <p class="workspaces__actions">
                    {move || if asks.get() {
                        view! {
                            <span>{words::DELETE_HISTORY_QUESTION}</span>
                            {button(words::DELETE_HISTORY_CONFIRM, Callback::new(move |()| forget()))}
                            {button(words::DELETE_HISTORY_CANCEL, Callback::new(move |()| asks.set(false)))}
                        }.into_any()
                    } else {
                        button(words::DELETE_HISTORY, Callback::new(move |()| asks.set(true))).into_any()
                    }}
                </p>
            </Show>
        </section>
    }
}

/// A state in the history, with a button that restores it.
#[component]
fn Earlier(
    /// The summary of the state.
    state: HistoryState,
    /// Restores the state of a time.
    restore: Callback<u64>,
) -> impl IntoView {
    let changes = (!state.changes.is_empty()).then(|| words::changes(&state.changes));
    view! {
        <li class="workspaces__entry">
            <div class="workspaces__about">
                <p>{about(&state)}</p>
                {changes.map(|changes| view! { <p class="workspaces__state">{changes}</p> })}
                <p class="workspaces__state">{words::why(state.reason)}</p>
            </div>
            <button
                class="button button--small"
                type="button"
                aria-label=words::go_back_to(&about(&state))
                on:click=move |_| restore.run(state.time)
            >
                {words::RESTORE}
            </button>
        </li>
    }
}
