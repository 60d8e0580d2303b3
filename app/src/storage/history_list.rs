//! Earlier states of the workspace, to go back to.

use leptos::prelude::*;

use super::dialog::Unread;
use super::earlier::Earlier;
use super::workspaces::RawRecords;
use super::{Entry, HistoryState, SharedStorage, Storage};
use crate::browser::dates as date;
use crate::browser::lifetime::Lifetime;
use crate::session::use_session;
use crate::ui::flow::{For, Show};
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
                            let older = states.with_untracked(|states| older_than(states.as_deref()?, state.time));
                            view! { <Earlier state older restore=Callback::new(restore) failure close /> }.into_any()
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

/// The time of the state before the one at `time`.
fn older_than(states: &[Entry<HistoryState>], time: u64) -> Option<u64> {
    let times = states.iter().filter_map(|entry| match entry {
        Entry::Read(state) => Some(state.time),
        Entry::Unread { .. } => None,
    });
    times.filter(|other| *other < time).max()
}
