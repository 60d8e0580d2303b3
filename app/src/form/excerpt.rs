//! The control for a value that is too long for a form: a read-only excerpt.

use cyclotron_core::text::shortened;
use cyclotron_core::{Control, Field, Value};
use leptos::prelude::*;

use super::context::FieldContext;
use crate::words::form as words;

/// The limits for an editable value. A browser lays out each line of a text area, visible or not, and wraps long
/// ones.
const MOST_LINES: usize = 2_000;
const MOST_BYTES: usize = 200_000;
/// The limits of the excerpt.
const SHOWN_LINES: usize = 100;
const SHOWN: usize = 10_000;

/// Whether an element with the whole value would take seconds to lay out.
pub fn is_too_long(field: &Field) -> bool {
    let text = text_of(field);
    text.len() > MOST_BYTES || text.bytes().filter(|byte| *byte == b'\n').count() > MOST_LINES
}

/// The text of a field, where it is shown as text.
fn text_of(field: &Field) -> &str {
    match (&field.control, &field.value) {
        (Control::Yaml { text }, _) | (Control::Text { .. }, Some(Value::String(text))) => text,
        _ => "",
    }
}

/// The beginning of the value, its size, and how to edit it.
#[component]
pub fn Excerpt(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let text = move || {
        place.read(|field| {
            let lines: Vec<&str> = text_of(field).lines().take(SHOWN_LINES).collect();
            shortened(&lines.join("\n"), SHOWN).into_owned()
        })
    };
    let note = move || place.read(|field| words::excerpt(text_of(field)));
    let id = place.part("excerpt");
    let described = {
        let id = id.clone();
        move || format!("{id} {}", place.described())
    };
    view! {
        <textarea
            class="field__input"
            id=place.id.get_value()
            rows="6"
            readonly
            spellcheck="false"
            aria-describedby=described
            aria-invalid=move || place.is_invalid().to_string()
            prop:value=text
        ></textarea>
        <p class="field__help" id=id>{note}</p>
    }
}
