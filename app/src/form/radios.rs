//! The control for one of a few values.

use cyclotron_core::{Control, Value};
use leptos::prelude::*;

use super::context::FieldContext;
use super::text::text;
use crate::ui::flow::{For, Show};
use crate::words::form as words;

/// The options of a choice, and their names.
pub fn options(place: FieldContext) -> Memo<Vec<(Value, String)>> {
    Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Choice(options) => {
                let is_text = |value: &Value| matches!(value, Value::String(_));
                let mixed = options.iter().any(is_text) && !options.iter().all(is_text);
                options.iter().map(|value| (value.clone(), name(value, mixed))).collect()
            }
            _ => Vec::new(),
        })
    })
}

/// The name of an option. A string is in quotes where other options are not strings.
pub fn name(value: &Value, mixed: bool) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) if mixed || text.is_empty() => format!("\"{text}\""),
        Value::List(_) | Value::Map(_) => cyclotron_core::yaml::flow(value),
        scalar => text(scalar),
    }
}

/// The selected option: the value, or else the default.
pub fn current(place: FieldContext) -> Memo<Option<Value>> {
    Memo::new(move |_| place.read(|field| field.value.clone().or(field.default.clone())))
}

/// Radio buttons, one for each option.
#[component]
pub fn Radios(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let options = options(place);
    let current = current(place);
    let group = place.id.get_value();
    // A value that is not among the options is shown too, since it is in the text.
    let stray = move || {
        let value = place.read(|field| field.value.clone())?;
        options
            .with(|all| all.iter().all(|(option, _)| *option != value))
            .then(|| name(&value, true))
    };
    view! {
        <div class="choice">
            <For each=move || options.get().into_iter().enumerate() key=|(at, (_, name))| (*at, name.clone()) let((at, (value, name)))>
                {
                    let group = group.clone();
                    let id = place.part(&at.to_string());
                    let wanted = value.clone();
                    view! {
                        <label class="choice__option" for=id.clone()>
                            <input
                                class="choice__radio"
                                type="radio"
                                id=id.clone()
                                name=group
                                prop:checked=move || current.get().as_ref() == Some(&wanted)
                                // The arrow keys click as well. Choosing the default writes it explicitly.
                                on:click=move |_| {
                                    let value = Some(value.clone());
                                    if place.field.with_untracked(|field| field.value != value) {
                                        place.set(value);
                                    }
                                }
                            />
                            {name}
                        </label>
                    }
                }
            </For>
            <Show when=move || stray().is_some()>
                <span class="choice__stray">{move || words::stray(&stray().unwrap_or_default())}</span>
            </Show>
        </div>
    }
}
