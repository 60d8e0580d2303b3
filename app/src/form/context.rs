//! The context that the parts of a field share.

use cyclotron_core::trace::Effect;
use cyclotron_core::{Action, Field, Value};
use leptos::attr::Attribute;
use leptos::prelude::*;

use super::section::FormState;
use crate::rendered::pointing::use_pointing;
use crate::session::{Session, use_session};

/// A field of a form, as its parts need it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct FieldContext {
    session: StoredValue<Session>,
    /// The state of its form.
    pub form: FormState,
    /// The field, as `core` describes it.
    pub field: RwSignal<Field>,
    /// The id of the field's element.
    pub id: StoredValue<String>,
    /// Whether the user has visited the field: errors are shown only after that.
    touched: RwSignal<bool>,
    /// The messages that are shown.
    pub messages: Memo<Vec<String>>,
    /// The effect of the value on the selected rendered line, if any.
    pub effect: Memo<Option<Effect>>,
}

impl FieldContext {
    /// Creates the context of a field whose element has this id.
    pub fn new(field: RwSignal<Field>, id: String) -> Self {
        let form: FormState = expect_context();
        // A field with a value counts as visited.
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

    /// Reads a part of the field, and subscribes to it.
    pub fn read<T>(&self, read: impl FnOnce(&Field) -> T) -> T {
        self.field.with(read)
    }

    /// The label of the field.
    pub fn label(&self) -> String {
        self.read(|field| field.label.clone())
    }

    /// The element id of a part of the field.
    pub fn part(&self, part: &str) -> String {
        self.id.with_value(|id| format!("{id}:{part}"))
    }

    /// Notes that the user has visited the field.
    pub fn touch(&self) {
        if !self.touched.get_untracked() {
            self.touched.set(true);
        }
    }

    /// Applies an action to the field.
    pub fn act(&self, action: Action) {
        let file = self.form.file.get_value();
        self.field.with_untracked(|field| self.session.get_value().enter(&file, field, action));
    }

    /// Sets the value; `None` removes it.
    pub fn set(&self, value: Option<Value>) {
        self.act(value.map_or(Action::Remove, Action::Set));
    }

    /// Applies an action to another field of the same form.
    pub fn act_on(&self, field: &Field, action: Action) {
        let file = self.form.file.get_value();
        self.session.get_value().enter(&file, field, action);
    }

    /// Shows a notice.
    pub fn tell(&self, message: String) {
        self.session.get_value().tell(message, None);
    }

    /// Removes an item or an entry of the field. A notice with this message offers to undo that.
    pub fn remove(&self, field: &Field, message: String) {
        let file = self.form.file.get_value();
        self.session.get_value().remove_field(&file, field, message);
    }

    /// Whether messages are shown.
    pub fn is_invalid(&self) -> bool {
        !self.messages.with(Vec::is_empty)
    }

    /// The attributes that all typing elements share.
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

    /// The ids of the elements that describe the field, separated by blanks.
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
