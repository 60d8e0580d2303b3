//! A field for a name or a path that is validated while the user types.

use cyclotron_core::spec::{NAME_RULE, is_name};
use leptos::html;
use leptos::prelude::*;

use crate::words::files::naming as words;

/// The field of a dialog. It has the focus at first, unless `first` is false.
#[component]
pub fn NameField(
    /// The label.
    label: &'static str,
    /// The text.
    value: RwSignal<String>,
    /// The error; it is shown only once `tried` is true.
    #[prop(into)]
    wrong: Signal<Option<String>>,
    /// A warning, which is shown only without an error.
    #[prop(optional, into)]
    caution: Signal<Option<String>>,
    /// Whether the user has typed or submitted.
    tried: RwSignal<bool>,
    /// Whether it has the focus at first.
    #[prop(default = true)]
    first: bool,
    /// The part of the text that is selected at first, in UTF-16 units.
    #[prop(optional, into)]
    selected: Option<(usize, usize)>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let (Some(input), Some((from, to))) = (input.get(), selected) {
            let unit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            // Fails only for inputs that have no text.
            let _ = input.set_selection_range(unit(from), unit(to));
        }
    });
    let said = move || wrong.get().filter(|_| tried.get());
    view! {
        <div class="field">
            <label class="field__label" for="dialog-name">{label}</label>
            <input
                class="field__input"
                id="dialog-name"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                autofocus=first
                aria-describedby="dialog-name-hint"
                aria-invalid=move || said().is_some().to_string()
                node_ref=input
                // Set as an attribute too, since the property is set after the selection.
                value=value.get_untracked()
                prop:value=move || value.get()
                on:input:target=move |event| {
                    tried.set(true);
                    value.set(event.target().value());
                }
            />
            <div id="dialog-name-hint" aria-live="polite">
                {move || said().map(|said| view! { <p class="field__message">{said}</p> })}
                {move || {
                    let caution = caution.get().filter(|_| wrong.with(Option::is_none));
                    caution.map(|caution| view! { <p class="field__help">{caution}</p> })
                }}
            </div>
        </div>
    }
}

/// The error in a bundle's name: it breaks Proton's rule, or another bundle has it.
pub fn wrong_name(name: &str, is_taken: bool) -> Option<String> {
    if is_taken {
        Some(words::taken(name))
    } else if name.is_empty() {
        Some(words::EMPTY.to_owned())
    } else if !is_name(name) {
        Some(NAME_RULE.to_owned())
    } else {
        None
    }
}
