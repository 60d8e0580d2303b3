//! The dialog of new bundles: a starting point with content, or an empty one.

use cyclotron_core::starters::{Starter, StartingPoint};
use cyclotron_worker::calls::NewBundles;
use leptos::prelude::*;

use super::preview::PreviewOf;
use crate::app::SharedEngine;
use crate::browser::lifetime::bound;
use crate::files::name_field::{NameField, wrong_name};
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::ui::question::Question;
use crate::words::starters as words;

/// The starting point that is selected at first.
const FIRST: Starter = Starter::Point(StartingPoint::ALL[0]);

/// Asks for the starting point of a new bundle, and for its name.
#[component]
pub fn NewBundle(
    /// Closes the dialog.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let chosen = RwSignal::new(FIRST);
    let beside = RwSignal::new(Vec::<StartingPoint>::new());
    let value = RwSignal::new(session.free_name(proposed(FIRST)));
    let tried = RwSignal::new(false);
    let choose = move |beginning: Starter| {
        // A name that the user has typed is kept.
        let old = session.free_name(proposed(chosen.get_untracked()));
        if value.with_untracked(|value| *value == old) {
            value.set(session.free_name(proposed(beginning)));
        }
        beside.set(vec![]);
        chosen.set(beginning);
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
        let (beginning, beside) = (chosen.get_untracked(), beside.get_untracked());
        close.run(());
        let others = beside.into_iter().map(|point| {
            let free = session.free_name(point.name());
            let other = if free == name { format!("{free}-2") } else { free };
            (Starter::Point(point), other)
        });
        let mut wanted: Vec<_> = others.collect();
        // A service runs in an environment, which must come before it.
        let is_environment = |beginning: Starter| match beginning {
            Starter::Point(point) => point.is_environment(),
            _ => false,
        };
        let at = if is_environment(beginning) { 0 } else { wanted.len() };
        wanted.insert(at, (beginning, name));
        engine.with_value(|engine| {
            engine.call_then(NewBundles(wanted), move |bundles| {
                session.add_new(bundles.unwrap_or_default(), at);
            });
        });
    };
    view! {
        <Dialog title=words::TITLE wide=true on_close=close>
            <Question act=words::CREATE submit=create close>
                <div class="gallery">
                    <div class="gallery__list">
                        <Group
                            legend=words::POINTS
                            beginnings=StartingPoint::ALL.map(Starter::Point).to_vec()
                            chosen
                            choose=Callback::new(choose)
                        />
                        <Group
                            legend=words::KINDS
                            beginnings=Starter::KINDS.to_vec()
                            chosen
                            choose=Callback::new(choose)
                        />
                    </div>
                    <PreviewOf chosen beside />
                </div>
                <NameField label=words::NAME value wrong tried first=false />
            </Question>
        </Dialog>
    }
}

/// A group of starting points.
#[component]
fn Group(
    /// The heading.
    legend: &'static str,
    /// The starting points.
    beginnings: Vec<Starter>,
    /// The selected starting point.
    chosen: RwSignal<Starter>,
    /// Selects a starting point.
    choose: Callback<Starter>,
) -> impl IntoView {
    let choice = move |beginning: Starter| {
        let id = format!("beginning-{}", words::title(beginning).replace(' ', "-").to_lowercase());
        let (kind_id, summary_id) = (format!("{id}-kind"), format!("{id}-summary"));
        let kind = match beginning {
            Starter::Point(point) => Some(words::kind(point)),
            _ => None,
        };
        view! {
            <label class="gallery__choice">
                <input
                    class="choice__radio"
                    type="radio"
                    name="new-bundle"
                    aria-labelledby=id.clone()
                    aria-describedby=format!("{kind_id} {summary_id}")
                    autofocus=beginning == FIRST
                    prop:checked=move || chosen.get() == beginning
                    on:change=bound(move |_| choose.run(beginning))
                />
                <span class="gallery__text">
                    <span class="gallery__title" id=id>{words::title(beginning)}</span>
                    <span class="gallery__kind" id=kind_id>{kind}</span>
                    <span class="gallery__summary" id=summary_id>{words::summary(beginning)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="gallery__group">
            <legend class="gallery__legend">{legend}</legend>
            {beginnings.into_iter().map(choice).collect_view()}
        </fieldset>
    }
}

/// The proposed name for a bundle from a starting point.
fn proposed(beginning: Starter) -> &'static str {
    match beginning {
        Starter::Environment | Starter::CustomerManagedEnvironment => "my-environment",
        Starter::Service | Starter::ServiceWithPipeline => "my-service",
        Starter::Component => "my-component",
        Starter::Point(point) => point.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_are_called_alike() {
        let points = StartingPoint::ALL.map(Starter::Point).into_iter();
        let all: Vec<_> = points.chain(Starter::KINDS).map(words::title).collect();
        assert_eq!(all.iter().collect::<HashSet<_>>().len(), all.len());
    }

    #[test]
    fn descriptions_of_starting_points_are_true() {
        for point in StartingPoint::ALL {
            let is_environment = words::kind(point).to_lowercase().contains("environment");
            assert_eq!(is_environment, point.is_environment(), "{point:?}");
        }
    }
}
