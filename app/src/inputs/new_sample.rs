//! The form for a new sample.

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::schema::Extent;
use cyclotron_core::spec::{NAME_RULE, is_name};
use cyclotron_worker::calls::MakeSample;
use leptos::html;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::words::inputs as words;

/// The choices of the first content of a sample, with their labels.
const BEGINNINGS: [(&str, &str); 3] = [
    ("copy", words::COPY_OF_THIS),
    ("required", words::REQUIRED),
    ("everything", words::EVERYTHING),
];

/// Asks for the name and the first content of a sample.
#[component]
pub fn NewSample(
    /// The name of the bundle.
    bundle: Memo<Option<String>>,
    /// The path and name of each present sample.
    tabs: Memo<Vec<(String, String)>>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let form = NodeRef::<html::Details>::new();
    let opener = NodeRef::<html::Summary>::new();
    let new_name = RwSignal::new(String::new());
    let beginning = RwSignal::new(BEGINNINGS[0].0);
    let path = move || format!("{SAMPLE_FOLDER}{}.yaml", new_name.get().trim());
    let wrong = move || {
        let name = new_name.get();
        let name = name.trim();
        if name.is_empty() {
            return "";
        }
        let is_taken = tabs.with(|all| all.iter().any(|(taken, _)| *taken == path()))
            || name == "sample-outputs";
        if is_taken {
            words::NAME_TAKEN
        } else if !is_name(name) {
            NAME_RULE
        } else {
            ""
        }
    };
    // The focus returns to the button that opened the form.
    let close = move || {
        if let (Some(form), Some(opener)) = (form.get_untracked(), opener.get_untracked()) {
            form.set_open(false);
            let _ = opener.focus();
        }
    };
    let create = move || {
        let Some(name) = bundle.get_untracked() else { return };
        if new_name.with_untracked(|name| name.trim().is_empty()) || !untrack(wrong).is_empty() {
            return;
        }
        let path = untrack(path);
        let found = session.workspace.with_untracked(|open| open.bundle(&name).cloned());
        let Some(found) = found else { return };
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
        new_name.set(String::new());
        close();
    };
    let hint = "sample-name-hint";
    view! {
            <details class="samples__new" node_ref=form>
                <summary class="button button--small button--quiet" node_ref=opener>{words::NEW}</summary>
                <form
                    class="samples__form"
                    aria-label=words::NEW
                    on:keydown=move |event| {
                        if event.key() == "Escape" {
                            event.prevent_default();
                            close();
                        }
                    }
                    on:submit=move |event| {
                        event.prevent_default();
                        create();
                    }
                >
                    <label class="field__label" for="sample-name">{words::NAME}</label>
                    <input
                        class="field__input"
                        id="sample-name"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        placeholder=words::NAME_EXAMPLE
                        aria-describedby=hint
                        aria-invalid=move || (!wrong().is_empty()).to_string()
                        prop:value=move || new_name.get()
                        on:input:target=move |event| new_name.set(event.target().value())
                    />
                    <p class="field__message" id=hint>{wrong}</p>
                    <BeginsAs beginning />
                    <button class="button button--small button--quiet" type="submit">{words::CREATE}</button>
                </form>
            </details>
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
