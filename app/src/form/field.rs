//! A field of a form: its label, help, control and messages.

use cyclotron_core::trace;
use cyclotron_core::{Action, Control, Field, Value};
use leptos::prelude::*;

use super::array::List;
use super::combobox::Search;
use super::context::FieldContext;
use super::control::Shape;
use super::environment::EnvironmentChoice;
use super::excerpt::Excerpt;
use super::object::Group;
use super::radios::Radios;
use super::section::{FormState, element_id};
use super::text::{LineInput, LinesInput, NumberInput, YamlInput};
use super::toggle::ToggleInput;
use super::variants::Variants;
use crate::browser::lifetime::bound;
use crate::ui::flow::{For, Show};
use crate::ui::prose::{self, is_long, prose};
use crate::words::form as words;

/// A field. It reads only signals of its own, so that typing in one field redraws no other.
#[component]
pub fn FieldView(
    /// The field, as `core` describes it.
    field: RwSignal<Field>,
    /// The kind of its element.
    shape: Shape,
    /// Whether it is an item or an entry, with a button of its own that removes it.
    is_row: bool,
) -> AnyView {
    let form: FormState = expect_context();
    let id =
        field.with_untracked(|field| form.file.with_value(|file| element_id(file, &field.path)));
    let place = FieldContext::new(field, shape.id(&id));
    let is_fixed = field.with_untracked(|field| field.read_only);
    let control = match shape {
        Shape::Line => view! { <LineInput place /> }.into_any(),
        Shape::Number => view! { <NumberInput place /> }.into_any(),
        Shape::Lines => view! { <LinesInput place /> }.into_any(),
        Shape::Yaml => view! { <YamlInput place /> }.into_any(),
        Shape::Toggle => view! { <ToggleInput place /> }.into_any(),
        Shape::Radios => view! { <Radios place /> }.into_any(),
        Shape::Search => view! { <Search place /> }.into_any(),
        Shape::Group => view! { <Group place /> }.into_any(),
        Shape::List => view! { <List place /> }.into_any(),
        Shape::Variants => view! { <Variants place /> }.into_any(),
        Shape::Excerpt => view! { <Excerpt place /> }.into_any(),
        Shape::Environment => view! { <EnvironmentChoice place /> }.into_any(),
        Shape::Absent => view! { <Begin place /> }.into_any(),
    };
    announce(place);
    let help_id = place.part("help");
    let message_id = place.part("message");
    let help = Memo::new(move |_| place.read(|field| field.help.clone()));
    let long = Memo::new(move |_| help.with(|help| is_long(help)));
    let notes = move || {
        view! {
            <Show when=move || !help.with(Vec::is_empty)>
                <div
                    class="field__help prose"
                    class:prose--long=move || long.get()
                    id=help_id.clone()
                    // A scrolling element must be reachable by keyboard.
                    tabindex=move || long.get().then_some("0")
                    role=move || long.get().then_some("group")
                    aria-label=move || long.get().then(|| words::about(&place.label()))
                >
                    {move || help.with(|help| prose(help))}
                </div>
            </Show>
            <Show when=move || place.is_invalid()>
                <div class="field__messages" id=message_id.clone()>
                    <For each=move || place.messages.get() key=Clone::clone let(message)>
                        <p class="field__message">{prose::message(&message)}</p>
                    </For>
                </div>
            </Show>
        }
    };
    if shape.has_legend() {
        let id = place.id.get_value();
        let described = move || Some(place.described()).filter(|ids| !ids.is_empty());
        return view! {
            <fieldset
                class="field field__group"
                class:field--invalid=move || place.is_invalid()
                class:field--effect=move || place.effect.get().is_some()
                class:field__group--plain=shape == Shape::Radios
                id=id
                disabled=is_fixed
                aria-describedby=described
                on:focusout=bound(move |_| place.touch())
            >
                <legend class="field__legend">
                    <span class="field__label">{move || place.label()}</span>
                    <Marks place />
                </legend>
                <Actions place is_row />
                {notes()}
                {control}
            </fieldset>
        }
        .into_any();
    }
    view! {
        <div
            class="field"
            class:field--toggle=shape == Shape::Toggle
            class:field--invalid=move || place.is_invalid()
            class:field--effect=move || place.effect.get().is_some()
            on:focusout=bound(move |_| place.touch())
        >
            <div class="field__head">
                <label class="field__label" id=place.part("label") for=place.id.get_value()>
                    {move || place.label()}
                </label>
                <Marks place />
                <Actions place is_row />
            </div>
            {control}
            {notes()}
        </div>
    }
    .into_any()
}

/// The mark of a value that the element does not show: null, an empty string, or the default.
pub fn state_of(field: &Field) -> Option<&'static str> {
    match (&field.value, &field.default) {
        (Some(Value::Null), _) => Some(words::IS_NULL),
        (Some(Value::String(text)), _) if text.is_empty() => Some(words::IS_EMPTY),
        (None, Some(_)) => Some(words::IS_DEFAULT),
        (None, None) if field.unfilled.is_some() => Some(words::IS_UNFILLED),
        _ => None,
    }
}

