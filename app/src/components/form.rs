//! One form: its heading and its fields.

use cyclotron_core::{Control, Field, Form, Key};
use leptos::prelude::*;

use super::field::FieldView;

/// One form.
#[component]
pub fn FormView(
    /// What to show.
    #[prop(into)]
    form: Signal<Form>,
) -> impl IntoView {
    view! {
        <form class="form" on:submit=|event| event.prevent_default()>
            <h3 class="form__title">{move || form.with(|form| form.title.clone())}</h3>
            <Show when=move || form.with(|form| form.help.is_some())>
                <p class="form__help">{move || form.with(|form| form.help.clone())}</p>
            </Show>
            <Fields form fields=Signal::derive(move || form.with(|form| form.fields.clone())) />
        </form>
    }
}

/// Fields, each of which stays in place while its value changes.
#[component]
pub fn Fields(
    /// The form they are of.
    #[prop(into)]
    form: Signal<Form>,
    /// What to show.
    #[prop(into)]
    fields: Signal<Vec<Field>>,
) -> impl IntoView {
    let keys = Memo::new(move |_| {
        fields.with(|fields| {
            fields.iter().map(|field| (field.path.clone(), Shape::of(field))).collect::<Vec<_>>()
        })
    });
    view! {
        <For each=move || keys.get() key=Clone::clone let((path, shape))>
            {
                let field = Memo::new(move |old: Option<&Option<Field>>| {
                    let now = fields.with(|fields| fields.iter().find(|one| one.path == path).cloned());
                    // A field that is gone keeps its last face until its row goes too.
                    now.or_else(|| old.cloned().flatten())
                });
                view! { <FieldView form field shape /> }
            }
        </For>
    }
}

/// What decides which element a field is: a field of another shape is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    Line,
    /// Text that has several lines already.
    Lines,
    Number,
    Toggle,
    Choice,
    Group,
    List,
    Yaml,
}

impl Shape {
    fn of(field: &Field) -> Self {
        let several = |value: &Option<cyclotron_core::Value>| {
            value.as_ref().and_then(|value| value.as_str()).is_some_and(|text| text.contains('\n'))
        };
        match &field.control {
            Control::Text { .. } if several(&field.value) || several(&field.default) => Self::Lines,
            Control::Text { .. } => Self::Line,
            Control::Number { .. } => Self::Number,
            Control::Toggle => Self::Toggle,
            Control::Choice(_) => Self::Choice,
            Control::Group(_) => Self::Group,
            Control::List { .. } => Self::List,
            Control::Yaml => Self::Yaml,
        }
    }
}

/// An id for the element of a field, the same as long as the field stands in the same place.
pub fn element_id(form: &Form, path: &[Key]) -> String {
    let mut parts = vec![form.file.bundle.clone(), form.file.path.clone()];
    parts.extend(path.iter().map(|key| match key {
        Key::Name(name) => name.clone(),
        Key::Index(index) => index.to_string(),
    }));
    let id = parts.join("/");
    // An id must not hold blanks: lists of ids are parted by them.
    id.replace(char::is_whitespace, "_")
}
