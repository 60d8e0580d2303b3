//! The environment of a service instance: a choice of the open environments, or any other name.

use cyclotron_core::{Control, EnvironmentOption, Field, Form, Value};
use leptos::prelude::*;

use super::context::FieldContext;
use super::text::LineInput;
use crate::browser::lifetime::{Lifetime, bound};
use crate::ui::flow::Show;
use crate::words::form as words;

/// The value of the option for another name, which is not a valid name.
const OTHER: &str = "…";

/// The choice. Environments that the service can't run in come last, with the reason. Without an open environment, it
/// is a text field.
#[component]
pub fn EnvironmentChoice(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let options = Memo::new(move |_| place.read(options));
    let is_free = RwSignal::new(false);
    let is_text =
        move || is_free.get() || options.with(|all| all.iter().all(|option| !option.is_open));
    // The choice is gone when the text field gets the focus.
    let lifetime = Lifetime::current();
    view! {
        {move || if is_text() {
            view! { <LineInput place /> }.into_any()
        } else {
            view! { <Choice place options is_free lifetime /> }.into_any()
        }}
        <Show when=move || is_free.get()>
            <button class="link" type="button" on:click=move |_| is_free.set(false)>
                {words::CHOOSE_ENVIRONMENT}
            </button>
        </Show>
    }
}

/// The choice among the known environments.
#[component]
fn Choice(
    /// The field.
    place: FieldContext,
    /// The environments.
    options: Memo<Vec<EnvironmentOption>>,
    /// Whether another name is typed instead.
    is_free: RwSignal<bool>,
    /// The lifetime of the field.
    lifetime: Lifetime,
) -> impl IntoView {
    let current = Memo::new(move |_| place.read(value).unwrap_or_default());
    let choose = move |name: String| {
        if name != OTHER {
            return place.set(Some(name.as_str().into()));
        }
        is_free.set(true);
        // The text field is drawn first.
        let id = place.id.get_value();
        lifetime.next_frame(move || {
            crate::ui::focus::focus_in(&id);
            crate::ui::focus::select_text();
        });
    };
    let option = move |option: EnvironmentOption| {
        let label = words::environment(&option);
        let EnvironmentOption { name, obstacle, .. } = option;
        let own = name.clone();
        let is_current = move || current.with(|current| *current == own);
        let is_blocked = obstacle.is_some();
        let is_chosen = is_current.clone();
        view! {
            <option value=name prop:selected=is_chosen disabled=move || is_blocked && !is_current()>
                {label}
            </option>
        }
    };
    let fits = move || options.get().into_iter().filter(|option| option.obstacle.is_none());
    let others = move || options.get().into_iter().filter(|option| option.obstacle.is_some());
    view! {
        <select
            class="field__input"
            id=place.id.get_value()
            aria-describedby=move || place.described()
            aria-invalid=move || place.is_invalid().to_string()
            aria-required="true"
            on:change=bound(move |event| choose(event_target_value(&event)))
        >
            <Show when=move || current.with(String::is_empty)>
                <option value="" selected=true disabled=true>{words::CHOOSE}</option>
            </Show>
            {move || fits().map(option).collect_view()}
            {move || {
                let others: Vec<_> = others().collect();
                (!others.is_empty()).then(|| view! {
                    <optgroup label=words::NOT_COMPATIBLE>
                        {others.into_iter().map(option).collect_view()}
                    </optgroup>
                })
            }}
            <option value=OTHER>{words::OTHER_ENVIRONMENT}</option>
        </select>
    }
}

/// The environment that the instance of a form runs in; `None` for other forms.
pub fn environment_of(form: &Form) -> Option<String> {
    let field = form.fields.iter().find(|field| matches!(field.control, Control::Environment(_)));
    value(field?)
}

fn options(field: &Field) -> Vec<EnvironmentOption> {
    match &field.control {
        Control::Environment(options) => options.clone(),
        _ => vec![],
    }
}

fn value(field: &Field) -> Option<String> {
    field.value.as_ref().and_then(Value::as_str).filter(|name| !name.is_empty()).map(str::to_owned)
}
