//! The legend of a diagram.

use cyclotron_core::picture::Kind;
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
            <li class="picture__entry">
                <svg class="picture__sample" viewBox="0 0 24 14" aria-hidden="true">
                    <path class="picture__edge" class:picture__edge--broken=broken d="M1 7 H22 M16 3 L22 7 L16 11" />
                </svg>
                {text}
            </li>
        }
    };
    let node = |class: String, text: &'static str| {
        view! {
            <li class="picture__entry">
                <svg class="picture__sample" viewBox="0 0 24 14" aria-hidden="true">
                    <g class=class>
                        <rect class="picture__box" x="1" y="1" width="22" height="12" rx="3" />
                    </g>
                </svg>
                {text}
            </li>
        }
    };
    view! {
        <details class="picture__legend">
            <summary class="picture__summary">{words::LEGEND}</summary>
            <ul class="picture__entries">
                {move || kinds.get().into_iter().map(|kind| {
                    node(format!("picture__node picture__node--{}", class_of(kind)), words::kind(kind))
                }).collect_view()}
                {node("picture__node picture__node--missing".to_owned(), words::LEGEND_MISSING)}
                {edge(false, words::LEGEND_EDGE)}
                {edge(true, words::LEGEND_BROKEN)}
            </ul>
            <p class="picture__keys">{words::KEYS}</p>
        </details>
    }
}
