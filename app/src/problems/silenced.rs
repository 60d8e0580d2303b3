//! Silenced problems below the list, the button that shows them, and the notice about rules that are not
//! applied yet.

use cyclotron_core::silence::Silenced;
use cyclotron_core::text;
use leptos::prelude::*;

use super::Pending;
use super::rows::Rows;
use super::tree::Tree;
use crate::session::{Session, use_session};
use crate::ui::flow::Show;
use crate::words::problems::silence as words;

/// The number of silenced problems, as a button that lists them; absent where no problem is silenced.
#[component]
pub fn SilencedFilter() -> impl IntoView {
    let session = use_session();
    let count = Memo::new(move |_| silenced(session).len());
    let is_listed = session.silence.is_listed;
    let title = move || if is_listed.get() { words::LISTED_TITLE } else { words::LIST_TITLE };
    view! {
        <Show when=move || { count.get() > 0 }>
            <button
                class="filter"
                type="button"
                aria-pressed=move || is_listed.get().to_string()
                title=title
                on:click=move |_| is_listed.update(|is_listed| *is_listed = !*is_listed)
            >
                {move || words::count(count.get())}
            </button>
        </Show>
    }
}

/// The silenced problems, while they are listed.
#[component]
pub fn SilencedList() -> impl IntoView {
    let session = use_session();
    let rows = Memo::new(move |_| {
        let is_listed = session.silence.is_listed.get();
        if is_listed { Rows::silenced(&silenced(session)) } else { Rows::default() }
    });
    view! {
        <Show when=move || rows.with(|rows| !rows.keys.is_empty())>
            <h3 class="problems__silenced">{words::LIST}</h3>
            <Tree rows label=words::LIST />
        </Show>
    }
}

/// The effect that the rules of opened bundles would have, with a button that applies them.
#[component]
pub fn HeldRules() -> impl IntoView {
    let session = use_session();
    let pending = session.silence.pending;
    let message = move || {
        pending.with(|Pending { bundles, silenced, changed }| {
            words::held(&text::list(bundles.iter().cloned()), silenced.len(), *changed)
        })
    };
    view! {
        <div role="status">
            <Show when=move || pending.with(|pending| !pending.bundles.is_empty())>
                <p class="problems__held">
                    <span>{message}</span>
                    <button
                        class="button button--small"
                        type="button"
                        on:click=move |_| session.apply_held_rules()
                    >
                        {words::APPLY}
                    </button>
                </p>
            </Show>
        </div>
    }
}

/// The silenced problems of the bundles that are listed.
fn silenced(session: Session) -> Vec<Silenced> {
    let shown = session.bundle_name();
    session.filter.with(|filter| {
        let is_in_scope =
            |silenced: &&Silenced| filter.covers(&silenced.diagnostic, shown.as_deref());
        session.silence.silenced.with(|all| all.iter().filter(is_in_scope).cloned().collect())
    })
}
