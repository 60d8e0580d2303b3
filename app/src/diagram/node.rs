//! A node of a graph.

use cyclotron_core::diagram::{Destination, Kind, Node};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::view::ToResources;
use crate::browser::lifetime::bound;
use crate::words::diagram as words;

/// The width of a letter of a mark, and the width around its text.
const LETTER: usize = 7;
const AROUND: usize = 24;
/// The width and height of the button that opens the resources.
const BUTTON: (i32, i32) = (84, 24);

/// The name of a kind of node in the style sheet.
pub const fn class_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Inputs | Kind::Parameter => "inputs",
        Kind::Environment | Kind::CustomerManaged => "environment",
        Kind::Service | Kind::Pipeline | Kind::Component => "template",
        Kind::Instance | Kind::Resource => "instance",
        Kind::Output => "output",
        Kind::Condition => "condition",
    }
}

/// Draws a node: its box is a button, and the way to its resources is another one.
pub fn node(
    at: usize,
    node: &Node,
    (takes, gives): (usize, usize),
    current: RwSignal<usize>,
    on_go: Callback<Destination>,
    on_resources: ToResources,
) -> AnyView {
    let Node { x, y, width, height, .. } = *node;
    let is_missing = node.is_missing();
    let class = format!("diagram__node diagram__node--{}", class_of(node.kind));
    let place = || format!("translate({x} {y})");
    // The problem of a missing node is at the place that names it.
    let worst =
        node.problems.worst.as_ref().filter(|_| is_missing).map(|problem| problem.place.clone());
    let target = StoredValue::new(worst.or_else(|| node.place.clone()));
    let go = move || {
        if let Some(place) = target.get_value() {
            on_go.run(place);
        }
    };
    let tabindex = move || if current.get() == at { "0" } else { "-1" };
    let is_error = node.problems.errors > 0;
    let mark = words::mark(&node.problems).map(|text| {
        let wide = i32::try_from(text.chars().count() * LETTER + AROUND).unwrap_or(width);
        let sign = if is_error { "● " } else { "▲ " };
        let corner = format!("translate({} -10)", width - wide - 6);
        view! {
            <g class="diagram__mark" class:diagram__mark--error=is_error transform=corner>
                <rect class="diagram__pill" width=wide height="20" rx="10" />
                <text class="diagram__count" x=wide / 2 y="14" text-anchor="middle">
                    {sign} {text}
                </text>
            </g>
        }
    });
    let resources = on_resources.zip(node.rendering.clone()).map(|(show, rendering)| {
        let (wide, high) = BUTTON;
        let corner = format!("translate({} {})", x + 12, y + height - high - 8);
        let rendering = StoredValue::new(rendering);
        let open = move || show.run(rendering.get_value());
        view! {
            <g
                class="diagram__more"
                role="button"
                aria-label=words::resources_of(node)
                tabindex=tabindex
                transform=corner
                on:click=move |_| open()
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        event.stop_propagation();
                        open();
                    }
                }
            >
                <rect class="diagram__pill" width=wide height=high rx="5" />
                <text class="diagram__count" x=wide / 2 y="16" text-anchor="middle">
                    {words::RESOURCES}
                </text>
            </g>
        }
    });
    view! {
        <g
            class=class
            class:diagram__node--missing=is_missing
            role="button"
            {..custom_attribute("aria-description", words::described(node, takes, gives))}
            data-node=at.to_string()
            tabindex=tabindex
            transform=place()
            on:click=move |_| {
                current.set(at);
                go();
            }
            on:focus=bound(move |_| current.set(at))
            on:keydown=move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    go();
                }
            }
        >
            // The tooltip is hidden from screen readers, which get the texts and the description.
            <rect class="diagram__box" width=width height=height rx="6" aria-hidden="true">
                <title>{words::named(node)}</title>
            </rect>
            <text class="diagram__kind" x="12" y="19">{words::above(node)}</text>
            <text class="diagram__name" x="12" y="37">{node.label.clone()}</text>
            <text class="diagram__owner" x="12" y="55">{node.owner_label.clone()}</text>
            {mark}
        </g>
        {resources}
    }
    .into_any()
}
