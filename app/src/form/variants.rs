//! The control for a value that has one of several kinds.

use std::collections::HashMap;

use cyclotron_core::{Control, Value, Variant};
use leptos::prelude::*;

use super::context::FieldContext;
use super::section::Fields;
use crate::browser::lifetime::bound;
use crate::ui::flow::For;
use crate::words::form as words;

/// A choice of the kind, and the field of that kind. Each kind's value is remembered for when the user returns to
/// it.
#[component]
pub fn Variants(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let options = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Variants { options, .. } => options.clone(),
            _ => Vec::new(),
        })
    });
    let likest = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::Variants { selected, .. } => *selected,
            _ => 0,
        })
    });
    let chosen = RwSignal::new(None::<usize>);
    let kept = StoredValue::new(HashMap::<usize, Value>::new());
    // The choice of the user is kept until the value matches another kind better.
    let selected = Memo::new(move |_| {
        options.with(|options| {
            let likeness = |at: usize| options.get(at).map(|option| option.likeness);
            let likest = likest.get();
            chosen.get().filter(|&at| likeness(at) == likeness(likest)).unwrap_or(likest)
        })
    });
    let choose = move |to: usize| {
        let from = selected.get_untracked();
        if to == from {
            return;
        }
        if let Some(value) = place.field.with_untracked(|field| field.value.clone()) {
            kept.update_value(|kept| drop(kept.insert(from, value)));
        }
        chosen.set(Some(to));
        let begin = options.with_untracked(|all| all.get(to).map(|option| option.blank.clone()));
        place.set(kept.with_value(|kept| kept.get(&to).cloned()).or(begin));
    };
    let field = move || {
        let at = selected.get();
        options.with(|all| all.get(at).map(|Variant { field, .. }| field.clone()))
    };
    let labels = Memo::new(move |_| {
        options.with(|all| all.iter().map(|option| option.label.clone()).collect::<Vec<_>>())
    });
    view! {
        <select
            class="field__input"
            id=place.part("choice")
            aria-label=move || words::kind(&place.label())
            on:change=bound(move |event| {
                if let Ok(to) = event_target_value(&event).parse() {
                    choose(to);
                }
            })
        >
            <For each=move || labels.get().into_iter().enumerate() key=Clone::clone let((at, label))>
                <option value=at.to_string() prop:selected=move || selected.get() == at>{label}</option>
            </For>
        </select>
        <Fields fields=Signal::derive(move || field().into_iter().collect::<Vec<_>>()) is_row=true />
    }
}
