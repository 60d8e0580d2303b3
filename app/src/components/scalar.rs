//! What a single value is typed or chosen in.
//!
//! What is being typed stays as it was typed until the field is left: the value comes back from
//! the text a moment later, and must not overtake the next key.

use cyclotron_core::{Control, Field, Value};
use leptos::prelude::*;

/// One line of text, or a number.
#[component]
pub fn LineInput(
    /// The element's id.
    id: String,
    /// What to show.
    field: Signal<Option<Field>>,
    /// The ids of what describes it.
    described: Signal<String>,
    /// Whether the value is refused.
    invalid: Signal<bool>,
    /// Whether it has to be filled in.
    required: Memo<bool>,
    /// Sets or removes the value.
    set: Callback<Option<Value>>,
    /// Whether it is a number.
    #[prop(optional)]
    number: bool,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| text_of(field, |field| &field.value));
    let typed = move |text: String| {
        draft.set(Some(text.clone()));
        set.run(if number { number_of(&text) } else { line_of(text, field) });
    };
    let max_length = move || {
        field.with(|field| match field.as_ref().map(|field| &field.control) {
            // The schema counts characters and the browser UTF-16: a hint, twice as wide.
            Some(Control::Text { max_length }) => max_length.map(|most| (most * 2).to_string()),
            _ => None,
        })
    };
    view! {
        <input
            class="field__input"
            class:field__input--number=number
            id=id
            type="text"
            inputmode=if number { "decimal" } else { "text" }
            autocomplete="off"
            spellcheck="false"
            maxlength=max_length
            placeholder=move || text_of(field, |field| &field.default)
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get().to_string()
            aria-required=move || required.get().to_string()
            prop:value=shown
            on:input:target=move |event| typed(event.target().value())
            on:blur=move |_| draft.set(None)
        />
    }
}

/// Text of several lines.
#[component]
pub fn LinesInput(
    /// The element's id.
    id: String,
    /// What to show.
    field: Signal<Option<Field>>,
    /// The ids of what describes it.
    described: Signal<String>,
    /// Whether the value is refused.
    invalid: Signal<bool>,
    /// Whether it has to be filled in.
    required: Memo<bool>,
    /// Sets or removes the value.
    set: Callback<Option<Value>>,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| text_of(field, |field| &field.value));
    let typed = move |text: String| {
        draft.set(Some(text.clone()));
        set.run(line_of(text, field));
    };
    view! {
        <textarea
            class="field__input"
            id=id
            rows="4"
            spellcheck="false"
            placeholder=move || text_of(field, |field| &field.default)
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get().to_string()
            aria-required=move || required.get().to_string()
            prop:value=shown
            on:input:target=move |event| typed(event.target().value())
            on:blur=move |_| draft.set(None)
        ></textarea>
    }
}

/// On or off.
#[component]
pub fn ToggleInput(
    /// The element's id.
    id: String,
    /// What to show.
    field: Signal<Option<Field>>,
    /// The ids of what describes it.
    described: Signal<String>,
    /// Sets or removes the value.
    set: Callback<Option<Value>>,
) -> impl IntoView {
    let on = move || {
        field.with(|field| {
            let value =
                field.as_ref().and_then(|field| field.value.as_ref().or(field.default.as_ref()));
            value == Some(&Value::Bool(true))
        })
    };
    view! {
        <input
            class="field__toggle"
            id=id
            type="checkbox"
            aria-describedby=move || described.get()
            prop:checked=on
            on:change:target=move |event| set.run(Some(Value::Bool(event.target().checked())))
        />
    }
}

/// One of several.
#[component]
pub fn ChoiceInput(
    /// The element's id.
    id: String,
    /// What to show.
    field: Signal<Option<Field>>,
    /// The ids of what describes it.
    described: Signal<String>,
    /// Whether the value is refused.
    invalid: Signal<bool>,
    /// Whether it has to be filled in.
    required: Memo<bool>,
    /// Sets or removes the value.
    set: Callback<Option<Value>>,
) -> impl IntoView {
    let options = Memo::new(move |_| {
        field.with(|field| match field.as_ref().map(|field| &field.control) {
            Some(Control::Choice(options)) => options.clone(),
            _ => Vec::new(),
        })
    });
    let value = Memo::new(move |_| {
        field.with(|field| field.as_ref().and_then(|field| field.value.clone()))
    });
    // A value that is none of the options is shown all the same: it stands in the text.
    let stray =
        move || value.get().filter(|value| !options.with(|options| options.contains(value)));
    let nothing = move || {
        let default = text_of(field, |field| &field.default);
        if default.is_empty() { "Choose…".to_owned() } else { format!("{default} (default)") }
    };
    let chosen = move |at: String| {
        let option = at.parse().ok().and_then(|at: usize| options.with(|all| all.get(at).cloned()));
        if option.is_some() || at.is_empty() {
            set.run(option);
        }
    };
    view! {
        <select
            class="field__input"
            id=id
            aria-describedby=move || described.get()
            aria-invalid=move || invalid.get().to_string()
            aria-required=move || required.get().to_string()
            on:change:target=move |event| chosen(event.target().value())
        >
            <option value="" prop:selected=move || value.get().is_none()>{nothing}</option>
            {move || {
                stray().map(|stray| view! { <option value="stray" selected=true>{text(&stray)}</option> })
            }}
            <For each=move || options.get().into_iter().enumerate() key=|(at, option)| (*at, text(option)) let((at, option))>
                {
                    let name = text(&option);
                    view! {
                        <option value=at.to_string() prop:selected=move || value.get().as_ref() == Some(&option)>
                            {name}
                        </option>
                    }
                }
            </For>
        </select>
    }
}

fn text_of(field: Signal<Option<Field>>, read: fn(&Field) -> &Option<Value>) -> String {
    field.with(|field| {
        field.as_ref().and_then(|field| read(field).as_ref()).map(text).unwrap_or_default()
    })
}

/// A scalar as it is shown in a field.
fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::BigInt(digits) => digits.clone(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
    }
}

/// What was typed as text. An emptied field gives way to the default only where there is none
/// that an empty text would have to overrule.
fn line_of(text: String, field: Signal<Option<Field>>) -> Option<Value> {
    let overrules =
        field.with_untracked(|field| field.as_ref().is_some_and(|field| field.default.is_some()));
    (!text.is_empty() || overrules).then_some(Value::String(text))
}

/// What was typed as a number; anything else stays text, and the message beside the field says
/// that it is none.
fn number_of(text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(Value::Int(number));
    }
    let decimal = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    match text.parse::<f64>() {
        Ok(number) if decimal && number.is_finite() => Some(Value::Float(number)),
        _ => Some(Value::String(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        assert_eq!(number_of(" 12 "), Some(Value::Int(12)));
        assert_eq!(number_of("-1.5"), Some(Value::Float(-1.5)));
        assert_eq!(number_of(""), None);
        assert_eq!(number_of("inf"), Some(Value::from("inf")));
        assert_eq!(number_of("12a"), Some(Value::from("12a")));
    }
}
