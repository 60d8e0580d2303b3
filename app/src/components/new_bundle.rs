//! A new bundle: of a kind, or one of the ready workspace.

use cyclotron_core::beginnings::Beginning;
use cyclotron_core::{Bundle, samples};
use leptos::prelude::*;

use super::dialog::Dialog;
use super::name_field::{NameField, wrong_name};
use super::question::Question;
use crate::app::SharedEngine;
use crate::session::use_session;

/// What a new bundle can begin as.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    /// A small one of a kind.
    Kind(Beginning),
    /// The bundle of this name in the ready workspace.
    Ready(&'static str),
}

/// All choices, each with the name that is proposed, what it is called, and what it is.
const CHOICES: [(Choice, &str, &str, &str); 7] = [
    (
        Choice::Kind(Beginning::Environment),
        "my-environment",
        "Environment",
        "Resources that services share; it begins with a bucket.",
    ),
    (
        Choice::Kind(Beginning::Service),
        "my-service",
        "Service",
        "One application, without a pipeline; it begins with a function.",
    ),
    (
        Choice::Kind(Beginning::ServiceWithPipeline),
        "my-service",
        "Service with a pipeline",
        "The same, and what brings it from a repository to its instances.",
    ),
    (
        Choice::Kind(Beginning::Component),
        "my-component",
        "Component",
        "Extra resources for one service instance; it begins with a queue.",
    ),
    (
        Choice::Kind(Beginning::CustomerManagedEnvironment),
        "my-environment",
        "Customer-managed environment",
        "A schema of what was provisioned elsewhere, such as a network.",
    ),
    (
        Choice::Ready("item-api-environment"),
        "item-api-environment",
        "Example: environment of an item API",
        "An API Gateway, and a DynamoDB table behind it.",
    ),
    (
        Choice::Ready("item-api-service"),
        "item-api-service",
        "Example: service in the item API",
        "A Lambda function behind one path, and its pipeline.",
    ),
];

/// Asks what a new bundle is to be, and for its name.
#[component]
pub fn NewBundle(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let chosen = RwSignal::new(0_usize);
    let value = RwSignal::new(session.free_name(CHOICES[0].1));
    let tried = RwSignal::new(false);
    let choose = move |at: usize| {
        // What the person has typed stays.
        let proposed = session.free_name(CHOICES[untrack(|| chosen.get())].1);
        if value.with_untracked(|value| *value == proposed) {
            value.set(session.free_name(CHOICES[at].1));
        }
        chosen.set(at);
    };
    let wrong = Memo::new(move |_| {
        value.with(|name| {
            let name = name.trim();
            let is_taken = session.workspace.with(|open| open.bundle(name).is_some());
            wrong_name(name, is_taken)
        })
    });
    let create = move || {
        tried.set(true);
        if wrong.get_untracked().is_some() {
            return;
        }
        let name = value.get_untracked().trim().to_owned();
        close.run(());
        match CHOICES[chosen.get_untracked()].0 {
            Choice::Kind(beginning) => engine.with_value(|engine| {
                engine.new_bundle(beginning, name, move |bundle| session.add_new(bundle));
            }),
            Choice::Ready(ready) => {
                if let Some(bundle) = ready_bundle(ready, &name) {
                    session.add_new(bundle);
                }
            }
        }
    };
    view! {
        <Dialog title="New bundle" on_close=close>
            <Question act="Create" submit=create close>
                <fieldset class="kinds">
                    <legend class="field__label">"It begins as"</legend>
                    {CHOICES.iter().enumerate().map(|(at, &(_, _, title, summary))| view! {
                        <label class="kinds__kind">
                            <input
                                class="choice__radio"
                                type="radio"
                                name="new-bundle"
                                aria-labelledby=format!("kind-{at}")
                                aria-describedby=format!("kind-{at}-is")
                                autofocus=at == 0
                                prop:checked=move || chosen.get() == at
                                on:change=move |_| choose(at)
                            />
                            <span>
                                <span class="kinds__title" id=format!("kind-{at}")>{title}</span>
                                <span class="kinds__summary" id=format!("kind-{at}-is")>{summary}</span>
                            </span>
                        </label>
                    }).collect_view()}
                </fieldset>
                <NameField label="Name of the template" value wrong tried first=false />
            </Question>
        </Dialog>
    }
}

/// A bundle of the ready workspace under another name.
fn ready_bundle(ready: &str, name: &str) -> Option<Bundle> {
    let mut bundle =
        samples::workspace().bundles.into_iter().find(|bundle| bundle.name == ready)?;
    bundle.rename(name);
    Some(bundle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_and_all_of_the_ready_workspace_are_offered() {
        let offered = |choice| CHOICES.iter().filter(|(one, ..)| *one == choice).count();
        for beginning in Beginning::KINDS {
            assert_eq!(offered(Choice::Kind(beginning)), 1, "{beginning:?}");
        }
        for bundle in samples::workspace().bundles {
            let mine = CHOICES
                .iter()
                .filter(|(one, ..)| matches!(one, Choice::Ready(name) if *name == bundle.name));
            assert_eq!(mine.count(), 1, "{}", bundle.name);
            assert_eq!(ready_bundle(&bundle.name, "new").unwrap().top_folder.unwrap(), "new");
        }
    }
}
