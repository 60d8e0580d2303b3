//! The list of all errors of a form, with a link to each field.

use cyclotron_core::{Field, Key};
use leptos::html;
use leptos::prelude::*;

use super::control::Shape;
use super::section::{FormState, element_id};
use crate::session::use_session;
use crate::ui::flow::{For, Show};
use crate::ui::focus::focus_in;
use crate::ui::prose;
use crate::words::form as words;

/// A field with errors.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Fault {
    id: String,
    label: String,
    message: String,
}

/// The number of fields with errors after the form was checked, and a link to each.
#[component]
pub fn Faults(
    /// The fields of the form.
    fields: Memo<Vec<Field>>,
) -> impl IntoView {
    let session = use_session();
    let state: FormState = expect_context();
    let faults = Memo::new(move |_| {
        let mut found = Vec::new();
        if state.checked.get() {
            fields.with(|fields| collect(fields.iter().collect(), &[], state, &mut found));
        }
        found
    });
    let summary = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if !state.checked.get() {
            return;
        }
        let count = faults.with_untracked(Vec::len);
        if count == 0 {
            session.tell(words::ALL_FIT, None);
            // The next check makes the announcement again.
            state.checked.set(false);
            return;
        }
        let Some(summary) = summary.get() else { return };
        state.said.set(words::faults(count));
        let first = faults.with_untracked(|faults| faults.first().map(|fault| fault.id.clone()));
        // The field may be beyond the fields that are shown at first.
        if !first.is_some_and(|id| focus_in(&id)) {
            let _ = summary.focus();
        }
    });
    view! {
        <Show when=move || !faults.with(Vec::is_empty)>
            <div class="faults" role="group" aria-label=words::FAULTS tabindex="-1" node_ref=summary>
                <p class="faults__count">
                    {move || words::faults(faults.with(Vec::len))}
                </p>
                <ul class="faults__list">
                    <For each=move || faults.get() key=Clone::clone let(fault)>
                        <li>
                            <button
                                class="link faults__field"
                                type="button"
                                on:click={
                                    let id = fault.id.clone();
                                    move |_| _ = focus_in(&id)
                                }
                            >
                                {fault.label.clone()}
                            </button>
                            ": "
                            {prose::message(&fault.message)}
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}

fn collect(fields: Vec<&Field>, around: &[&str], state: FormState, found: &mut Vec<Fault>) {
    for field in fields {
        let label = match field.path.last() {
            Some(Key::Index(index)) => words::item_name(index + 1),
            _ => field.label.clone(),
        };
        let label: Vec<&str> = around.iter().copied().chain([label.as_str()]).collect();
        if !field.messages.is_empty() {
            let id = state.file.with_value(|file| element_id(file, &field.path));
            found.push(Fault {
                id: Shape::of(field).id(&id),
                label: label.join(", "),
                message: field.messages.join(" "),
            });
        }
        collect(field.inner(), &label, state, found);
    }
}
