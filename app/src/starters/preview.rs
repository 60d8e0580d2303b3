//! The preview of a new bundle.

use std::collections::HashMap;

use cyclotron_core::File;
use cyclotron_core::starters::{Input, Preview, Section, Starter, StartingPoint};
use cyclotron_worker::calls::PreviewStarter;
use leptos::prelude::*;

use crate::app::SharedEngine;
use crate::browser::lifetime::{Lifetime, bound};
use crate::words::starters as words;

/// The preview of the selected starting point, and the bundles that complement it.
#[component]
pub fn PreviewOf(
    /// The selected starting point.
    chosen: RwSignal<Starter>,
    /// The further bundles to create.
    beside: RwSignal<Vec<StartingPoint>>,
) -> impl IntoView {
    let engine: SharedEngine = expect_context();
    let previews = RwSignal::new(HashMap::<Starter, Preview>::new());
    let lifetime = Lifetime::current();
    Effect::new(move || {
        let beginning = chosen.get();
        if previews.with_untracked(|previews| previews.contains_key(&beginning)) {
            return;
        }
        let reply = engine.with_value(|engine| engine.call(PreviewStarter(beginning)));
        lifetime.run(reply, move |preview| {
            previews
                .update(|previews| previews.extend(preview.map(|preview| (beginning, preview))));
        });
    });
    let shown = Memo::new(move |_| previews.with(|previews| previews.get(&chosen.get()).cloned()));
    view! {
        <section class="preview" aria-label=words::PREVIEW>
            <h3 class="preview__title">{move || words::title(chosen.get())}</h3>
            <p class="preview__summary">{move || words::summary(chosen.get())}</p>
            {move || {
                let goes_with = match chosen.get() {
                    Starter::Point(point) => point.goes_with(),
                    _ => &[],
                };
                (!goes_with.is_empty()).then(|| view! { <Beside goes_with beside /> })
            }}
            {move || match shown.get() {
                Some(Preview { sections, files, .. }) => {
                    let has_several = sections.len() > 1;
                    let sections = sections.into_iter().map(|part| section(part, has_several));
                    view! {
                        {sections.collect_view()}
                        <h4 class="preview__part">{words::FILES}</h4>
                        <div class="preview__files">
                            {files.iter().map(file).collect_view()}
                        </div>
                    }
                    .into_any()
                }
                None => view! { <p class="preview__summary">{words::LOADING}</p> }.into_any(),
            }}
        </section>
    }
}

/// The choice of bundles that complement the new one.
#[component]
fn Beside(
    /// The bundles.
    goes_with: &'static [StartingPoint],
    /// The ticked bundles.
    beside: RwSignal<Vec<StartingPoint>>,
) -> impl IntoView {
    let check = move |point: StartingPoint| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || beside.with(|beside| beside.contains(&point))
                    on:change=bound(move |event| {
                        let is_wanted = event_target_checked(&event);
                        beside.update(|beside| {
                            beside.retain(|other| *other != point);
                            if is_wanted {
                                beside.push(point);
                            }
                        });
                    })
                />
                {words::title(Starter::Point(point))}
            </label>
        }
    };
    view! {
        <fieldset class="preview__beside" aria-describedby="preview-beside">
            <legend class="preview__part">{words::BESIDE}</legend>
            {goes_with.iter().copied().map(check).collect_view()}
            <p class="preview__hint" id="preview-beside">{words::BESIDE_HINT}</p>
        </fieldset>
    }
}

/// The preview of a deployed part: its resources and inputs.
fn section(section: Section, has_several: bool) -> AnyView {
    let Section { target, resources, inputs } = section;
    let resource = |(kind, count): &(String, usize)| {
        view! { <li class="preview__resource" title=kind.clone()>{words::resource(kind, *count)}</li> }
    };
    let creates = if resources.is_empty() {
        view! { <p class="preview__hint">{words::CREATES_NOTHING}</p> }.into_any()
    } else {
        let resources = resources.iter().map(resource).collect_view();
        view! { <ul class="preview__list">{resources}</ul> }.into_any()
    };
    let asks = if inputs.is_empty() {
        view! { <p class="preview__hint">{words::ASKS_NOTHING}</p> }.into_any()
    } else {
        view! { <ul class="preview__list">{inputs.into_iter().map(input).collect_view()}</ul> }
            .into_any()
    };
    view! {
        {has_several.then(|| view! { <h4 class="preview__target">{words::target(target)}</h4> })}
        <h4 class="preview__part">{words::CREATES}</h4>
        {creates}
        <h4 class="preview__part">{words::ASKS}</h4>
        {asks}
    }
    .into_any()
}

fn input(input: Input) -> impl IntoView {
    let required = input.required.then(|| {
        view! { " " <span class="preview__required">{words::REQUIRED}</span> }
    });
    view! { <li class="preview__input">{input.label} {required}</li> }
}

/// A file with a collapsed text.
fn file(file: &File) -> impl IntoView + use<> {
    let text = file.text().unwrap_or_default().to_owned();
    view! {
        <details class="preview__file">
            <summary>{file.path.clone()}</summary>
            <pre class="preview__text" tabindex="0" role="group" aria-label=file.path.clone()>{text}</pre>
        </details>
    }
}
