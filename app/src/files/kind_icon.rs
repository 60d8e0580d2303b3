//! The icon of the kind of a bundle.

use cyclotron_core::Kind;
use leptos::prelude::*;

/// The icon, with the name of the kind for screen readers and as a tooltip.
#[component]
pub fn KindIcon(
    /// The kind.
    kind: Kind,
) -> impl IntoView {
    // Layers, a box, and a part that is plugged in.
    let shape = match kind {
        Kind::Environment | Kind::CustomerManagedEnvironment => {
            view! { <path d="M8 2 14 5 8 8 2 5zM2 8l6 3 6-3M2 11l6 3 6-3" /> }.into_any()
        }
        Kind::Service => {
            view! { <path d="M8 1.5 13.5 4.5v7L8 14.5 2.5 11.5v-7zM2.5 4.5 8 7.5l5.5-3M8 7.5v7" /> }
                .into_any()
        }
        Kind::Component => {
            view! { <path d="M2.5 6.5h3a2 2 0 1 1 4 0h3v3a2 2 0 1 0 0 2v2h-10z" /> }.into_any()
        }
    };
    view! {
        <span class="tree__kind" title=kind.noun()>
            <svg class="tree__icon" viewBox="0 0 16 16" aria-hidden="true">{shape}</svg>
            <span class="visually-hidden">{kind.noun()}</span>
        </span>
    }
}
