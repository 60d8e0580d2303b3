//! The forms: the inputs of what is shown, and what other stacks would supply.

use cyclotron_core::{Form, Key, Map, Target, Value};
use leptos::prelude::*;

use super::form::FormView;
use super::tabs::Tabs;
use crate::session::use_session;

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
                let forms = bundle.inputs.iter().filter(|form| form.target == target);
                forms.cloned().collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let outputs = Memo::new(move |_| {
        session.with_bundle(|bundle| bundle.outputs.clone()).unwrap_or_default()
    });
    let is_service =
        Memo::new(move |_| targets.get().iter().any(|(one, _)| matches!(one, Target::Instance(_))));

    view! {
        <div class="workbench__inputs">
            <section class="pane pane--inputs" aria-label="Inputs">
                <header class="pane__head">
                    <h2 class="pane__title">"Inputs"</h2>
                    <Tabs
                        label="Inputs of"
                        panel="inputs-panel"
                        tabs=targets
                        selected=target
                        on_select=move |chosen| session.target.set(chosen)
                    />
                    <Show when=move || is_service.get()>
                        <Instances forms=inputs />
                    </Show>
                </header>
                <div class="pane__body" id="inputs-panel" role="tabpanel" tabindex="-1" aria-label="Inputs form">
                    <Forms
                        forms=inputs
                        empty="No inputs: the schema declares none for this, or it cannot be read yet."
                    />
                </div>
            </section>
            <section class="pane pane--outputs" aria-label="Outputs">
                <header class="pane__head">
                    <h2 class="pane__title">"Outputs"</h2>
                    <p class="pane__hint">"What other stacks would supply"</p>
                </header>
                <div class="pane__body">
                    <Forms forms=outputs empty="Nothing here comes from another stack." />
                </div>
            </section>
        </div>
    }
}

/// Several forms, one below the other.
#[component]
fn Forms(
    /// What to show.
    #[prop(into)]
    forms: Signal<Vec<Form>>,
    /// What to say when there is none.
    empty: &'static str,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        forms.with(|forms| {
            let name = |form: &Form| (form.file.clone(), form.target, form.title.clone());
            forms.iter().map(name).enumerate().collect::<Vec<_>>()
        })
    });
    view! {
        <Show
            when=move || !keys.with(Vec::is_empty)
            fallback=move || view! { <p class="pane__empty">{empty}</p> }
        >
            <For each=move || keys.get() key=Clone::clone let((at, _))>
                {
                    let form = Memo::new(move |old: Option<&Option<Form>>| {
                        // A form that is gone keeps its last face until its row goes too.
                        forms.with(|forms| forms.get(at).cloned()).or_else(|| old.cloned().flatten())
                    });
                    view! { <FormView form=Signal::derive(move || form.get().unwrap_or_else(blank)) /> }
                }
            </For>
        </Show>
    }
}

fn blank() -> Form {
    Form {
        target: Target::Environment,
        title: String::new(),
        help: None,
        file: cyclotron_core::FileId::default(),
        fields: Vec::new(),
    }
}

/// Adds a service instance like the one that is shown, or removes that.
#[component]
fn Instances(
    /// The forms of what is shown.
    #[prop(into)]
    forms: Signal<Vec<Form>>,
) -> impl IntoView {
    let session = use_session();
    let shown = move || match session.shown_target() {
        Target::Instance(index) => Some(index),
        _ => None,
    };
    let count = move || {
        session.targets().iter().filter(|(one, _)| matches!(one, Target::Instance(_))).count()
    };
    let add = move |_| {
        let count = count();
        let Some(spec) = session.bundle_name().map(|bundle| cyclotron_core::FileId {
            bundle,
            path: cyclotron_core::bundle::SPEC.to_owned(),
        }) else {
            return;
        };
        let form = Form { file: spec, ..blank() };
        let names: Vec<String> = session.targets().into_iter().map(|(_, name)| name).collect();
        let name = (count + 1..).map(|number| format!("instance-{number}"));
        let name = name.into_iter().find(|name| !names.contains(name)).unwrap_or_default();
        let mut value = forms.with(|forms| copy(forms));
        value.insert("name", Value::String(name));
        session.change(
            &form,
            &[Key::Name("instances".into()), Key::Index(count)],
            Some(Value::Map(value)),
        );
        session.target.set(Target::Instance(count));
    };
    let remove = move |_| {
        if let Some(index) = shown()
            && let Some(form) = forms.with(|forms| forms.first().cloned())
        {
            let path = [Key::Name("instances".into()), Key::Index(index)];
            session.change(&form, &path, None);
            session.target.set(Target::Instance(index.saturating_sub(1)));
        }
    };
    view! {
        <div class="pane__actions">
            <button class="button button--small" type="button" on:click=add>
                "Add instance"
            </button>
            <button
                class="button button--small"
                type="button"
                disabled=move || shown().is_none() || count() < 2
                on:click=remove
            >
                "Remove"
            </button>
        </div>
    }
}

/// The values that stand in an instance's forms, as its entry in the spec.
fn copy(forms: &[Form]) -> Map {
    let mut entry = Map::default();
    entry.insert("name", Value::Null);
    let mut spec = Map::default();
    for field in forms.iter().flat_map(|form| &form.fields) {
        let names: Vec<&str> = field
            .path
            .iter()
            .filter_map(|key| match key {
                Key::Name(name) => Some(name.as_str()),
                Key::Index(_) => None,
            })
            .collect();
        match (names.as_slice(), &field.value) {
            (["instances", name], Some(value)) => entry.insert(*name, value.clone()),
            (["instances", "spec", name], Some(value)) => spec.insert(*name, value.clone()),
            _ => {}
        }
    }
    entry.insert("spec", Value::Map(spec));
    entry
}
