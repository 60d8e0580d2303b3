//! What the parts of a field share.

use cyclotron_core::trace::Effect;
use cyclotron_core::{Action, Field, Value};
use leptos::attr::Attribute;
use leptos::prelude::*;

use super::section::FormState;
use crate::session::{Session, use_pointing, use_session};

/// What the parts of a field share. Copy it freely.
#[derive(Clone, Copy)]
pub struct Place {
    session: StoredValue<Session>,
    /// The form's.
    pub form: FormState,
    /// What to show.
    pub field: RwSignal<Field>,
    /// The id of the element that is filled in.
    pub id: StoredValue<String>,
    /// Whether the person has been here: before that nothing is held against them.
    touched: RwSignal<bool>,
    /// What is wrong, as far as it is shown.
    pub messages: Memo<Vec<String>>,
    /// What the value does to the rendered line that was picked.
    pub effect: Memo<Option<Effect>>,
}

impl Place {
    /// Of a field whose element has this id.
    pub fn new(field: RwSignal<Field>, id: String) -> Self {
        let form: FormState = expect_context();
        // What stands in the text has been written by somebody.
        let touched = RwSignal::new(field.with_untracked(|field| field.value.is_some()));
        let messages = Memo::new(move |_| {
            if touched.get() || form.checked.get() {
                field.with(|field| field.messages.clone())
            } else {
                Vec::new()
            }
        });
        let pointing = use_pointing();
        let effect = Memo::new(move |_| {
            form.file.with_value(|file| field.with(|field| pointing.effect_of(file, field)))
        });
        let session = StoredValue::new(use_session());
        Self { session, form, field, id: StoredValue::new(id), touched, messages, effect }
    }

    /// Reads something off the field.
    pub fn read<T>(&self, read: impl FnOnce(&Field) -> T) -> T {
        self.field.with(read)
    }

    /// The field's name.
    pub fn label(&self) -> String {
        self.read(|field| field.label.clone())
    }

    /// The id of a part of the field.
    pub fn part(&self, part: &str) -> String {
        self.id.with_value(|id| format!("{id}:{part}"))
    }

    /// Notes that the person has been here.
    pub fn touch(&self) {
        if !self.touched.get_untracked() {
            self.touched.set(true);
        }
    }

    /// Does something to the value.
    pub fn act(&self, action: Action) {
        let file = self.form.file.get_value();
        self.field.with_untracked(|field| self.session.get_value().enter(&file, field, action));
    }

    /// Makes this the value; nothing takes it out.
    pub fn set(&self, value: Option<Value>) {
        self.act(value.map_or(Action::Remove, Action::Set));
    }

    /// Does something to another field of the same form.
    pub fn act_on(&self, field: &Field, action: Action) {
        let file = self.form.file.get_value();
        self.session.get_value().enter(&file, field, action);
    }

    /// Whether the value is refused, as far as that is shown.
    pub fn is_invalid(&self) -> bool {
        !self.messages.with(Vec::is_empty)
    }

    /// What every element has in which a value is typed.
    pub fn attributes(self) -> impl Attribute {
        view! {
            <{..}
                id=self.id.get_value()
                readonly=self.field.with_untracked(|field| field.read_only)
                aria-describedby=move || self.described()
                aria-invalid=move || self.is_invalid().to_string()
                aria-required=move || self.read(|field| field.required).to_string()
            />
        }
    }

    /// The ids of what describes the element.
    pub fn described(&self) -> String {
        let help = !self.read(|field| field.help.is_empty());
        let state = self.read(|field| super::field::state_of(field).is_some());
        let effect = self.effect.get().is_some();
        let parts =
            [(help, "help"), (state, "state"), (effect, "effect"), (self.is_invalid(), "message")];
        let ids =
            parts.into_iter().filter(|(is_there, _)| *is_there).map(|(_, part)| self.part(part));
        ids.collect::<Vec<_>>().join(" ")
    }
}
