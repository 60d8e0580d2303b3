//! The control for a boolean.

use cyclotron_core::Value;
use leptos::prelude::*;

use super::context::FieldContext;
use crate::browser::lifetime::bound;

/// A checkbox; indeterminate without a value and a default.
#[component]
pub fn ToggleInput(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let value =
        Memo::new(move |_| place.read(|field| field.value.clone().or(field.default.clone())));
    view! {
        <input
            class="field__toggle"
            id=place.id.get_value()
            type="checkbox"
            disabled=place.field.with_untracked(|field| field.read_only)
            aria-describedby=move || place.described()
            aria-invalid=move || place.is_invalid().to_string()
            prop:checked=move || value.get() == Some(Value::Bool(true))
            prop:indeterminate=move || !matches!(value.get(), Some(Value::Bool(_)))
            on:change=bound(move |event| place.set(Some(Value::Bool(event_target_checked(&event)))))
        />
    }
}
