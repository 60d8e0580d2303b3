//! A state in the history: what has changed, and its bundles, which can be compared and restored one by one.

use cyclotron_core::compare::FileKind;
use cyclotron_core::{Bundle, BundleId};
use cyclotron_worker::calls::CompareBundles;
use leptos::prelude::*;

use super::dialog::about;
use super::{ChangeKind, Changed, HistoryState, SharedStorage};
use crate::app::SharedEngine;
use crate::browser::dates as date;
use crate::browser::lifetime::{Lifetime, after_dialog};
use crate::compare::sides::{Comparison, use_comparison};
use crate::session::{Session, use_session};
use crate::words::storage::history as words;
use crate::words::storage::history::ChangedLines;

/// A state in the history: its changes, a button that restores it, and its bundles.
#[component]
pub fn Earlier(
    /// The summary of the state.
    state: HistoryState,
    /// The time of the state before it, if the history has one.
    older: Option<u64>,
    /// Restores the state of a time.
    restore: Callback<u64>,
    /// The reason why the last action failed.
    failure: RwSignal<Option<String>>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let lines = RwSignal::new(ChangedLines::new());
    if let Some(older) = older {
        count_lines(&state, older, lines);
    }
    let changes = state.changes.clone();
    let changes = (!changes.is_empty())
        .then_some(move || lines.with(|lines| words::changes(&changes, lines)));
    let time = state.time;
    let named: Vec<_> = state.bundles.iter().cloned().zip(state.ids.iter().copied()).collect();
    let is_empty = named.is_empty();
    let named = StoredValue::new(named);
    view! {
        <li class="workspaces__entry">
            <div class="workspaces__about">
                <p>{about(&state)}</p>
                {changes.map(|changes| view! { <p class="workspaces__state">{changes}</p> })}
                <p class="workspaces__state">{words::why(state.reason)}</p>
                {(!is_empty).then(|| view! {
                    <details class="history__bundles">
                        <summary aria-label=words::bundles_of(&about(&state))>{words::BUNDLES}</summary>
                        <ul class="history__list" aria-label=words::BUNDLES>
                            {named.get_value().into_iter().map(|(name, id)| view! {
                                <EarlierBundle name id time failure close />
                            }).collect_view()}
                        </ul>
                    </details>
                })}
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

/// A bundle of a state, with buttons that compare and restore it.
#[component]
fn EarlierBundle(
    /// Its name in that state.
    name: String,
    /// Its id.
    id: BundleId,
    /// The time of the state.
    time: u64,
    /// The reason why the last action failed.
    failure: RwSignal<Option<String>>,
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let comparison = use_comparison();
    let storage: SharedStorage = expect_context();
    let lifetime = Lifetime::current();
    // Loads the bundle, closes the dialog and does something with the bundle.
    let with_bundle = move |act: fn(Session, Comparison, u64, Bundle)| {
        let Some(storage) = storage.get_value() else { return };
        let bundle = async move { storage.bundle_in_state(time, id).await };
        lifetime.run(bundle, move |found| match found {
            Ok(Some(bundle)) => {
                close.run(());
                // The first dialog returns the focus before the next one takes it.
                after_dialog(move || act(session, comparison, time, bundle));
            }
            Ok(None) => failure.set(Some(words::BUNDLE_GONE.to_owned())),
            Err(reason) => failure.set(Some(reason)),
        });
    };
    let compare = Callback::new(move |()| {
        with_bundle(|session, comparison, time, bundle| {
            if let Some(now) = session.name_of(bundle.id) {
                comparison.open_earlier(time, bundle, &now);
            }
        });
    });
    let restore = Callback::new(move |()| {
        with_bundle(|session, _, time, bundle| {
            session.restore_bundle(bundle, &date::shown(time));
        });
    });
    let is_open = session.name_of(id).is_some();
    let button = |label: &'static str, name: String, act: Callback<()>| {
        view! {
            <button class="button button--small" type="button" aria-label=name on:click=move |_| act.run(())>
                {label}
            </button>
        }
    };
    view! {
        <li class="history__bundle">
            <span class="history__name">{name.clone()}</span>
            {is_open.then(|| button(words::COMPARE, words::compare_bundle(&name), compare))}
            {button(words::RESTORE_BUNDLE, words::restore_bundle(&name), restore)}
        </li>
    }
}

/// Counts the lines that bundles of a state have changed since an older one: of the changes that are named.
fn count_lines(state: &HistoryState, older: u64, lines: RwSignal<ChangedLines>) {
    let storage: SharedStorage = expect_context();
    let engine: SharedEngine = expect_context();
    let lifetime = Lifetime::current();
    let is_changed = |name: &String| {
        let is_it = |change: &Changed| {
            change.bundle == *name && matches!(change.what, ChangeKind::Files(_))
        };
        state.changes.iter().take(words::NAMED).any(is_it)
    };
    let time = state.time;
    let changed = state.bundles.iter().zip(&state.ids).filter(|(name, _)| is_changed(name));
    for (name, id) in changed.map(|(name, id)| (name.clone(), *id)) {
        let Some(storage) = storage.get_value() else { return };
        let both = async move {
            let before = storage.bundle_in_state(older, id).await.ok().flatten()?;
            Some((before, storage.bundle_in_state(time, id).await.ok().flatten()?))
        };
        lifetime.run(both, move |both| {
            let Some((before, after)) = both else { return };
            let reply = engine.with_value(|engine| engine.call(CompareBundles { before, after }));
            lifetime.run(reply, move |difference| {
                let files = difference.into_iter().flat_map(|difference| difference.files);
                let counts = files.filter_map(|file| {
                    let FileKind::Text(found) = file.kind else { return None };
                    Some(((name.clone(), file.path.clone()), (found.added, found.removed)))
                });
                lines.update(|lines| lines.extend(counts));
            });
        });
    }
}
