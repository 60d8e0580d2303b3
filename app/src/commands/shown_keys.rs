//! Shows a key combination, with its name for screen readers.

use leptos::prelude::*;

use super::{Keys, is_mac};

/// Shows each key as a `<kbd>`, with the spoken name for screen readers.
#[component]
pub fn ShownKeys(
    /// The keys.
    keys: Keys,
) -> impl IntoView {
    let shown = keys.shown(is_mac()).into_iter();
    view! {
        <span class="keys">
            <span class="visually-hidden">{keys.said()}</span>
            {shown.map(|key| view! { <kbd class="keys__key" aria-hidden="true">{key}</kbd> }).collect_view()}
        </span>
    }
}
