//! The pane of rendered text: the input of CloudFormation, Terraform or `CodeBuild`.

use cyclotron_core::Rendering;
use leptos::html;
use leptos::prelude::*;

use super::origin::{Origin, following, marks};
use super::viewer::keep_shown;
use crate::browser::lifetime::bound;
use crate::diagram::resources::{GraphToggle, resource_graph};
use crate::diagram::state::use_diagrams;
use crate::editor::code::{PlainText, use_code};
use crate::session::{RenderingKey, rendering_key, use_session};
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded, is_rail, pane_class};
use crate::shell::layout::{Layout, Region, use_layout};
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::rendered::pane as words;
use crate::words::shell::panes;

later! {
    /// The pane of rendered text.
    pub fn rendered in analysis() while (Frame::Pane(pane_class(Region::Rendered), panes::RENDERED)) {
        view! { <Rendered /> }
    }
}

/// Shows the rendering of the selected target. If it fails, shows the last one without an error, on another background.
#[component]
fn Rendered() -> impl IntoView {
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
    let code = use_code();
    let plain =
        Signal::derive(move || text.with(|text| text.as_ref().map(|(_, text)| text.clone())));
    let is_graph = use_diagrams().resources;
    let empty = move || rendering.with(Option::is_none);
    let gap = Signal::derive(move || session.rendering_empty_state());
    view! {
        <section
            class="pane pane--rendered"
            class:folded=is_folded(Region::Rendered)
            class:rail=is_rail(Region::Rendered)
            aria-label=panes::RENDERED
        >
            <header class="pane__head">
                <Fold part=Region::Rendered />
                <h2 class="pane__title">{panes::RENDERED}</h2>
                <Which rendering />
                <Show when=move || !empty()>
                    <div class="pane__actions">
                        <GraphToggle />
                    </div>
                </Show>
            </header>
            <p class="pane__note" role="status">{note}</p>
            <Origin rendering />
            <Show when=empty>
                <EmptyStateView gap />
            </Show>
            <Show when=move || !is_graph.get()>
                <PlainText label=words::TEXT text=plain />
            </Show>
            <div
                class="pane__body pane__body--code"
                class:pane__body--stale=move || stale.get() || undefined.get()
                class:pane__body--empty=move || {
                    empty() || is_graph.get() || code.module().is_none()
                }
                role="group"
                aria-label=words::TEXT
                node_ref=place
            ></div>
            <Show when=move || is_graph.get()>
                {resource_graph(rendering, text)}
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
    let layout = use_layout();
    let is_chosen_beside = Memo::new(move |_| layout.with(Layout::has_inputs_beside));
    let shown = move || {
        let target = target.get();
        let all = targets.get();
        all.into_iter().find(|(other, _)| *other == target).map(|(_, label)| label)
    };
    view! {
        // The tabs of the inputs choose the target too.
        <Show when=move || is_chosen_beside.get()>
            <span class="pane__hint">{shown}</span>
        </Show>
        <Choice label=words::TARGETS all=targets selected=target is_hidden=is_chosen_beside on_select=move |chosen| session.target.set(chosen) />
        <Choice label=words::FILE all=files selected=file on_select=move |chosen| session.file.set(chosen) />
    }
}

/// A choice, while there are several.
#[component]
fn Choice<K>(
    /// The accessible name.
    label: &'static str,
    /// The options with their labels.
    all: Memo<Vec<(K, String)>>,
    /// The selected option.
    selected: Memo<K>,
    /// Whether it is hidden, since it is chosen elsewhere.
    #[prop(optional)]
    is_hidden: Option<Memo<bool>>,
    /// Called with the chosen option.
    #[prop(into)]
    on_select: Callback<K>,
) -> impl IntoView
where
    K: Clone + Eq + std::hash::Hash + Send + Sync + 'static,
{
    let has_several = Memo::new(move |_| {
        all.with(|all| all.len() > 1) && !is_hidden.is_some_and(|is_hidden| is_hidden.get())
    });
    let choose = move |at: String| {
        let chosen = at.parse().ok().and_then(|at: usize| {
            all.with_untracked(|all| all.get(at).map(|(key, _)| key.clone()))
        });
        if let Some(chosen) = chosen {
            on_select.run(chosen);
        }
    };
    view! {
        <Show when=move || has_several.get()>
            <select
                class="choice-select"
                aria-label=label
                title=label
                on:change=bound(move |event| choose(event_target_value(&event)))
            >
                {move || all.get().into_iter().enumerate().map(|(at, (key, name))| view! {
                    <option value=at.to_string() prop:selected=move || selected.get() == key>{name}</option>
                }).collect_view()}
            </select>
        </Show>
    }
}
