//! Long lists in steps: the page shows as many rows as somebody reads.

use leptos::prelude::*;

use crate::words::form as words;

/// How many rows there are at first, and how many more at a time.
pub const STEP: usize = 200;

/// Says that there is more, and shows it.
#[component]
pub fn More(
    /// How many are shown at most.
    limit: RwSignal<usize>,
    /// How many there are.
    #[prop(into)]
    count: Signal<usize>,
) -> impl IntoView {
    let rest = Memo::new(move |_| count.get().saturating_sub(limit.get()));
    view! {
        <Show when=move || { rest.get() > 0 }>
            <button
                class="button button--small"
                type="button"
                on:click=move |_| limit.update(|limit| *limit += STEP)
            >
                {move || words::more(rest.get().min(STEP), rest.get())}
            </button>
        </Show>
    }
}

/// Leaves room for one more row, where all of them are shown.
pub fn make_room(limit: RwSignal<usize>, count: usize) {
    limit.update(|limit| {
        if *limit >= count {
            *limit = (*limit).max(count + 1);
        }
    });
}
