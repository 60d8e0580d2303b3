//! Keys as they are shown: each as a key, and in words for those who listen.

use leptos::prelude::*;

use super::{Keys, is_mac};

/// Keys that are pressed together.
#[component]
pub fn ShownKeys(
    /// They.
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
