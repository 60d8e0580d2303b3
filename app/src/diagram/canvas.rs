//! A diagram as a graph, in a scrolling element: the wheel, touch and the scroll bars move it like any other
//! scrolling element.

use std::sync::Arc;

use cyclotron_core::diagram::{Destination, Diagram, Edge, Node};
use gloo::utils::document;
use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::svg;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::{Node as DomNode, SvgElement};

use super::gestures::Gestures;
use super::keys::{KeyEffect, does};
use super::node::node;
use super::view::ToResources;
use super::zoom::Zoom;
use crate::browser::lifetime::{Lifetime, bound};
use crate::ui::prose::plain;
use crate::ui::scroll::bring_near;
use crate::words::diagram as words;

/// The most sentences in the tooltip of an edge.
const MOST_SENTENCES: usize = 12;

/// The graph, with its keys and gestures.
#[component]
pub fn Canvas(
    /// The diagram.
    diagram: Memo<Option<Arc<Diagram>>>,
    /// The accessible name.
    title: Signal<String>,
    /// The zoom of the graph.
    zoom: Zoom,
    /// The element of the graph, for saving.
    drawing: NodeRef<svg::Svg>,
    /// Goes to the place of a node or problem.
    on_go: Callback<Destination>,
    /// Opens the resources of a node.
    on_resources: ToResources,
) -> impl IntoView {
    let current = RwSignal::new(0_usize);
    // Whether the focus is in the graph.
    let is_in = RwSignal::new(false);
    let focus = move |at: usize| focus(drawing, at);
    Effect::new(move |before: Option<Option<Arc<Diagram>>>| {
        let now = diagram.get();
        if let Some(now) = &now {
            zoom.size.set((f64::from(now.width), f64::from(now.height)));
            // A dialog has no size before it is shown.
            Lifetime::current().next_frame(move || zoom.begin());
            if let Some(before) = before.flatten() {
                current.set(same(&before, current.get_untracked(), now));
                Lifetime::current().run(tick(), move |()| {
                    // The focused element may have been replaced.
                    if is_in.get_untracked() && nothing_is_focused() {
                        focus(current.get_untracked());
                    }
                });
            }
        }
        now
    });
    let key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let at = current.get_untracked();
        let does = diagram.with_untracked(|diagram| does(&event.key(), diagram.as_ref()?, at));
        let Some(does) = does else { return };
        event.prevent_default();
        match does {
            KeyEffect::Go(to) => focus(to),
            KeyEffect::Zoom(by) => zoom.step(by),
            KeyEffect::Fit => zoom.fit(),
        }
    };
    let gestures = Gestures::new(zoom);
    let leave = move |event: FocusEvent| {
        // If nothing receives the focus, the focused element may just have been replaced.
        let to = event.related_target().and_then(|to| to.dyn_into::<DomNode>().ok());
        let Some((to, svg)) = to.zip(drawing.get_untracked()) else { return };
        if !svg.contains(Some(&to)) {
            is_in.set(false);
        }
    };
    let view_box = move || {
        let (width, height) = zoom.size.get();
        format!("0 0 {width} {height}")
    };
    let pixels = move |units: f64| (units * zoom.scale.get()).round().to_string();
    let drawn = move || {
        let diagram = diagram.get()?;
        let edges = diagram.edges.iter().map(|drawn| edge(&diagram, drawn, current, is_in, on_go));
        let edges = edges.collect_view();
        let nodes = diagram.nodes.iter().enumerate().map(|(at, one)| {
            let takes = diagram.edges.iter().filter(|edge| edge.to == at).count();
            let gives = diagram.edges.iter().filter(|edge| edge.from == at).count();
            node(at, one, (takes, gives), current, on_go, on_resources)
        });
        let nodes = nodes.collect_view();
        Some(view! {
            <g aria-hidden="true">{edges}</g>
            {nodes}
        })
    };
    view! {
        <div
            class="diagram__place"
            node_ref=zoom.place
            on:wheel=move |event| gestures.wheel(&event)
            on:pointerdown=move |event| gestures.down(&event)
            on:pointermove=move |event| gestures.drag(&event)
            on:pointerup=bound(move |_| gestures.up())
            on:touchstart=move |event| gestures.touch(&event)
            on:touchmove=bound(move |event| gestures.spread(&event))
        >
            <svg
                class="diagram__svg"
                node_ref=drawing
                viewBox=view_box
                width=move || pixels(zoom.size.get().0)
                height=move || pixels(zoom.size.get().1)
                role="group"
                aria-label=move || title.get()
                on:keydown=key
                on:click:capture=move |event| gestures.click(&event)
                on:focusin=bound(move |_| is_in.set(true))
                on:focusout=bound(leave)
            >
                {drawn}
            </svg>
        </div>
    }
}

/// Focuses a node, and scrolls it into view.
fn focus(drawing: NodeRef<svg::Svg>, at: usize) {
    let found = drawing
        .get_untracked()
        .and_then(|svg| svg.query_selector(&format!("[data-node='{at}']")).ok().flatten());
    if let Some(found) = found.and_then(|found| found.dyn_into::<SvgElement>().ok()) {
        let _ = found.focus();
        bring_near(&found);
    }
}

/// Draws an edge. Its tooltip says what flows, and a click goes to its problem.
fn edge(
    diagram: &Diagram,
    edge: &Edge,
    current: RwSignal<usize>,
    is_in: RwSignal<bool>,
    on_go: Callback<Destination>,
) -> impl IntoView + use<> {
    let (from, to) = (edge.from, edge.to);
    let is_near = move || is_in.get() && [from, to].contains(&current.get());
    let sentences = edge.links.iter().map(|link| {
        let sentence = words::sentence(link, &diagram.nodes[from], &diagram.nodes[to]);
        match &link.problem {
            Some(problem) => format!("{sentence}. {}", words::problem(problem)),
            None => sentence,
        }
    });
    let title = plain(&sentences.take(MOST_SENTENCES).collect::<Vec<_>>().join("\n"));
    let broken = edge.problem().map(|problem| problem.place.clone());
    let is_broken = broken.is_some();
    view! {
        <g
            class="diagram__link"
            class:diagram__link--broken=is_broken
            on:click=move |_| {
                if let Some(place) = &broken {
                    on_go.run(place.clone());
                }
            }
        >
            <title>{title}</title>
            <path class="diagram__reach" d=edge.path.clone() />
            <path
                class="diagram__edge"
                class:diagram__edge--back=edge.is_back
                class:diagram__edge--broken=is_broken
                class:diagram__edge--near=is_near
                d=edge.path.clone()
            />
        </g>
    }
}

/// The index in `now` of the node that `before` has at `at`; 0 if it was removed.
fn same(before: &Diagram, at: usize, now: &Diagram) -> usize {
    let Some(known) = before.nodes.get(at) else { return 0 };
    let is_it = |node: &Node| {
        node.kind == known.kind && node.name == known.name && node.owner == known.owner
    };
    now.nodes.iter().position(is_it).unwrap_or_default()
}

fn nothing_is_focused() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}
