//! A field for a name or a path that says what is wrong with it as it is typed.

use cyclotron_core::spec::{NAME_RULE, is_name};
use leptos::html;
use leptos::prelude::*;

use crate::words::files::naming as words;

/// The field of a dialog: it has the keyboard when that opens, unless something else is to.
#[component]
pub fn NameField(
    /// What it asks for.
    label: &'static str,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with that; nothing is said before the person has typed or has tried it.
    #[prop(into)]
    wrong: Signal<Option<String>>,
    /// What is to be known about it.
    #[prop(optional, into)]
    caution: Signal<Option<String>>,
    /// Whether the person has typed, or has tried it.
    tried: RwSignal<bool>,
    /// Whether it has the keyboard first.
    #[prop(default = true)]
    first: bool,
    /// What of the text is selected then, in UTF-16 units.
    #[prop(optional, into)]
    selected: Option<(usize, usize)>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    Effect::new(move || {
        if let (Some(input), Some((from, to))) = (input.get(), selected) {
            let unit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            // Fails only for fields that hold no text.
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
                // There at once, as what is selected is: the property comes later.
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

/// What is wrong with the name of a bundle: against Proton's rule, or taken by another one.
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
