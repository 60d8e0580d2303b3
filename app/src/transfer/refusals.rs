//! The list of problems for which Proton would have refused a download.

use cyclotron_core::Diagnostic;
use leptos::prelude::*;

use crate::browser::lifetime::after_dialog;
use crate::problems::state::use_problems;
use crate::ui::flow::{For, Show};
use crate::ui::prose;
use crate::words::transfer::refusals as words;

/// The maximum number of problems to list; the rest is only counted.
const LISTED: usize = 100;

/// The problems for which Proton would have refused the download; shows nothing if the list is empty.
#[component]
pub fn Refusals(
    /// The problems.
    #[prop(into)]
    refused: Signal<Vec<Diagnostic>>,
    /// Called when the user goes to a problem.
    on_leave: Callback<()>,
) -> impl IntoView {
    let count = move || refused.with(Vec::len);
    let each = move || {
        refused.with(|all| all.iter().take(LISTED).cloned().enumerate().collect::<Vec<_>>())
    };
    let more = move || {
        let more = count().saturating_sub(LISTED);
        (more > 0).then(|| words::more(more))
    };
    view! {
        <Show when=move || { count() > 0 }>
            <section class="refusals" aria-labelledby="refusals-title">
                <h3 class="refusals__title" id="refusals-title">
                    {move || words::title(count())}
                </h3>
                <ul class="refusals__list">
                    <For each key=Clone::clone let((_, problem))>
                        <Refusal problem on_leave />
                    </For>
                </ul>
                {move || more().map(|more| view! { <p class="refusals__more">{more}</p> })}
            </section>
        </Show>
    }
}

/// A problem with a button that goes to it.
#[component]
fn Refusal(
    /// The problem.
    problem: Diagnostic,
    /// Called when the user goes to the problem.
    on_leave: Callback<()>,
) -> impl IntoView {
    let problems = use_problems();
    let file = format!("{}/{}", problem.file.bundle, problem.file.path);
    let place = problem.range.map_or(file.clone(), |(from, _)| format!("{file}:{}", from.line));
    let Diagnostic { message, help, .. } = problem.clone();
    let go = move |_| {
        on_leave.run(());
        // The dialog must restore the focus before the editor takes it.
        let problem = problem.clone();
        after_dialog(move || problems.show(&problem));
    };
    view! {
        <li class="problem problem--error">
            <button class="refusals__go" type="button" title=words::GO on:click=go>
                <span class="problem__message">{prose::message(&message)}</span>
                <span class="problem__help">{help.map(|help| prose::message(&help))}</span>
                <span class="problem__place">{place}</span>
            </button>
        </li>
    }
}
