//! The differences of the renderings of two bundles, by sample.

use cyclotron_core::compare::{Outcome, RenderingDifference, SampleDifference};
use leptos::prelude::*;

use super::changes::ChangeSection;
use super::dialog::{Asked, Sample};
use super::differences::Differences;
use super::files::counts;
use crate::ui::flow::For;
use crate::words::compare::differences as words;

/// The maximum number of renderings to list for a sample.
const MAX_RENDERINGS: usize = 60;

/// The samples with the differences of their renderings, which arrive one by one.
#[component]
pub fn ComparedSamples(
    /// The name of the older side.
    before: String,
    /// The name of the newer side.
    after: String,
    /// The samples with their differences.
    samples: RwSignal<Vec<Sample>>,
    /// The number of samples that are not compared.
    left_out: usize,
) -> impl IntoView {
    let names = StoredValue::new((before, after));
    let count = Memo::new(move |_| samples.with(Vec::len));
    let is_done = Memo::new(move |_| {
        samples.with(|all| all.iter().all(|(_, sample)| *sample != Asked::UnderWay))
    });
    let state = move || match (count.get(), is_done.get()) {
        (0, _) => words::NO_SAMPLE.to_owned(),
        (_, false) => words::RENDERING_SAMPLES.to_owned(),
        (count, true) => words::rendered(count),
    };
    let view_sample = move |at: usize| {
        let sample = Memo::new(move |_| samples.with(|all| all.get(at).cloned()));
        view! { <One names sample /> }
    };
    view! {
        <section class="compare__part" aria-label=words::RENDERED_LABEL>
            <h3 class="compare__title">{words::RENDERED}</h3>
            <p class="compare__summary" role="status">{state}</p>
            <For each=move || 0..count.get() key=|at| *at let(at)>{view_sample(at)}</For>
            {(left_out > 0).then(|| view! {
                <p class="compare__summary">{words::not_rendered(left_out)}</p>
            })}
        </section>
    }
}

/// A sample with the differences of its renderings.
#[component]
fn One(
    /// The names of the two sides.
    names: StoredValue<(String, String)>,
    /// The name of the sample, and its differences.
    sample: Memo<Option<Sample>>,
) -> impl IntoView {
    move || {
        let (name, sample) = sample.get()?;
        let body = match sample {
            Asked::UnderWay => {
                view! { <p class="compare__summary">{words::RENDERING}</p> }.into_any()
            }
            Asked::Failed => view! {
                <p class="compare__summary">{words::STOPPED}</p>
            }
            .into_any(),
            Asked::Done(SampleDifference { is_shared, renderings, .. }) => {
                let nothing = renderings.is_empty();
                let more = renderings.len().saturating_sub(MAX_RENDERINGS);
                let rows = renderings
                    .into_iter()
                    .take(MAX_RENDERINGS)
                    .map(|rendering| view! { <Rendering names rendering /> });
                view! {
                    {is_shared.then(|| view! {
                        <p class="compare__summary">{words::SHARED_SAMPLE}</p>
                    })}
                    {nothing.then(|| view! { <p class="compare__summary">{words::NOTHING}</p> })}
                    {rows.collect_view()}
                    {(more > 0).then(|| view! {
                        <p class="compare__summary">{words::not_listed(more)}</p>
                    })}
                }
                .into_any()
            }
        };
        let heading = name.clone();
        Some(view! {
            <section class="compare__sample" aria-label=words::sample(&name)>
                <h4 class="compare__name">{heading}</h4>
                {body}
            </section>
        })
    }
}

/// The difference of a rendering.
#[component]
fn Rendering(
    /// The names of the two sides.
    names: StoredValue<(String, String)>,
    /// The difference.
    rendering: RenderingDifference,
) -> impl IntoView {
    let RenderingDifference { file_name, before, after, differences } = rendering;
    let is_same =
        before == Outcome::Rendered && after == Outcome::Rendered && differences.is_empty();
    let (old, new) = names.get_value();
    let reasons: Vec<String> = [(&old, &before), (&new, &after)]
        .into_iter()
        .filter_map(|(name, one)| said(name, one))
        .collect();
    let failed = [&before, &after].into_iter().any(|outcome| matches!(outcome, Outcome::Failed(_)));
    let counts = if failed {
        view! { <span class="compared__what compared__what--failed">{words::FAILS}</span> }
            .into_any()
    } else if is_same {
        view! { <span class="compared__what">{words::SAME}</span> }.into_any()
    } else {
        counts(&differences)
    };
    let head = view! { <code class="compared__path">{file_name}</code> " " {counts} }.into_any();
    if is_same {
        return view! { <p class="compared compared__head compared__head--same">{head}</p> }
            .into_any();
    }
    let body = StoredValue::new((reasons, differences));
    view! {
        <ChangeSection head open=failed>
            {body.with_value(|(reasons, differences)| {
                let (before, after) = names.get_value();
                // If rendering failed on one side, the reason matters more than the text of the other side.
                let is_shown = reasons.is_empty() || !failed;
                let notes = reasons.iter().map(|reason| view! { <p class="differences__note">{reason.clone()}</p> });
                view! {
                    {notes.collect_view()}
                    {is_shown.then(|| view! { <Differences before after differences=differences.clone() /> })}
                }
            })}
        </ChangeSection>
    }
    .into_any()
}

/// The note for a side without a rendered text: why it is absent or failed.
fn said(name: &str, outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Rendered => None,
        Outcome::Absent => Some(words::absent(name)),
        Outcome::Failed(reason) => Some(words::failed(name, reason)),
    }
}
