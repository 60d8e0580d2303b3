//! One form: its heading, its fields, and what is wrong in it.

use cyclotron_core::{Field, FileId, Form, Key};
use leptos::prelude::*;

use super::control::Shape;
use super::errors::Faults;
use super::field::FieldView;
use crate::ui::more::{More, STEP};
use crate::ui::prose::prose;
use crate::words::form as words;

/// What the parts of a form share.
#[derive(Clone, Copy)]
pub struct FormState {
    /// The file that the values stand in.
    pub file: StoredValue<FileId>,
    /// Whether the person has asked what is wrong: then every message is shown.
    pub checked: RwSignal<bool>,
    /// What is said aloud.
    pub said: RwSignal<String>,
}

/// One form.
#[component]
pub fn FormView(
    /// What to show.
    form: Memo<Form>,
) -> impl IntoView {
    let state = FormState {
        file: StoredValue::new(form.with_untracked(|form| form.file.clone())),
        checked: RwSignal::new(false),
        said: RwSignal::default(),
    };
    provide_context(state);
    let fields = Memo::new(move |_| form.with(|form| form.fields.clone()));
    let title = Memo::new(move |_| form.with(|form| form.title.clone()));
    let help = Memo::new(move |_| form.with(|form| form.help.clone()));
    let check = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.checked.set(true);
    };
    view! {
        <form class="form" novalidate=true aria-label=move || title.get() on:submit=check>
            <h3 class="form__title">{move || title.get()}</h3>
            <Show when=move || !help.with(Vec::is_empty)>
                <div class="form__help prose">{move || help.with(|help| prose(help))}</div>
            </Show>
            <Faults fields />
            <Fields fields />
            <p class="visually-hidden" role="status">{move || state.said.get()}</p>
            <button class="button button--small form__check" type="submit">{words::CHECK}</button>
        </form>
    }
}

/// Fields, each of which stays in place while its value changes.
///
/// Each has a signal of its own, which is touched only where the field differs: with hundreds of
/// fields, to ask each of them whether it has changed takes longer than a frame.
#[component]
pub fn Fields(
    /// What to show.
    #[prop(into)]
    fields: Signal<Vec<Field>>,
    /// Whether each is one of several that can be taken away by what is beside it.
    #[prop(optional)]
    is_row: bool,
) -> impl IntoView {
    let limit = RwSignal::new(STEP);
    let count = Memo::new(move |_| fields.with(Vec::len));
    let keys = Memo::new(move |_| {
        fields.with(|fields| {
            let key = |(at, field): (usize, &Field)| (at, field.path.clone(), Shape::of(field));
            fields.iter().enumerate().take(limit.get()).map(key).collect::<Vec<_>>()
        })
    });
    let shown = StoredValue::new(Vec::<(usize, RwSignal<Field>)>::new());
    Effect::new(move || {
        fields.with(|fields| {
            for (at, signal) in shown.get_value() {
                let Some(now) = fields.get(at) else { continue };
                let differs = signal.try_with_untracked(|old| old.path == now.path && old != now);
                // A field that is gone keeps its last face until its row goes too.
                if differs == Some(true) {
                    signal.set(now.clone());
                }
            }
        });
    });
    view! {
        <For each=move || keys.get() key=Clone::clone let((at, _, shape))>
            {
                let first = fields.with_untracked(|fields| fields.get(at).cloned());
                first.map(|first| {
                    let field = RwSignal::new(first);
                    shown.update_value(|shown| shown.push((at, field)));
                    on_cleanup(move || {
                        shown.try_update_value(|shown| shown.retain(|(_, one)| *one != field));
                    });
                    view! { <FieldView field shape is_row /> }
                })
            }
        </For>
        <More limit count />
    }
}

/// An id for the element of a field, the same as long as the field stands in the same place.
pub fn element_id(file: &FileId, path: &[Key]) -> String {
    let mut parts = vec![file.bundle.clone(), file.path.clone()];
    parts.extend(path.iter().map(|key| match key {
        // Not to be mistaken for a step, nor for a part of a field.
        Key::Name(name) => name.replace('/', "//").replace(':', "::"),
        Key::Index(index) => index.to_string(),
    }));
    let id = parts.join("/");
    // An id must not hold blanks: lists of ids are parted by them.
    id.replace(char::is_whitespace, "_")
}

/// The id of the element that a field is filled in with.
pub fn field_id(file: &FileId, field: &Field) -> String {
    Shape::of(field).id(&element_id(file, &field.path))
}

/// Puts the cursor into the element with an id, or into the first in it that takes one.
pub fn focus(id: &str) {
    use wasm_bindgen::JsCast;
    let Some(element) = document().get_element_by_id(id) else { return };
    let inner = "input, select, textarea, button";
    let target = if element.matches(inner).unwrap_or(false) {
        Some(element)
    } else {
        element.query_selector(inner).ok().flatten()
    };
    if let Some(target) = target.and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = target.focus();
    }
}
