//! The dialog for a new sample.

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::schema::Extent;
use cyclotron_core::spec::{NAME_RULE, is_name};
use cyclotron_worker::calls::MakeSample;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::question::Question;
use crate::words::inputs as words;

/// The choices of the first content of a sample, with their labels.
const BEGINNINGS: [(&str, &str); 3] = [
    ("copy", words::COPY_OF_THIS),
    ("required", words::REQUIRED),
    ("everything", words::EVERYTHING),
];

/// The dialog that asks for the name and the first content of a sample.
#[component]
pub fn NewSample(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let bundle = untrack(|| session.bundle_name()).unwrap_or_default();
    let taken = session.workspace.with_untracked(|open| {
        let samples = open.bundle(&bundle).map(|bundle| bundle.samples()).unwrap_or_default();
        samples.iter().map(|(_, path)| (*path).to_owned()).collect::<Vec<_>>()
    });
    let taken = StoredValue::new(taken);
    let new_name = RwSignal::new(String::new());
    let beginning = RwSignal::new(BEGINNINGS[0].0);
    let path = move || format!("{SAMPLE_FOLDER}{}.yaml", new_name.get().trim());
    let wrong = move || {
        let name = new_name.get();
        let name = name.trim();
        if name.is_empty() {
            return "";
        }
        let is_taken =
            taken.with_value(|taken| taken.contains(&path())) || name == "sample-outputs";
        if is_taken {
            words::NAME_TAKEN
        } else if !is_name(name) {
            NAME_RULE
        } else {
            ""
        }
    };
    let create = move || {
        if new_name.with_untracked(|name| name.trim().is_empty()) || !untrack(wrong).is_empty() {
            return;
        }
        let path = untrack(path);
        let found = session.workspace.with_untracked(|open| open.bundle(&bundle).cloned());
        let Some(found) = found else { return };
        let name = bundle.clone();
        match beginning.get_untracked() {
            "copy" => {
                let text = found.text(found.spec()).unwrap_or_default().to_owned();
                session.add_sample(&name, &path, text);
            }
            which => {
                let extent =
                    if which == "required" { Extent::Required } else { Extent::Everything };
                let call = MakeSample { bundle: found, extent };
                engine.get_value().call_then(call, move |text| {
                    if let Some(text) = text {
                        session.add_sample(&name, &path, text);
                    }
                });
            }
        }
        close.run(());
    };
    let hint = "sample-name-hint";
    view! {
        <Dialog title=words::NEW on_close=close>
            <Question act=words::CREATE submit=create close>
                <label class="field__label" for="sample-name">{words::NAME}</label>
                <input
                    class="field__input"
                    id="sample-name"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    placeholder=words::NAME_EXAMPLE
                    aria-describedby=hint
                    aria-invalid=move || (!wrong().is_empty()).to_string()
                    prop:value=move || new_name.get()
                    on:input:target=move |event| new_name.set(event.target().value())
                />
                <p class="field__message" id=hint>{wrong}</p>
                <BeginsAs beginning />
            </Question>
        </Dialog>
    }
}

/// The choice of the first content.
#[component]
fn BeginsAs(
    /// The selected choice.
    beginning: RwSignal<&'static str>,
) -> impl IntoView {
    view! {
        <fieldset class="field__group field__group--plain">
            <legend class="field__label">{words::BEGINS_AS}</legend>
            {BEGINNINGS.iter().map(|&(key, title)| view! {
                <label class="choice__option">
                    <input
                        class="choice__radio"
                        type="radio"
                        name="sample-beginning"
                        prop:checked=move || beginning.get() == key
                        on:change=bound(move |_| beginning.set(key))
                    />
                    {title}
                </label>
            }).collect_view()}
        </fieldset>
    }
}
