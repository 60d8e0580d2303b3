//! A diagram and its toolbar: graph or list, zoom, saving and printing.

use std::sync::Arc;

use cyclotron_core::Target;
use cyclotron_core::picture::{Kind, MAX_NODES, Picture, Place};
use gloo::utils::window;
use leptos::prelude::*;
use leptos::svg;

use super::canvas::Canvas;
use super::legend::Legend;
use super::list::PictureList;
use super::save::save;
use super::state::use_diagrams;
use super::workspace::Drawn;
use super::zoom::Zoom;
use crate::compare::dialog::Asked;
use crate::words::diagram as words;

/// Opens the resources of a node; `None` in a diagram of resources.
pub type ToResources = Option<Callback<(String, Target)>>;

/// A diagram and its toolbar.
#[component]
pub fn PictureView(
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
    on_go: Callback<Place>,
    /// Opens the resources of a node.
    #[prop(optional)]
    on_resources: ToResources,
) -> impl IntoView {
    let as_list = use_diagrams().as_list;
    let zoom = Zoom::new();
    let drawing = NodeRef::<svg::Svg>::new();
    // The last diagram stays until the next one is drawn.
    let picture = Memo::new(move |before: Option<&Option<Arc<Picture>>>| match drawn.get() {
        Asked::Done(picture) => Some(picture),
        Asked::UnderWay => before.cloned().flatten(),
        Asked::Failed => None,
    });
    let state = move || match drawn.get() {
        Asked::UnderWay => words::DRAWING.to_owned(),
        Asked::Failed => words::FAILED.to_owned(),
        Asked::Done(picture) if picture.left_out > 0 => {
            words::left_out(picture.left_out, MAX_NODES)
        }
        Asked::Done(picture) => words::summary(picture.nodes.len(), picture.edges.len()),
    };
    let is_there = move || picture.with(Option::is_some);
    let is_graph = move || is_there() && !as_list.get();
    let is_resources = on_resources.is_none();
    let kinds = Memo::new(move |_| {
        let mut kinds: Vec<Kind> = picture.with(|picture| {
            picture.iter().flat_map(|picture| picture.nodes.iter().map(|node| node.kind)).collect()
        });
        kinds.sort_unstable();
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
        <div class="picture" class:picture--resources=is_resources>
            <div class="picture__tools">
                <div class="picture__group" role="group" aria-label=words::VIEWS>
                    {choice(false, words::GRAPH)}
                    {choice(true, words::LIST)}
                </div>
                <Show when=is_graph>
                    <Sizes zoom />
                    <div class="picture__group picture__group--files">
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
                <p class="picture__state" role="status">{state}</p>
            </div>
            <Show when=is_graph>
                <Canvas picture title zoom drawing on_go on_resources />
            </Show>
            <Show when=move || as_list.get()>
                <PictureList picture title on_go on_resources />
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
        <div class="picture__group" role="group" aria-label=words::ZOOM>
            <button
                class="button button--small"
                type="button"
                aria-label=words::SMALLER
                title=words::SMALLER_TITLE
                on:click=move |_| zoom.step(-1)
            >
                "−"
            </button>
            <span class="picture__scale">{move || words::percent(zoom.scale.get())}</span>
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
