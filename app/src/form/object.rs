//! The control for a nested object: its fields, and the entries with names of the user's choice.

use cyclotron_core::{Action, Control, Entries, Field, Key};
use leptos::html;
use leptos::prelude::*;

use super::context::FieldContext;
use super::section::{Fields, element_id};
use crate::browser::lifetime::bound;
use crate::ui::flow::{For, Show};
use crate::ui::long_list::{More, STEP, make_room};
use crate::words::form as words;

/// The fields and entries of a nested object.
#[component]
pub fn Group(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let fields = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Group { fields, .. } => fields.clone(),
            _ => Vec::new(),
        })
    });
    let entries = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Group { entries, .. } => entries.clone(),
            _ => None,
        })
    });
    view! {
        <Fields fields />
        <Show when=move || entries.with(Option::is_some)>
            <Rows place entries />
        </Show>
    }
}

/// The entries with names of the user's choice.
#[component]
fn Rows(
    /// The field of the object.
    place: FieldContext,
    /// The entries.
    entries: Memo<Option<Entries>>,
) -> impl IntoView {
    let fields = Memo::new(move |_| {
        entries.with(|entries| {
            entries.as_ref().map(|entries| entries.fields.clone()).unwrap_or_default()
        })
    });
    let count = Memo::new(move |_| fields.with(Vec::len));
    let limit = RwSignal::new(STEP);
    let name = RwSignal::new(String::new());
    let new_name = NodeRef::<html::Input>::new();
    let is_taken = move || {
        let name = name.get();
        place.read(|field| {
            field.inner().iter().any(|entry| entry.path.last() == Some(&Key::Name(name.clone())))
        })
    };
    let is_full = move || {
        entries.with(|entries| {
            let most = entries.as_ref().and_then(|entries| entries.max_entries);
            most.is_some_and(|most| count.get() >= most)
        })
    };
    let add = move || {
        let name_now = name.get_untracked();
        if name_now.is_empty() || untrack(is_taken) || untrack(is_full) {
            return;
        }
        let blank = entries.with_untracked(|all| all.as_ref().map(|all| all.blank.clone()));
        let added = place.field.with_untracked(|field| field.begin(Key::Name(name_now)));
        make_room(limit, count.get_untracked());
        place.act_on(&added, Action::Set(blank.unwrap_or_default()));
        name.set(String::new());
        if let Some(input) = new_name.get_untracked() {
            let _ = input.focus();
        }
    };
    let hint_id = place.part("new/hint");
    let hint = hint_id.clone();
    view! {
        <div class="rows">
            <For each=move || 0..count.get().min(limit.get()) key=|at| *at let(at)>
                <Row place fields at />
            </For>
            <More limit count />
            <div class="rows__new">
                <input
                    class="field__input"
                    id=place.part("new")
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=words::NEW_NAME
                    aria-label=move || words::new_entry(&place.label())
                    aria-describedby=hint_id
                    node_ref=new_name
                    disabled=is_full
                    prop:value=move || name.get()
                    on:input:target=move |event| name.set(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add();
                        }
                    }
                />
                <button
                    class="button button--small"
                    type="button"
                    aria-label=move || words::add_entry(&place.label())
                    disabled=move || name.with(String::is_empty) || is_taken() || is_full()
                    on:click=move |_| add()
                >
                    {words::ADD}
                </button>
            </div>
            <p class="field__help" id=hint>
                {move || if is_taken() {
                    words::NAME_TAKEN
                } else if is_full() {
                    words::FULL
                } else {
                    ""
                }}
            </p>
        </div>
    }
}

/// An entry: its name, its value, and a button that removes it.
#[component]
fn Row(
    /// The field of the object.
    place: FieldContext,
    /// All entries.
    fields: Memo<Vec<Field>>,
    /// The index of the entry.
    at: usize,
) -> impl IntoView {
    let field = Memo::new(move |_| fields.with(|fields| fields.get(at).cloned()));
    let name = move || {
        field.with(|field| field.as_ref().map(|field| field.label.clone()).unwrap_or_default())
    };
    let act = move |action: Action| {
        if let Some(field) = field.get_untracked() {
            place.act_on(&field, action);
        }
    };
    let remove = move || {
        if let Some(field) = field.get_untracked() {
            place.remove(&field, words::removed_entry(&field.label));
        }
    };
    let rename = move |to: String| {
        if !to.is_empty() && to != untrack(name) {
            act(Action::Rename(to));
        }
    };
    let id = field.with_untracked(|field| {
        let path = field.as_ref().map(|field| field.path.clone()).unwrap_or_default();
        place.form.file.with_value(|file| format!("{}:name", element_id(file, &path)))
    });
    view! {
        <div class="rows__row">
            <input
                class="field__input rows__name"
                id=id
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-label=move || words::entry(&name())
                prop:value=name
                on:change=bound(move |event| rename(event_target_value(&event)))
            />
            <Fields fields=Signal::derive(move || field.get().into_iter().collect::<Vec<_>>()) is_row=true />
            <button
                class="button button--small button--quiet"
                type="button"
                aria-label=move || words::remove_entry(&name())
                on:click=move |_| remove()
            >
                {words::REMOVE}
            </button>
        </div>
    }
}
