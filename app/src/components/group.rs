//! Fields that hold other fields: a nested object, and an array of scalars.

use cyclotron_core::{Control, Field, Form, Key, Value};
use leptos::prelude::*;

use super::form::Fields;
use crate::session::use_session;

/// A nested object.
#[component]
pub fn Group(
    /// The form it is of.
    form: Signal<Form>,
    /// What to show.
    field: Signal<Option<Field>>,
) -> impl IntoView {
    let fields = Signal::derive(move || {
        field.with(|field| match field.as_ref().map(|field| &field.control) {
            Some(Control::Group(fields)) => fields.clone(),
            _ => Vec::new(),
        })
    });
    view! {
        <fieldset class="field__group">
            <legend class="field__label">{move || label_of(field)}</legend>
            <Fields form fields />
        </fieldset>
    }
}

/// An array of scalars.
#[component]
pub fn List(
    /// The form it is of.
    form: Signal<Form>,
    /// What to show.
    field: Signal<Option<Field>>,
    /// Sets or removes the whole array.
    set: Callback<Option<Value>>,
) -> impl IntoView {
    let session = use_session();
    let read = move || {
        field.with(|field| match field.as_ref().map(|field| (&field.control, &field.path)) {
            Some((Control::List { items, blank, min_items, max_items }, path)) => {
                (items.clone(), blank.clone(), *min_items, *max_items, path.clone())
            }
            _ => (Vec::new(), Value::Null, 0, None, Vec::new()),
        })
    };
    let items = Signal::derive(move || read().0);
    // Items that only the default has are no text yet: the first change writes them all.
    let given =
        move || field.with(|field| field.as_ref().is_some_and(|field| field.value.is_some()));
    let values =
        move || items.get().into_iter().map(|item| item.value.or(item.default).unwrap_or_default());
    let add = move |_| {
        let (items, blank, _, _, mut path) = read();
        if given() && !items.is_empty() {
            path.push(Key::Index(items.len()));
            form.with_untracked(|form| session.change(form, &path, Some(blank)));
        } else {
            set.run(Some(Value::List(values().chain([blank]).collect())));
        }
    };
    let remove = move |at: usize| {
        let rest: Vec<Value> = values()
            .enumerate()
            .filter(|(index, _)| *index != at)
            .map(|(_, value)| value)
            .collect();
        set.run(Some(Value::List(rest)));
    };
    let full = move || {
        let (items, _, _, max_items, _) = read();
        max_items.is_some_and(|most| items.len() >= most)
    };
    let least = move || read().2;
    let rows = Memo::new(move |_| items.with(Vec::len));
    view! {
        <fieldset class="field__group field__group--list">
            <legend class="field__label">{move || label_of(field)}</legend>
            <For each=move || 0..rows.get() key=|at| *at let(at)>
                <div class="field__item">
                    <Fields
                        form
                        fields=Signal::derive(move || items.with(|items| items.get(at).cloned().into_iter().collect::<Vec<_>>()))
                    />
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        aria-label=move || format!("Remove item {} of {}", at + 1, label_of(field))
                        disabled=move || { rows.get() <= least() }
                        on:click=move |_| remove(at)
                    >
                        "Remove"
                    </button>
                </div>
            </For>
            <button
                class="button button--small"
                type="button"
                aria-label=move || format!("Add an item to {}", label_of(field))
                disabled=full
                on:click=add
            >
                "Add"
            </button>
        </fieldset>
    }
}

/// The label of a field.
pub fn label_of(field: Signal<Option<Field>>) -> String {
    field.with(|field| field.as_ref().map(|field| field.label.clone()).unwrap_or_default())
}
