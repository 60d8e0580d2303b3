//! The diagram of the resources of a rendering.

use cyclotron_core::Rendering;
use cyclotron_core::diagram::Destination;
use cyclotron_worker::calls::DrawResources;
use leptos::prelude::*;

use super::state::{GRAPH_BUTTON, use_diagrams};
use super::view::DiagramView;
use super::workspace::{Drawn, redrawing, reveal};
use crate::app::SharedEngine;
use crate::compare::dialog::Asked;
use crate::rendered::origin::following;
use crate::rendered::viewer::Pick;
use crate::session::use_session;
use crate::ui::later::{Frame, later};
use crate::words::diagram as words;

/// The button that shows a rendering as the graph of its resources, or again as text.
#[component]
pub fn GraphToggle() -> impl IntoView {
    let shown = use_diagrams().resources;
    view! {
        <button
            class="button button--small button--quiet"
            type="button"
            aria-pressed=move || shown.get().to_string()
            title=words::RESOURCES_TITLE
            id=GRAPH_BUTTON
            on:click=move |_| shown.update(|shown| *shown = !*shown)
        >
            {words::RESOURCES}
        </button>
    }
}

later! {
    /// The diagram of a rendering with this file name and text: those of the last rendering without an error.
    pub fn resource_graph in rest(
        rendering: Memo<Option<Rendering>>,
        text: Memo<Option<(String, String)>>,
    ) while (Frame::Content("pane__empty")) {
        view! { <ResourceGraph rendering text /> }
    }
}

/// The diagram, or its empty state.
#[component]
fn ResourceGraph(
    /// The shown rendering.
    rendering: Memo<Option<Rendering>>,
    /// Its file name and text, or those of the last rendering without an error.
    text: Memo<Option<(String, String)>>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let drawn = RwSignal::new(Drawn::UnderWay);
    let redraw = redrawing(session, drawn);
    let is_other = move || {
        rendering.with(|rendering| {
            rendering.as_ref().is_some_and(|rendering| !rendering.is_cloudformation())
        })
    };
    Effect::new(move || {
        let Some(shown) = rendering.get() else { return };
        let Some((_, text)) = text.get() else { return };
        let diagnostics = session.analysis.with(|analysis| {
            let diagnostics = analysis.diagnostics.iter();
            diagnostics
                .filter(|diagnostic| diagnostic.file.bundle == shown.template.bundle)
                .cloned()
                .collect()
        });
        if let Some(done) = redraw() {
            let Rendering { file_name, template, .. } = shown;
            let bundle = template.bundle;
            let call = DrawResources { bundle, file_name, text, diagnostics };
            engine.with_value(|engine| engine.call_then(call, done));
        }
    });
    let follow = following(rendering);
    let go = move |place: Destination| match place {
        Destination::Rendered(line) => follow.run(Pick { line, by_key: true }),
        Destination::File(..) => {
            if let Some(reveal) = reveal(&place) {
                session.go(reveal);
            }
        }
    };
    let label = move || {
        rendering.with(|rendering| rendering.as_ref().map(|rendering| rendering.label.clone()))
    };
    let title = Signal::derive(move || words::resources_title(&label().unwrap_or_default()));
    let file = Signal::derive(move || {
        rendering.with(|rendering| {
            let rendering = rendering
                .as_ref()
                .map(|rendering| rendering.file_name.trim_end_matches(".yaml").to_owned());
            format!("{}-{}", words::RESOURCES_FILE, rendering.unwrap_or_default())
        })
    });
    let why = Memo::new(move |_| {
        if rendering.with(Option::is_none) {
            return Some("");
        }
        if is_other() {
            return Some(words::OTHER_ENGINE);
        }
        if text.with(Option::is_none) {
            return Some(words::NOT_RENDERED);
        }
        let is_empty = drawn.with(|drawn| match drawn {
            Asked::Done(diagram) => diagram.nodes.is_empty(),
            _ => false,
        });
        is_empty.then_some(words::NO_RESOURCES)
    });
    move || match why.get() {
        // The pane has an empty state of its own.
        Some("") => ().into_any(),
        Some(why) => view! { <p class="pane__empty" role="status">{why}</p> }.into_any(),
        None => view! {
            <DiagramView title file drawn on_go=go />
        }
        .into_any(),
    }
}
