//! One of a few values.

use cyclotron_core::{Control, Value};
use leptos::prelude::*;

use super::context::Place;
use super::text::text;
use crate::words::form as words;

/// The options and what they are called.
pub fn options(place: Place) -> Memo<Vec<(Value, String)>> {
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

/// What an option is called: among numbers and the like, text is in quotes.
pub fn name(value: &Value, mixed: bool) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::String(text) if mixed || text.is_empty() => format!("\"{text}\""),
        Value::List(_) | Value::Map(_) => cyclotron_core::yaml::flow(value),
        scalar => text(scalar),
    }
}

/// The option that counts: what is given, else the default.
pub fn current(place: Place) -> Memo<Option<Value>> {
    Memo::new(move |_| place.read(|field| field.value.clone().or(field.default.clone())))
}

/// A few values.
#[component]
pub fn Radios(
    /// The field.
    place: Place,
) -> impl IntoView {
    let options = options(place);
    let current = current(place);
    let group = place.id.get_value();
    // A value that is none of the options is shown all the same: it stands in the text.
    let stray = move || {
        let value = place.read(|field| field.value.clone())?;
        options.with(|all| all.iter().all(|(one, _)| *one != value)).then(|| name(&value, true))
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
                                // The arrow keys click as well, and to choose the default is to say so.
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
