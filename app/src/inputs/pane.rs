//! The pane of forms: the inputs of the shown target, and in another tab the outputs of other stacks.

use cyclotron_core::{FileId, Form, Target};
use leptos::html;
use leptos::prelude::*;
use web_sys::ScrollLogicalPosition;

use super::instances::InstanceActions;
use super::samples::{SampleChoice, Samples};
use super::state::{InputsTab, ShownTab, use_shown_tab};
use crate::browser::lifetime::Lifetime;
use crate::form::section::FormView;
use crate::rendered::pointing::use_pointing;
use crate::session::use_session;
use crate::shell::empty_reasons::EmptyState;
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded, is_rail, pane_class};
use crate::shell::layout::{Region, use_layout};
use crate::ui::flow::{For, Show};
use crate::ui::later::{Frame, later};
use crate::ui::scroll::bring_into_view;
use crate::ui::tabs::Tabs;
use crate::words::form as words;
use crate::words::shell::panes;

/// The id of the panel with the outputs.
const OUTPUTS_PANEL: &str = "outputs-panel";

later! {
    /// The forms of the selected bundle.
    pub fn inputs in analysis() while (Frame::Pane(pane_class(Region::Inputs), panes::INPUTS)) {
        view! { <Inputs /> }
    }
}

/// The forms of the selected bundle.
#[component]
fn Inputs() -> impl IntoView {
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
    let samples = Samples::new(session);
    let tab = use_shown_tab();
    let is_shown = move |shown: InputsTab| tab.0.get() == shown;
    let tabs = [
        (InputsTab::Inputs, panes::INPUTS.to_owned()),
        (InputsTab::Outputs, panes::OUTPUTS.to_owned()),
    ];
    let layout = use_layout();
    let place = NodeRef::<html::Section>::new();
    let pointing = use_pointing();
    let lifetime = Lifetime::current();
    Effect::new(move || {
        if pointing.picked.with(Option::is_some)
            && let Some(place) = place.get()
        {
            // The marks of the fields are drawn first.
            lifetime.next_frame(move || show_first_mark(&place, tab, lifetime));
        }
    });

    view! {
        <section
            class="pane pane--inputs"
            class:folded=is_folded(Region::Inputs)
            class:rail=is_rail(Region::Inputs)
            aria-label=panes::INPUTS
            node_ref=place
        >
            <header class="pane__head">
                <Fold part=Region::Inputs />
                <h2 class="visually-hidden">{panes::INPUTS}</h2>
                <div class="pane__title pane__title--tabs">
                    <Tabs
                        label=panes::INPUTS_OR_OUTPUTS
                        panel="inputs-or-outputs"
                        tabs=Signal::stored(tabs.to_vec())
                        selected=tab.0
                        on_select=move |chosen| {
                            tab.show(chosen);
                            // A folded pane shows its tabs too.
                            layout.update(|layout| layout.fold(Region::Inputs, false));
                        }
                    />
                </div>
                <Show when=move || is_shown(InputsTab::Inputs) && session.selected.with(Option::is_some)>
                    <SampleChoice samples />
                    <div class="chips">
                        <Tabs
                            label=words::TARGETS
                            panel="inputs-panel"
                            tabs=targets
                            selected=target
                            on_select=move |chosen| session.target.set(chosen)
                        />
                    </div>
                    <div class="pane__actions">
                        <InstanceActions forms=inputs samples />
                    </div>
                </Show>
                <Show when=move || is_shown(InputsTab::Outputs)>
                    <p class="pane__hint">{panes::OUTPUTS_HINT}</p>
                </Show>
            </header>
            <div class="pane__content" id="inputs-or-outputs">
                <div
                    class="pane__body"
                    id="inputs-panel"
                    role="tabpanel"
                    tabindex="-1"
                    aria-label=words::FORM
                    hidden=move || !is_shown(InputsTab::Inputs)
                >
                    <Forms forms=inputs gap=Signal::derive(move || session.inputs_empty_state()) />
                </div>
                <section
                    class="pane__body"
                    id=OUTPUTS_PANEL
                    aria-label=panes::OUTPUTS
                    hidden=move || !is_shown(InputsTab::Outputs)
                >
                    <Forms forms=outputs gap=Signal::derive(move || session.outputs_empty_state()) />
                </section>
            </div>
        </section>
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

/// Scrolls the first marked field into view, without moving the focus. Shows the other tab if only that has one.
fn show_first_mark(place: &web_sys::HtmlElement, tab: ShownTab, lifetime: Lifetime) {
    const MARK: &str = ".field__mark--effect";
    let shown = format!(".pane__body:not([hidden]) {MARK}");
    let mark = if let Ok(Some(mark)) = place.query_selector(&shown) {
        mark
    } else {
        let Ok(Some(mark)) = place.query_selector(MARK) else { return };
        let is_output = matches!(mark.closest(&format!("#{OUTPUTS_PANEL}")), Ok(Some(_)));
        tab.show(if is_output { InputsTab::Outputs } else { InputsTab::Inputs });
        mark
    };
    // Centred, since the control is below the mark. The panel is shown first.
    lifetime.next_frame(move || bring_into_view(&mark, ScrollLogicalPosition::Center));
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
