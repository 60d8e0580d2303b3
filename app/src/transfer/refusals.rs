//! What Proton would have refused, each a way to its place.

use cyclotron_core::Diagnostic;
use leptos::prelude::*;

use crate::browser::lifetime::after_dialog;
use crate::session::use_session;
use crate::words::transfer::refusals as words;

/// How many reasons are listed before the rest is counted.
const LISTED: usize = 100;

/// The reasons for which Proton would have refused what is to be downloaded; nothing where there are
/// none.
#[component]
pub fn Refusals(
    /// The reasons.
    #[prop(into)]
    refused: Signal<Vec<Diagnostic>>,
    /// Called when the place of one is gone to.
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

/// One of them.
#[component]
fn Refusal(
    /// What is wrong.
    problem: Diagnostic,
    /// Called when its place is gone to.
    on_leave: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let file = format!("{}/{}", problem.file.bundle, problem.file.path);
    let place = problem.range.map_or(file.clone(), |(from, _)| format!("{file}:{}", from.line));
    let Diagnostic { message, help, .. } = problem.clone();
    let go = move |_| {
        on_leave.run(());
        // The dialog gives the keyboard back as it goes, and only then it can go to the place.
        let problem = problem.clone();
        after_dialog(move || session.show(&problem));
    };
    view! {
        <li class="problem problem--error">
            <button class="refusals__go" type="button" title=words::GO on:click=go>
                <span class="problem__message">{message}</span>
                <span class="problem__help">{help}</span>
                <span class="problem__place">{place}</span>
            </button>
        </li>
    }
}
