//! The number of problems by severity, and the filter of the list.

use cyclotron_core::{Diagnostic, Severity};
use leptos::prelude::*;

use crate::session::use_session;
use crate::words::problems as words;

const SEVERITIES: [(Severity, &str); 3] = [
    (Severity::Error, "filter filter--error"),
    (Severity::Warning, "filter filter--warning"),
    (Severity::Info, "filter filter--info"),
];

/// A button for each severity, which counts and hides its problems, and one for the bundle.
#[component]
pub fn FilterButtons(
    /// The problems of the listed bundles, of any severity.
    in_scope: Memo<Vec<Diagnostic>>,
) -> impl IntoView {
    let session = use_session();
    let severities = SEVERITIES.map(|(severity, class)| {
        let count = Memo::new(move |_| {
            in_scope.with(|all| all.iter().filter(|problem| problem.severity == severity).count())
        });
        let is_shown = move || session.filter.with(|filter| filter.shows(severity));
        view! {
            // A severity without problems has no button.
            <Show when=move || { count.get() > 0 }>
                <button
                    class=class
                    type="button"
                    aria-pressed=move || is_shown().to_string()
                    title=move || if is_shown() { words::LISTED } else { words::HIDDEN }
                    on:click=move |_| session.filter.update(|filter| filter.toggle(severity))
                >
                    {move || words::count(severity, count.get())}
                </button>
            </Show>
        }
    });
    let has_several = Memo::new(move |_| session.workspace.with(|open| open.bundles.len() > 1));
    view! {
        <div class="filters" role="group" aria-label=words::FILTER>
            {severities.into_iter().collect_view()}
            <Show when=move || has_several.get()>
                <button
                    class="filter"
                    type="button"
                    aria-pressed=move || session.filter.with(|filter| filter.this_bundle).to_string()
                    title=words::THIS_BUNDLE_TITLE
                    on:click=move |_| {
                        session.filter.update(|filter| filter.this_bundle = !filter.this_bundle);
                    }
                >
                    {words::THIS_BUNDLE}
                </button>
            </Show>
        </div>
    }
}
