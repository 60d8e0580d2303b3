//! The number of problems by severity, and the filter of the list.

use cyclotron_core::{Diagnostic, Severity};
use leptos::prelude::*;

use super::filter::{Filter, SEVERITIES};
use super::rows::counts;
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::words::problems as words;

/// A button for each severity, which counts its problems and lists only them, and one for the bundle.
#[component]
pub fn FilterButtons(
    /// The problems of the listed bundles, of any severity.
    in_scope: Memo<Vec<Diagnostic>>,
) -> impl IntoView {
    let session = use_session();
    let counts = Memo::new(move |_| in_scope.with(|all| counts(all)));
    let severities = SEVERITIES.map(|severity| {
        let class = match severity {
            Severity::Error => "filter filter--error",
            Severity::Warning => "filter filter--warning",
            Severity::Info => "filter filter--info",
        };
        let count = Memo::new(move |_| counts.with(|counts| counts[severity as usize]));
        let is_only =
            Memo::new(move |_| session.filter.with(Filter::only) == Some(severity));
        let is_hidden = move || session.filter.with(|filter| !filter.shows(severity));
        view! {
            // A severity without problems has no button, unless it is the only one that is listed.
            <Show when=move || { count.get() > 0 || is_only.get() }>
                <button
                    class=class
                    class:filter--out=is_hidden
                    type="button"
                    aria-pressed=move || is_only.get().to_string()
                    title=move || if is_only.get() { words::SHOW_ALL } else { words::only(severity) }
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
