//! Long lists in steps, so that the page draws a limited number of rows.

use leptos::prelude::*;

use crate::ui::flow::Show;
use crate::words::form as words;

/// The number of rows at first, and of further rows in each step.
pub const STEP: usize = 200;

/// The button that shows more rows.
#[component]
pub fn More(
    /// The most rows that are shown.
    limit: RwSignal<usize>,
    /// The number of rows.
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

/// Makes room for one more row if all rows are shown, so that an added row is visible.
pub fn make_room(limit: RwSignal<usize>, count: usize) {
    limit.update(|limit| {
        if *limit >= count {
            *limit = (*limit).max(count + 1);
        }
    });
}
