//! A form: its heading, its fields and its errors.

use cyclotron_core::{Field, FileId, Form, Key};
use leptos::prelude::*;

use super::control::Shape;
use super::environment::environment_of;
use super::errors::Faults;
use super::field::FieldView;
use crate::ui::flow::{For, Show};
use crate::ui::long_list::{More, STEP};
use crate::ui::prose::prose;
use crate::words::form as words;

/// The state that the parts of a form share.
#[derive(Clone, Copy)]
pub struct FormState {
    /// The file that holds the values.
    pub file: StoredValue<FileId>,
    /// Whether the user has checked the form: from then on all messages are shown.
    pub checked: RwSignal<bool>,
    /// The announcement in the live region.
    pub said: RwSignal<String>,
}

/// A form.
#[component]
pub fn FormView(
    /// The form, as `core` describes it.
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
    let environment = Memo::new(move |_| form.with(environment_of));
    let check = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.checked.set(true);
    };
    view! {
        <form class="form" novalidate=true aria-label=move || title.get() on:submit=check>
            <div class="form__head">
                <h3 class="form__title">{move || title.get()}</h3>
                <Show when=move || environment.with(Option::is_some)>
                    <p class="form__chip">{move || environment.get().map(|name| words::runs_in(&name))}</p>
                </Show>
            </div>
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

/// Fields that keep their elements while their values change.
///
/// Each field has a signal of its own, which is set only where the field differs. With hundreds of fields,
/// comparing each in an effect of its own takes longer than a frame.
#[component]
pub fn Fields(
    /// The fields.
    #[prop(into)]
    fields: Signal<Vec<Field>>,
    /// Whether each is an item or an entry, with a button of its own that removes it.
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
                // A removed field keeps its last content until its row is removed.
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

/// The element id of a field, which is stable as long as its path is.
pub fn element_id(file: &FileId, path: &[Key]) -> String {
    let mut parts = vec![file.bundle.clone(), file.path.clone()];
    parts.extend(path.iter().map(|key| match key {
        // Escapes the separators of steps and of parts.
        Key::Name(name) => name.replace('/', "//").replace(':', "::"),
        Key::Index(index) => index.to_string(),
    }));
    let id = parts.join("/");
    // An id holds no blanks, since blanks separate the ids of a list.
    id.replace(char::is_whitespace, "_")
}

/// The id of a field's element.
pub fn field_id(file: &FileId, field: &Field) -> String {
    Shape::of(field).id(&element_id(file, &field.path))
}
