//! The legend of a diagram.

use cyclotron_core::diagram::Kind;
use leptos::prelude::*;

use super::node::class_of;
use crate::words::diagram as words;

/// The legend, which is closed at first.
#[component]
pub fn Legend(
    /// The kinds of nodes in the diagram.
    kinds: Memo<Vec<Kind>>,
) -> impl IntoView {
    let edge = |broken: bool, text: &'static str| {
        view! {
            <li class="diagram__entry">
                <svg class="diagram__sample" viewBox="0 0 24 14" aria-hidden="true">
                    <path class="diagram__edge" class:diagram__edge--broken=broken d="M1 7 H22 M16 3 L22 7 L16 11" />
                </svg>
                {text}
            </li>
        }
    };
    let node = |class: String, text: &'static str| {
        view! {
            <li class="diagram__entry">
                <svg class="diagram__sample" viewBox="0 0 24 14" aria-hidden="true">
                    <g class=class>
                        <rect class="diagram__box" x="1" y="1" width="22" height="12" rx="3" />
                    </g>
                </svg>
                {text}
            </li>
        }
    };
    view! {
        <details class="diagram__legend">
            <summary class="diagram__summary">{words::LEGEND}</summary>
            <ul class="diagram__entries">
                {move || kinds.get().into_iter().map(|kind| {
                    node(format!("diagram__node diagram__node--{}", class_of(kind)), words::kind(kind))
                }).collect_view()}
                {node("diagram__node diagram__node--missing".to_owned(), words::LEGEND_MISSING)}
                {edge(false, words::LEGEND_EDGE)}
                {edge(true, words::LEGEND_BROKEN)}
            </ul>
            <p class="diagram__keys">{words::KEYS}</p>
        </details>
    }
}
