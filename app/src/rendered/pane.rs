//! The pane of rendered text: the input of CloudFormation, Terraform or `CodeBuild`.

use cyclotron_core::Rendering;
use leptos::html;
use leptos::prelude::*;

use super::origin::{Origin, following, marks};
use super::viewer::keep_shown;
use crate::diagram::resources::{GraphToggle, ResourceGraph};
use crate::diagram::state::use_diagrams;
use crate::session::{RenderingKey, rendering_key, use_session};
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded};
use crate::shell::layout::Region;
use crate::ui::tabs::Tabs;
use crate::words::rendered::pane as words;
use crate::words::shell::panes;

/// Shows the rendering of the selected target. If it fails, shows the last one without an error, on another background.
#[component]
pub fn Rendered() -> impl IntoView {
    let session = use_session();
    let rendering = Memo::new(move |_| session.rendering());
    let stale = Memo::new(move |_| {
        rendering
            .with(|rendering| rendering.as_ref().is_some_and(|rendering| rendering.text.is_none()))
    });
    let undefined = Memo::new(move |_| {
        rendering.with(|rendering| {
            rendering
                .as_ref()
                .is_some_and(|rendering| rendering.text.is_some() && !rendering.is_complete)
        })
    });
    let last_good =
        move |key: &RenderingKey| session.last_good.with(|last_good| last_good.get(key).cloned());
    let text = Memo::new(move |_| {
        rendering.with(|rendering| {
            let rendering = rendering.as_ref()?;
            let key = rendering_key(&rendering.template.bundle, rendering);
            let text = rendering.text.clone().or_else(|| last_good(&key))?;
            Some((format!("{}/{}", key.0, rendering.file_name), text))
        })
    });

    let place = NodeRef::<html::Div>::new();
    keep_shown(place, text, marks(rendering), session.events, following(rendering));

    let note = move || {
        if undefined.get() {
            return Some(words::UNDEFINED);
        }
        stale
            .get()
            .then(|| if text.with(Option::is_some) { words::LAST_GOOD } else { words::NONE_YET })
    };
    let is_graph = use_diagrams().resources;
    let empty = move || rendering.with(Option::is_none);
    let gap = Signal::derive(move || session.rendering_empty_state());
    view! {
        <section
            class="pane pane--rendered folded--column"
            class:folded=is_folded(Region::Rendered)
            aria-label=panes::RENDERED
        >
            <header class="pane__head">
                <Fold part=Region::Rendered />
                <h2 class="pane__title">{panes::RENDERED}</h2>
                <Which rendering />
                <Show when=move || !empty()>
                    <GraphToggle />
                </Show>
            </header>
            <p class="pane__note" role="status">{note}</p>
            <Origin rendering />
            <Show when=empty>
                <EmptyStateView gap />
            </Show>
            <div
                class="pane__body pane__body--code"
                class:pane__body--stale=move || stale.get() || undefined.get()
                class:pane__body--empty=move || empty() || is_graph.get()
                id="rendered-panel"
                role="tabpanel"
                tabindex="-1"
                aria-label=words::TEXT
                node_ref=place
            ></div>
            <Show when=move || is_graph.get()>
                <ResourceGraph rendering text />
            </Show>
        </section>
    }
}

/// The choice of the shown rendering: by target, and by file where there are several.
#[component]
fn Which(
    /// The shown rendering.
    rendering: Memo<Option<Rendering>>,
) -> impl IntoView {
    let session = use_session();
    let targets = Memo::new(move |_| {
        session
            .with_bundle(|bundle| {
                let mut all: Vec<_> = bundle
                    .renderings
                    .iter()
                    .map(|rendering| (rendering.target, rendering.label.clone()))
                    .collect();
                all.dedup();
                all
            })
            .unwrap_or_default()
    });
    let target = Memo::new(move |_| session.rendered_target());
    let files = Memo::new(move |_| {
        let files = session.files();
        files.into_iter().map(|file| (file.clone(), file)).collect::<Vec<_>>()
    });
    let file = Memo::new(move |_| {
        rendering.with(|rendering| {
            rendering.as_ref().map(|rendering| rendering.file().to_owned()).unwrap_or_default()
        })
    });
    let has_several = Memo::new(move |_| files.with(|files| files.len() > 1));
    view! {
        <Tabs
            label=words::TARGETS
            panel="rendered-panel"
            tabs=targets
            selected=target
            on_select=move |chosen| session.target.set(chosen)
        />
        <Show when=move || has_several.get()>
            <Tabs
                label=words::FILE
                panel="rendered-panel"
                tabs=files
                selected=file
                on_select=move |chosen| session.file.set(chosen)
            />
        </Show>
    }
}
