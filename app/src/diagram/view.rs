//! A diagram and its toolbar: graph or list, zoom, saving and printing.

use std::sync::Arc;

use cyclotron_core::Target;
use cyclotron_core::diagram::{Destination, Diagram, Extent, Kind, MAX_NODES};
use cyclotron_core::sort::CompactSort;
use gloo::utils::window;
use leptos::prelude::*;
use leptos::svg;

use super::canvas::Canvas;
use super::legend::Legend;
use super::list::DiagramList;
use super::save::save;
use super::state::use_diagrams;
use super::workspace::Drawn;
use super::zoom::Zoom;
use crate::compare::dialog::Asked;
use crate::ui::flow::Show;
use crate::words::diagram as words;

/// Opens the resources of a node; `None` in a diagram of resources.
pub type ToResources = Option<Callback<(String, Target)>>;

/// A diagram and its toolbar.
#[component]
pub fn DiagramView(
    /// The accessible name.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the saved file.
    #[prop(into)]
    file: Signal<String>,
    /// The diagram.
    #[prop(into)]
    drawn: Signal<Drawn>,
    /// Goes to the place of a node or problem.
    #[prop(into)]
    on_go: Callback<Destination>,
    /// Opens the resources of a node.
    #[prop(optional)]
    on_resources: ToResources,
    /// The extent of the diagram of the workspace. If it changes, the next diagram is scaled to fit its pane.
    #[prop(optional)]
    extent: Option<Memo<Extent>>,
    /// Further tools.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let as_list = use_diagrams().as_list;
    let zoom = Zoom::new(extent.is_some());
    Effect::new(move || {
        if let Some(extent) = extent {
            extent.track();
            zoom.restart();
        }
    });
    let drawing = NodeRef::<svg::Svg>::new();
    // The last diagram stays until the next one is drawn.
    let diagram = Memo::new(move |before: Option<&Option<Arc<Diagram>>>| match drawn.get() {
        Asked::Done(diagram) => Some(diagram),
        Asked::UnderWay => before.cloned().flatten(),
        Asked::Failed => None,
    });
    let state = move || match drawn.get() {
        Asked::UnderWay => words::DRAWING.to_owned(),
        Asked::Failed => words::FAILED.to_owned(),
        Asked::Done(diagram) if diagram.left_out > 0 => {
            words::left_out(diagram.left_out, MAX_NODES)
        }
        Asked::Done(diagram) => words::summary(diagram.nodes.len(), diagram.edges.len()),
    };
    let is_there = move || diagram.with(Option::is_some);
    let is_graph = move || is_there() && !as_list.get();
    let is_resources = on_resources.is_none();
    let kinds = Memo::new(move |_| {
        let mut kinds: Vec<Kind> = diagram.with(|diagram| {
            diagram.iter().flat_map(|diagram| diagram.nodes.iter().map(|node| node.kind)).collect()
        });
        kinds.compact_sort();
        kinds.dedup();
        kinds
    });
    let keep = move |_| {
        if let Some(drawing) = drawing.get_untracked() {
            save(&drawing, &title.get_untracked(), &file.get_untracked());
        }
    };
    let choice = move |list: bool, name: &'static str| {
        view! {
            <button
                class="button button--small"
                type="button"
                aria-pressed=move || (as_list.get() == list).to_string()
                on:click=move |_| as_list.set(list)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="diagram" class:diagram--resources=is_resources>
            <div class="diagram__tools">
                {children.map(|children| children())}
                <div class="diagram__group" role="group" aria-label=words::VIEWS>
                    {choice(false, words::GRAPH)}
                    {choice(true, words::LIST)}
                </div>
                <Show when=is_graph>
                    <Sizes zoom />
                    <div class="diagram__group diagram__group--files">
                        <button class="button button--small button--quiet" type="button" on:click=keep>
                            {words::SAVE}
                        </button>
                        <button
                            class="button button--small button--quiet"
                            type="button"
                            on:click=move |_| drop(window().print())
                        >
                            {words::PRINT}
                        </button>
                    </div>
                </Show>
                <p class="diagram__state" role="status">{state}</p>
            </div>
            <Show when=is_graph>
                <Canvas diagram title zoom drawing on_go on_resources />
            </Show>
            <Show when=move || as_list.get()>
                <DiagramList diagram title on_go on_resources />
            </Show>
            <Show when=is_graph>
                <Legend kinds />
            </Show>
        </div>
    }
}

/// The zoom buttons.
#[component]
fn Sizes(
    /// The zoom of the graph.
    zoom: Zoom,
) -> impl IntoView {
    view! {
        <div class="diagram__group" role="group" aria-label=words::ZOOM>
            <button
                class="button button--small"
                type="button"
                aria-label=words::SMALLER
                title=words::SMALLER_TITLE
                on:click=move |_| zoom.step(-1)
            >
                "−"
            </button>
            <span class="diagram__scale">{move || words::percent(zoom.scale.get())}</span>
            <button
                class="button button--small"
                type="button"
                aria-label=words::LARGER
                title=words::LARGER_TITLE
                on:click=move |_| zoom.step(1)
            >
                "+"
            </button>
            <button
                class="button button--small"
                type="button"
                title=words::FIT_TITLE
                on:click=move |_| zoom.fit()
            >
                {words::FIT}
            </button>
        </div>
    }
}