/// The marks beside the label: required, deprecated, read only, the state, and the effect on the selected line.
#[component]
fn Marks(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let state = Memo::new(move |_| place.read(state_of));
    let required = Memo::new(move |_| place.read(|field| field.required));
    let effect = move || {
        place.effect.get().map(|effect| match effect {
            trace::Effect::Printed => words::PRINTED,
            trace::Effect::Decided => words::DECIDED,
        })
    };
    let traits = place.field.with_untracked(|field| {
        [(field.deprecated, words::DEPRECATED), (field.read_only, words::READ_ONLY)]
    });
    let traits = traits.into_iter().filter(|(is, _)| *is).map(|(_, name)| {
        view! { <span class="field__mark">{name}</span> }
    });
    view! {
        <Show when=move || required.get()>
            <span class="field__required" aria-hidden="true">{words::REQUIRED}</span>
        </Show>
        {traits.collect_view()}
        <Show when=move || state.get().is_some()>
            <span class="field__mark" id=place.part("state")>{move || state.get()}</span>
        </Show>
        <Show when=move || effect().is_some()>
            <span class="field__mark field__mark--effect" id=place.part("effect")>{effect}</span>
        </Show>
    }
}

/// The buttons that set the default, no value, null, or an empty string.
#[component]
fn Actions(
    /// The field.
    place: FieldContext,
    /// Whether it is an item or an entry, with a button of its own that removes it.
    is_row: bool,
) -> impl IntoView {
    let back = Memo::new(move |_| {
        place.read(|field| match (&field.value, &field.default) {
            _ if is_row || field.read_only => None,
            (Some(value), Some(default)) if value != default => Some(words::USE_DEFAULT),
            (Some(_), None) if !field.required => Some(words::CLEAR),
            _ => None,
        })
    });
    let is_text =
        |field: &Field| matches!(&field.control, Control::Text { .. }) && !field.read_only;
    let empty = Memo::new(move |_| {
        place.read(|field| {
            is_text(field) && field.value.is_none() && field.default != Some("".into())
        })
    });
    let unfilled =
        Memo::new(move |_| place.read(|field| field.unfilled.clone().filter(|_| !field.read_only)));
    let null = Memo::new(move |_| {
        place.read(|field| field.nullable && !field.read_only && field.value != Some(Value::Null))
    });
    view! {
        <span class="field__actions">
            {move || unfilled.get().map(|value| {
                let title = words::set_default(&value);
                view! { <Act place title=words::SET_DEFAULT action=Action::Set(value) tooltip=title /> }
            })}
            <Show when=move || empty.get()>
                <Act place title=words::SET_EMPTY action=Action::Set("".into()) is_quiet=true />
            </Show>
            <Show when=move || null.get()>
                <Act place title=words::SET_NULL action=Action::Set(Value::Null) />
            </Show>
            <Show when=move || back.get() == Some(words::USE_DEFAULT)>
                <Act place title=words::USE_DEFAULT action=Action::Remove />
            </Show>
            <Show when=move || back.get() == Some(words::CLEAR)>
                <Act place title=words::CLEAR action=Action::Remove />
            </Show>
        </span>
    }
}

/// A button of a field.
#[component]
fn Act(
    /// The field.
    place: FieldContext,
    /// The label of the button.
    title: &'static str,
    /// The action that it applies.
    action: Action,
    /// Whether it is visible only while the field has the focus or the pointer.
    #[prop(optional)]
    is_quiet: bool,
    /// The tooltip.
    #[prop(optional, into)]
    tooltip: Option<String>,
) -> impl IntoView {
    view! {
        <button
            class="link"
            class:field__action--quiet=is_quiet
            type="button"
            title=tooltip
            aria-label=move || words::on_field(title, &place.label())
            on:click=move |_| place.act(action.clone())
        >
            {title}
        </button>
    }
}

/// The button that adds a missing value.
#[component]
fn Begin(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let begin = move |_| {
        let blank = place.field.with_untracked(|field| match &field.control {
            Control::Absent { blank } => Some(blank.clone()),
            _ => None,
        });
        place.set(blank);
    };
    view! {
        <button class="button button--small field__begin" type="button" id=place.id.get_value() on:click=begin>
            {move || words::begin(&place.label())}
        </button>
    }
}

/// Announces new messages of a field once.
fn announce(place: FieldContext) {
    Effect::new(move |before: Option<Vec<String>>| {
        let now = place.messages.get();
        if before.is_some_and(|before| before != now)
            && !now.is_empty()
            && !place.form.checked.get_untracked()
        {
            let label = place.field.with_untracked(|field| field.label.clone());
            place.form.said.set(words::wrong(&label, &now));
        }
        now
    });
}
