//! The panes of forms: the inputs of the shown target, and the outputs of other stacks.

use cyclotron_core::{FileId, Form, Target};
use leptos::html;
use leptos::prelude::*;
use web_sys::ScrollLogicalPosition;

use super::instances::Instances;
use super::samples::Samples;
use crate::browser::lifetime::Lifetime;
use crate::form::section::FormView;
use crate::rendered::pointing::use_pointing;
use crate::session::use_session;
use crate::shell::empty_reasons::EmptyState;
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded};
use crate::shell::layout::{Region, use_layout};
use crate::shell::splitter::Splitter;
use crate::ui::scroll::bring_into_view;
use crate::ui::tabs::Tabs;
use crate::words::form as words;
use crate::words::shell::panes;

/// The forms of the selected bundle.
#[component]
pub fn Inputs() -> impl IntoView {
    let session = use_session();
    let targets = Memo::new(move |_| session.targets());
    let target = Memo::new(move |_| session.shown_target());
    let inputs = Memo::new(move |_| {
        let target = target.get();
        session
            .with_bundle(|bundle| {
                let is_shown = |form: &&Form| form.target == target && !form.fields.is_empty();
                let forms = bundle.inputs.iter().filter(is_shown);
                forms.cloned().collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let outputs = Memo::new(move |_| {
        session.with_bundle(|bundle| bundle.outputs.clone()).unwrap_or_default()
    });
    let is_service = Memo::new(move |_| {
        targets.get().iter().any(|(target, _)| matches!(target, Target::Instance(_)))
    });

    let is_inputs_folded = is_folded(Region::Inputs);
    let layout = use_layout();
    let rows = Memo::new(move |_| layout.with(|layout| layout.rows(Region::Outputs)));
    let place = NodeRef::<html::Div>::new();
    let pointing = use_pointing();
    Effect::new(move || {
        if pointing.picked.with(Option::is_some)
            && let Some(place) = place.get()
        {
            // The marks of the fields are drawn first.
            Lifetime::current().next_frame(move || show_first_mark(&place));
        }
    });

    view! {
        <div
            class="workbench__inputs folded--column"
            class:folded=is_inputs_folded
            style=("--row-inputs", move || rows.get().0)
            style=("--row-outputs", move || rows.get().1)
            node_ref=place
        >
            <section class="pane pane--inputs" class:folded=is_inputs_folded aria-label=panes::INPUTS>
                <header class="pane__head">
                    <Fold part=Region::Inputs />
                    <h2 class="pane__title">{panes::INPUTS}</h2>
                    <Tabs
                        label=words::TARGETS
                        panel="inputs-panel"
                        tabs=targets
                        selected=target
                        on_select=move |chosen| session.target.set(chosen)
                    />
                    <Show when=move || is_service.get()>
                        <Instances forms=inputs />
                    </Show>
                    <Show when=move || session.selected.with(Option::is_some)>
                        <Samples />
                    </Show>
                </header>
                <div class="pane__body" id="inputs-panel" role="tabpanel" tabindex="-1" aria-label=words::FORM>
                    <Forms forms=inputs gap=Signal::derive(move || session.inputs_empty_state()) />
                </div>
            </section>
            <Splitter part=Region::Outputs />
            <section class="pane pane--outputs" class:folded=is_folded(Region::Outputs) aria-label=panes::OUTPUTS>
                <header class="pane__head">
                    <Fold part=Region::Outputs />
                    <h2 class="pane__title">{panes::OUTPUTS}</h2>
                    <p class="pane__hint">{panes::OUTPUTS_HINT}</p>
                </header>
                <div class="pane__body">
                    <Forms forms=outputs gap=Signal::derive(move || session.outputs_empty_state()) />
                </div>
            </section>
        </div>
    }
}

/// Forms, one below the other.
#[component]
fn Forms(
    /// The forms.
    forms: Memo<Vec<Form>>,
    /// The empty state.
    gap: Signal<EmptyState>,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        forms.with(|forms| {
            // The title is not part of the key, since it changes while an instance is renamed.
            let name = |form: &Form| (form.file.clone(), form.target);
            forms.iter().map(name).enumerate().collect::<Vec<_>>()
        })
    });
    view! {
        <Show
            when=move || !keys.with(Vec::is_empty)
            fallback=move || view! { <EmptyStateView gap /> }
        >
            <For each=move || keys.get() key=Clone::clone let((at, _))>
                {
                    let form = Memo::new(move |old: Option<&Form>| {
                        // A removed form keeps its last content until its row is removed.
                        let now = forms.with(|forms| forms.get(at).cloned());
                        now.or_else(|| old.cloned()).unwrap_or_else(blank)
                    });
                    view! { <FormView form /> }
                }
            </For>
        </Show>
    }
}

/// Scrolls the first marked field into view, without moving the focus.
fn show_first_mark(place: &web_sys::HtmlElement) {
    let Ok(Some(mark)) = place.query_selector(".field__mark--effect") else { return };
    // Centred, since the control is below the mark.
    bring_into_view(&mark, ScrollLogicalPosition::Center);
}

fn blank() -> Form {
    Form {
        target: Target::Environment,
        title: String::new(),
        help: Vec::new(),
        file: FileId::default(),
        fields: Vec::new(),
    }
}
