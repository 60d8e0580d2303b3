//! The controls for a single value that is typed.
//!
//! The typed text is kept as a draft until the field loses the focus. The value arrives with a later analysis and
//! must not overwrite newer keys.

use cyclotron_core::schema::Format;
use cyclotron_core::{Action, Control, Field, Value};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::context::FieldContext;
use crate::browser::lifetime::bound;
use crate::words::form as words;

/// The text in an element: the draft, or else the value.
fn shown(
    draft: RwSignal<Option<String>>,
    place: FieldContext,
) -> impl Fn() -> String + Copy + Send + 'static {
    move || {
        draft.get().unwrap_or_else(|| {
            place.read(|field| field.value.as_ref().map(text).unwrap_or_default())
        })
    }
}

/// Returns a function that sets the value to the typed text.
fn typing(draft: RwSignal<Option<String>>, place: FieldContext) -> impl Fn(String) + Copy {
    move |text| {
        draft.set(Some(text.clone()));
        place.set(place.field.with_untracked(|field| line_of(text, field)));
    }
}

/// The placeholder of an empty element: the default, or else an example.
fn placeholder(field: &Field) -> String {
    match (&field.value, &field.default, &field.example) {
        (Some(Value::Null), ..) => "null".to_owned(),
        (Some(_), ..) => String::new(),
        (_, Some(default), _) => text(default),
        (_, _, Some(example)) => words::example(&text(example)),
        _ => match &field.control {
            Control::Text { format: Some(format), .. } if !format.example().contains("text") => {
                words::example(format.example())
            }
            _ => String::new(),
        },
    }
}

/// The control for a string of one line.
#[component]
pub fn LineInput(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let shown = shown(draft, place);
    let (format, max_length, suggestions) =
        place.field.with_untracked(|field| match &field.control {
            Control::Text { format, max_length, suggestions, .. } => {
                (*format, *max_length, suggestions.clone())
            }
            _ => (None, None, Vec::new()),
        });
    let typed = typing(draft, place);
    // A date input shows nothing for a value that is not a date.
    let kind = Memo::new(move |_| match format {
        Some(Format::Date) => {
            let fits = place.read(|field| match &field.value {
                Some(Value::String(text)) => text.is_empty() || Format::Date.fits(text),
                Some(_) => false,
                None => true,
            });
            if fits { "date" } else { "text" }
        }
        Some(Format::Email) => "email",
        Some(Format::Uri) => "url",
        Some(Format::Password) => "password",
        _ => "text",
    });
    let list = (!suggestions.is_empty()).then(|| place.part("suggestions"));
    view! {
        <input
            class="field__input"
            {..place.attributes()}
            type=move || kind.get()
            autocomplete=if format == Some(Format::Password) { "new-password" } else { "off" }
            spellcheck="false"
            // The schema counts characters and the browser UTF-16 units, so the limit is doubled. It is only a
            // hint.
            maxlength=max_length.map(|most| most.saturating_mul(2).to_string())
            list=list.clone()
            placeholder=move || place.read(placeholder)
            prop:value=shown
            on:input:target=move |event| typed(event.target().value())
            on:blur=bound(move |_| draft.set(None))
        />
        {list.map(|id| view! {
            <datalist id=id>
                {suggestions.iter().map(|text| view! { <option value=text.clone()></option> }).collect_view()}
            </datalist>
        })}
    }
}

/// The control for a string of several lines.
#[component]
pub fn LinesInput(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let shown = shown(draft, place);
    let typed = typing(draft, place);
    view! {
        <textarea
            class="field__input"
            {..place.attributes()}
            rows="4"
            spellcheck="false"
            placeholder=move || place.read(placeholder)
            prop:value=shown
            on:input:target=move |event| typed(event.target().value())
            on:blur=bound(move |_| draft.set(None))
        ></textarea>
    }
}

/// The control for a number; the arrow keys change it by its step.
#[component]
pub fn NumberInput(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let shown = shown(draft, place);
    let (integer, minimum, maximum, step) =
        place.field.with_untracked(|field| match field.control {
            Control::Number { integer, minimum, maximum, step } => {
                (integer, minimum, maximum, step)
            }
            _ => (false, None, None, None),
        });
    let typed = move |text: String| {
        place.set(number_of(&text));
        draft.set(Some(text));
    };
    let arrow = move |event: KeyboardEvent| {
        let up = match event.key().as_str() {
            "ArrowUp" => true,
            "ArrowDown" => false,
            _ => return,
        };
        let now = shown();
        let from = if now.is_empty() { place.read(placeholder) } else { now };
        if let Some(next) = stepped(&from, up, step.unwrap_or(1.0), minimum, maximum) {
            event.prevent_default();
            typed(next);
        }
    };
    let limit = |limit: Option<f64>| limit.map(|limit| limit.to_string());
    let value = move || shown().parse::<f64>().ok().map(|number| number.to_string());
    view! {
        <input
            class="field__input field__input--number"
            {..place.attributes()}
            type="text"
            role="spinbutton"
            inputmode=if integer { "numeric" } else { "decimal" }
            autocomplete="off"
            placeholder=move || place.read(placeholder)
            aria-valuemin=limit(minimum)
            aria-valuemax=limit(maximum)
            aria-valuenow=value
            prop:value=shown
            on:input:target=move |event| typed(event.target().value())
            on:keydown=arrow
            on:blur=bound(move |_| draft.set(None))
        />
    }
}

