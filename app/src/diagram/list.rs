//! A diagram as a list: each node, and its incoming edges as sentences.

use std::sync::Arc;

use cyclotron_core::diagram::{Destination, Diagram, Edge, Kind, Node};
use leptos::prelude::*;

use super::view::ToResources;
use crate::ui::prose::message;
use crate::words::diagram as words;

/// The list.
#[component]
pub fn DiagramList(
    /// The diagram.
    diagram: Memo<Option<Arc<Diagram>>>,
    /// The accessible name.
    title: Signal<String>,
    /// Goes to the place of a node or problem.
    on_go: Callback<Destination>,
    /// Opens the resources of a node.
    on_resources: ToResources,
) -> impl IntoView {
    let items = move || {
        let diagram = diagram.get()?;
        let nodes = diagram.nodes.iter().enumerate();
        let items = nodes.map(|(at, node)| item(&diagram, at, node, on_go, on_resources));
        Some(items.collect_view())
    };
    view! {
        <ul class="diagram-list" aria-label=move || title.get()>
            {items}
        </ul>
    }
}

fn item(
    diagram: &Diagram,
    at: usize,
    node: &Node,
    on_go: Callback<Destination>,
    on_resources: ToResources,
) -> AnyView {
    let link = |text: String, place: Option<Destination>| {
        match place {
        Some(place) => view! {
            <button class="link diagram-list__link" type="button" on:click=move |_| on_go.run(place.clone())>
                {message(&text)}
            </button>
        }
        .into_any(),
        None => view! { <span>{message(&text)}</span> }.into_any(),
    }
    };
    let broken = |text: String, place: Destination| {
        view! {
            <button
                class="link diagram-list__link diagram-list__link--broken"
                type="button"
                on:click=move |_| on_go.run(place.clone())
            >
                {message(&text)}
            </button>
        }
    };
    let sentences = |edge: &Edge| {
        let from = &diagram.nodes[edge.from];
        let more = (edge.more > 0).then(|| view! { <li>{words::more(edge.more)}</li> });
        let links = edge.links.iter().map(|reference| {
            let problem = reference.problem.as_ref();
            view! {
                <li>
                    {link(words::sentence(reference, from, node), reference.place.clone())}
                    {problem.map(|problem| view! { " " {broken(words::problem(problem), problem.place.clone())} })}
                </li>
            }
        });
        (links.collect_view(), more).into_any()
    };
    let takes: Vec<_> = diagram.edges.iter().filter(|edge| edge.to == at).map(sentences).collect();
    let is_unread = matches!(node.kind, Kind::Output | Kind::Inputs)
        && on_resources.is_some()
        && diagram.edges.iter().all(|edge| edge.from != at);
    let worst = node.problems.worst.as_ref();
    let resources = on_resources.zip(node.rendering.clone()).map(|(show, rendering)| {
        view! {
            " "
            <button
                class="link"
                type="button"
                aria-label=words::resources_of(node)
                on:click=move |_| show.run(rendering.clone())
            >
                {words::RESOURCES}
            </button>
        }
    });
    view! {
        <li class="diagram-list__node">
            {link(words::named(node), node.place.clone())}
            {resources}
            {words::why_no_resources(node.state).map(|why| view! { <p class="diagram-list__why">{why}</p> })}
            <ul class="diagram-list__takes">
                {worst.map(|problem| view! { <li>{broken(words::problem(problem), problem.place.clone())}</li> })}
                {takes}
                {is_unread.then(|| view! { <li>{words::unread(node)}</li> })}
            </ul>
        </li>
    }
    .into_any()
}
