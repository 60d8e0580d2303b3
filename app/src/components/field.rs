//! One field of a form: label, help, what it is filled in with, and what is wrong with it.

use cyclotron_core::{Field, Form, Value};
use leptos::prelude::*;

use super::form::{Shape, element_id};
use super::group::{Group, List, label_of};
use super::scalar::{ChoiceInput, LineInput, LinesInput, ToggleInput};
use crate::session::{Reveal, use_session};

/// One field. It reads its own signals only, so that typing in one redraws no other.
#[component]
pub fn FieldView(
    /// The form it is of.
    #[prop(into)]
    form: Signal<Form>,
    /// What to show; none while its row is being taken away.
    #[prop(into)]
    field: Signal<Option<Field>>,
    /// Which element it is.
    shape: Shape,
) -> AnyView {
    let session = use_session();
    let Some(first) = field.get_untracked() else { return ().into_any() };
    let id = form.with_untracked(|form| element_id(form, &first.path));
    let path = StoredValue::new(first.path);
    let read = move |read: fn(&Field) -> String| {
        field.with(|field| field.as_ref().map(read).unwrap_or_default())
    };
    let help = move || read(|field| field.help.clone().unwrap_or_default());
    let messages = Memo::new(move |_| {
        field.with(|field| field.as_ref().map(|field| field.messages.clone()).unwrap_or_default())
    });
    let required =
        Memo::new(move |_| field.with(|field| field.as_ref().is_some_and(|field| field.required)));
    let set = Callback::new(move |value: Option<Value>| {
        form.with_untracked(|form| path.with_value(|path| session.change(form, path, value)));
    });
    let invalid = Signal::derive(move || !messages.with(Vec::is_empty));
    let help_id = format!("{id}/help");
    let message_id = format!("{id}/message");
    let described = {
        let (help_id, message_id) = (help_id.clone(), message_id.clone());
        Signal::derive(move || {
            let help = (!help().is_empty()).then(|| help_id.clone());
            let message = invalid.get().then(|| message_id.clone());
            help.into_iter().chain(message).collect::<Vec<_>>().join(" ")
        })
    };

    let control = match shape {
        Shape::Line => {
            view! { <LineInput id=id.clone() field described invalid required set /> }.into_any()
        }
        Shape::Number => {
            view! { <LineInput id=id.clone() field described invalid required set number=true /> }
                .into_any()
        }
        Shape::Lines => {
            view! { <LinesInput id=id.clone() field described invalid required set /> }.into_any()
        }
        Shape::Toggle => view! { <ToggleInput id=id.clone() field described set /> }.into_any(),
        Shape::Choice => {
            view! { <ChoiceInput id=id.clone() field described invalid required set /> }.into_any()
        }
        Shape::Group => view! { <Group form field /> }.into_any(),
        Shape::List => view! { <List form field set /> }.into_any(),
        Shape::Yaml => view! { <YamlLink form id=id.clone() /> }.into_any(),
    };
    // The legend of a group names it.
    let head = (!matches!(shape, Shape::Group | Shape::List))
        .then(|| view! { <Head id=id.clone() field required set /> });
    let help_shown = move || !help().is_empty();
    view! {
        <div class="field" class:field--toggle=matches!(shape, Shape::Toggle) class:field--invalid=invalid>
            {head}
            {control}
            <Show when=help_shown>
                <p class="field__help" id=help_id.clone()>{help}</p>
            </Show>
            <Show when=move || invalid.get()>
                <div class="field__messages" id=message_id.clone()>
                    <For each=move || messages.get() key=Clone::clone let(message)>
                        <p class="field__message">{message}</p>
                    </For>
                </div>
            </Show>
        </div>
    }
    .into_any()
}

/// The label, whether it has to be filled in, and the way back to the default.
#[component]
fn Head(
    /// The id of what it labels.
    id: String,
    /// What to show.
    field: Signal<Option<Field>>,
    /// Whether it has to be filled in.
    required: Memo<bool>,
    /// Sets or removes the value.
    set: Callback<Option<Value>>,
) -> impl IntoView {
    let label = move || label_of(field);
    let label_id = format!("{id}/label");
    let resettable = Memo::new(move |_| {
        field.with(|field| {
            field.as_ref().is_some_and(|field| {
                field.value.is_some() && field.default.is_some() && field.value != field.default
            })
        })
    });
    view! {
        <div class="field__head">
            <label class="field__label" id=label_id.clone() for=id>
                {label}
            </label>
            <Show when=move || required.get()>
                <span class="field__required" aria-hidden="true">
                    "required"
                </span>
            </Show>
            <Show when=move || resettable.get()>
                <button
                    class="field__reset"
                    type="button"
                    aria-describedby=label_id.clone()
                    on:click=move |_| set.run(None)
                >
                    "Use default"
                </button>
            </Show>
        </div>
    }
}

/// The way to a value that only its file can show.
#[component]
fn YamlLink(
    /// The form it is of.
    form: Signal<Form>,
    /// The element's id.
    id: String,
) -> impl IntoView {
    let session = use_session();
    let open = move |_| {
        let file = form.with_untracked(|form| form.file.clone());
        session.reveal.set(Some(Reveal { file: file.clone(), range: None }));
        session.select(&file);
    };
    view! {
        <button class="button button--small" type="button" id=id on:click=open>
            "Edit as YAML in "
            {move || form.with(|form| form.file.path.clone())}
        </button>
    }
}