/// The control for any value, as YAML. The text is applied on blur, or by Ctrl+Enter.
#[component]
pub fn YamlInput(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let draft = RwSignal::new(None::<String>);
    let text = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Yaml { text } => text.clone(),
            _ => String::new(),
        })
    });
    // A draft that cannot be read is kept until the value changes.
    Effect::new(move || {
        text.track();
        draft.set(None);
    });
    let take = move || {
        let Some(written) = draft.get_untracked() else { return };
        if written.trim().is_empty() {
            place.act(Action::Remove);
        } else if written != text.get_untracked() {
            place.act(Action::Write(written));
        }
    };
    let rows = move || {
        let lines = draft.with(|draft| {
            draft.as_ref().map_or_else(
                || text.with(|text| text.lines().count()),
                |text| text.lines().count() + 1,
            )
        });
        lines.clamp(1, 12).to_string()
    };
    view! {
        <textarea
            class="field__input"
            {..place.attributes()}
            rows=rows
            spellcheck="false"
            placeholder=move || place.read(|field| match (&field.default, &field.example) {
                (Some(default), _) => text_or_yaml(default),
                (_, Some(example)) => words::example(&text_or_yaml(example)),
                _ => words::YAML.to_owned(),
            })
            prop:value=move || draft.get().unwrap_or_else(|| text.get())
            on:input:target=move |event| draft.set(Some(event.target().value()))
            on:keydown=move |event| {
                if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                    event.prevent_default();
                    take();
                }
            }
            on:blur=bound(move |_| take())
        ></textarea>
    }
}

fn text_or_yaml(value: &Value) -> String {
    match value {
        Value::List(_) | Value::Map(_) => "…".to_owned(),
        scalar => text(scalar),
    }
}

/// A scalar, as a field shows it.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::List(_) | Value::Map(_) => String::new(),
        Value::Bool(truth) => truth.to_string(),
        Value::Int(number) => number.to_string(),
        Value::BigInt(digits) => digits.clone(),
        Value::Float(number) => number.to_string(),
        Value::String(text) => text.clone(),
    }
}

/// The value of a typed line. An emptied field has no value, except where an empty string overrides a default or
/// is an item of an array.
fn line_of(text: String, field: &Field) -> Option<Value> {
    let is_item = matches!(field.path.last(), Some(cyclotron_core::Key::Index(_)));
    (!text.is_empty() || field.default.is_some() || is_item).then_some(Value::String(text))
}

/// The value of a typed number. Other text is kept as a string, and the message beside the field says that it is
/// not a number.
fn number_of(text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    if let Ok(number) = text.parse::<i64>() {
        return Some(Value::Int(number));
    }
    let is_whole = text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
    if is_whole {
        return Some(Value::BigInt(text.to_owned()));
    }
    let decimal = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first));
    match text.parse::<f64>() {
        Ok(number) if decimal && number.is_finite() => Some(Value::Float(number)),
        _ => Some(Value::String(text.to_owned())),
    }
}

/// The next number up or down: a multiple of the step, within the bounds.
fn stepped(
    text: &str,
    up: bool,
    step: f64,
    minimum: Option<f64>,
    maximum: Option<f64>,
) -> Option<String> {
    let now = if text.is_empty() { minimum.unwrap_or(0.0) } else { text.trim().parse().ok()? };
    let turns = now / step;
    let next = if up { (turns + 1e-9).floor() + 1.0 } else { (turns - 1e-9).ceil() - 1.0 } * step;
    let next = next.min(maximum.unwrap_or(f64::INFINITY)).max(minimum.unwrap_or(f64::NEG_INFINITY));
    // Hides rounding errors, such as in 0.1 + 0.2.
    let rounded = format!("{next:.10}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    Some(if rounded == "-0" { "0".to_owned() } else { rounded.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_typed() {
        assert_eq!(number_of(" 12 "), Some(Value::Int(12)));
        assert_eq!(number_of("-1.5"), Some(Value::Float(-1.5)));
        assert_eq!(
            number_of("123456789012345678901"),
            Some(Value::BigInt("123456789012345678901".into()))
        );
        assert_eq!(number_of(""), None);
        assert_eq!(number_of("inf"), Some(Value::from("inf")));
        assert_eq!(number_of("12a"), Some(Value::from("12a")));
    }

    #[test]
    fn arrows_stay_on_the_steps_and_within_the_bounds() {
        let step =
            |text, up, step| stepped(text, up, step, Some(0.0), Some(1.0)).unwrap_or_default();
        assert_eq!(step("0.2", true, 0.1), "0.3");
        assert_eq!(step("0.25", true, 0.1), "0.3");
        assert_eq!(step("0.25", false, 0.1), "0.2");
        assert_eq!(step("1", true, 1.0), "1");
        assert_eq!(step("", false, 1.0), "0");
        assert_eq!(stepped("9", true, 5.0, None, None), Some("10".into()));
        assert_eq!(stepped("x", true, 1.0, None, None), None);
    }
}
