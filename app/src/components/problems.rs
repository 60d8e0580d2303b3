//! Everything that is wrong, each a way to its place.

use cyclotron_core::{Diagnostic, Severity};
use leptos::prelude::*;

use super::rules::RuleFilters;
use crate::session::use_session;

/// The list of problems: those of the selected bundle first, the worst first.
#[component]
pub fn Problems() -> impl IntoView {
    let session = use_session();
    let problems = Memo::new(move |_| {
        let shown = session.bundle_name();
        let mut all = session.analysis.with(|analysis| analysis.diagnostics.clone());
        all.sort_by_key(|one| (Some(&one.file.bundle) != shown.as_ref(), one.severity));
        all
    });
    let count = move || problems.with(Vec::len);
    view! {
        <section class="pane pane--problems" aria-label="Problems">
            <header class="pane__head">
                <h2 class="pane__title">"Problems"</h2>
                <Show when=move || { count() > 0 }>
                    <span class="pane__count">{count}</span>
                </Show>
                <RuleFilters />
            </header>
            <div class="pane__body">
                <Show
                    when=move || { count() > 0 }
                    fallback=|| view! { <p class="pane__empty">"No problems"</p> }
                >
                    <ul class="problems">
                        <For each=move || problems.get().into_iter().enumerate() key=Clone::clone let((_, problem))>
                            <Problem problem />
                        </For>
                    </ul>
                </Show>
            </div>
        </section>
    }
}

#[component]
fn Problem(
    /// What is wrong.
    problem: Diagnostic,
) -> impl IntoView {
    let session = use_session();
    let (severity, class) = match problem.severity {
        Severity::Error => ("Error", "problem problem--error"),
        Severity::Warning => ("Warning", "problem problem--warning"),
        Severity::Info => ("Info", "problem problem--info"),
    };
    let place = match problem.range {
        Some((from, _)) => format!("{}/{}:{}", problem.file.bundle, problem.file.path, from.line),
        None => format!("{}/{}", problem.file.bundle, problem.file.path),
    };
    let shown = problem.clone();
    let fixed = problem.clone();
    view! {
        <li class=class>
            <button class="problem__go" type="button" on:click=move |_| session.show(&shown)>
                <span class="problem__severity">{severity}</span>
                <span class="problem__message">{problem.message}</span>
                <span class="problem__place">{place}</span>
                {problem.help.map(|help| view! { <span class="problem__help">{help}</span> })}
            </button>
            {problem
                .fix
                .map(|fix| {
                    view! {
                        <button
                            class="button button--small"
                            type="button"
                            on:click=move |_| session.fix(&fixed)
                        >
                            {fix.title}
                        </button>
                    }
                })}
        </li>
    }
}
