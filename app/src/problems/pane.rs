//! The pane of problems.

use leptos::html;
use leptos::prelude::*;

use super::filter::Filter;
use super::filter_buttons::FilterButtons;
use super::rows::Rows;
use super::rules::RuleFilters;
use super::silenced::{HeldRules, SilencedFilter, SilencedList};
use super::state::{is_safe, use_problems};
use super::tree::Tree;
use crate::editor::mounted::{SharedEditor, focus_editor};
use crate::search::pane::{search_pane, use_search};
use crate::session::{EngineState, Session, use_session};
use crate::shell::fold::{Fold, is_folded, pane_class};
use crate::shell::layout::Region;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::problems as words;
use crate::words::search as search_words;
use crate::words::shell::{empty_states as gaps, panes};

later! {
    /// The pane: the problems, or the search in all files.
    pub fn problems in analysis() while (Frame::Pane(pane_class(Region::Problems), panes::PROBLEMS)) {
        view! { <Problems /> }
    }
}

/// The pane.
#[component]
fn Problems() -> impl IntoView {
    let search = use_search();
    let editor: SharedEditor = expect_context();
    let close = Callback::new(move |()| {
        search.close();
        focus_editor(editor);
    });
    let label = move || if search.is_open.get() { search_words::TITLE } else { panes::PROBLEMS };
    view! {
        <section class="pane pane--problems" class:folded=is_folded(Region::Problems) aria-label=label>
            <Show
                when=move || search.is_open.get()
                fallback=move || view! { <ProblemList /> }
            >
                {search_pane(close)}
            </Show>
        </section>
    }
}

/// The problems.
#[component]
fn ProblemList() -> impl IntoView {
    let session = use_session();
    let state = use_problems();
    let in_scope = Memo::new(move |_| state.in_scope());
    let problems =
        Memo::new(move |_| in_scope.with(|all| session.filter.with(|filter| filter.of(all))));
    let safe = Memo::new(move |_| {
        problems.with(|all| all.iter().filter(|problem| is_safe(problem)).count())
    });
    let title = NodeRef::<html::H2>::new();
    let fix_all = move |_| {
        state.fix_all();
        // The button disappears with the last safe fix; the focus stays in this pane.
        if let Some(title) = title.get_untracked() {
            let _ = title.focus();
        }
    };
    let rows = Memo::new(move |_| {
        let pending = session.silence.pending;
        pending.with(|pending| problems.with(|all| Rows::of(all, &pending.silenced)))
    });
    view! {
        <header class="pane__head">
            <Fold part=Region::Problems />
            <h2 class="pane__title" tabindex="-1" node_ref=title>{panes::PROBLEMS}</h2>
            <FilterButtons in_scope />
            <SilencedFilter />
            <RuleFilters />
            <div class="pane__actions">
                <Show when=move || { safe.get() > 0 }>
                    <button
                        class="button button--small"
                        type="button"
                        title=words::FIX_ALL_TITLE
                        on:click=fix_all
                    >
                        {move || words::fix_all(safe.get())}
                    </button>
                </Show>
            </div>
        </header>
        <div class="pane__body">
            <HeldRules />
            <Waiting />
            <Show
                when=move || problems.with(|all| !all.is_empty())
                fallback=move || view! { <Nothing hidden=in_scope.with(Vec::len) /> }
            >
                <Tree rows label=words::LIST />
            </Show>
            <SilencedList />
        </div>
    }
}

/// The number of bundles that are not checked yet, while there are any: the list lacks their problems.
#[component]
fn Waiting() -> impl IntoView {
    let waiting = use_session().revisions.waiting;
    view! {
        <Show when=move || { waiting.get() > 0 }>
            <p class="problems__waiting" role="status">{move || words::waiting(waiting.get())}</p>
        </Show>
    }
}

/// The empty state of the list.
#[component]
fn Nothing(
    /// The number of problems that the filter hides.
    hidden: usize,
) -> impl IntoView {
    let session = use_session();
    if hidden > 0 {
        return view! {
            <p class="pane__empty">
                {words::hidden(hidden)}
                <button
                    class="link"
                    type="button"
                    on:click=move |_| session.filter.update(Filter::show_all)
                >
                    {words::LIST_ALL}
                </button>
            </p>
        }
        .into_any();
    }
    view! { <p class="pane__empty">{move || checked(session)}</p> }.into_any()
}

/// The number of files, bundles and renderings that were checked without finding a problem, or the reason why
/// there was no check.
fn checked(session: Session) -> String {
    let bundles = session.analysis.with(|analysis| analysis.bundles.len());
    if bundles == 0 {
        let is_open = session.workspace.with(|open| !open.bundles.is_empty());
        let is_at_work = matches!(session.engine.get(), EngineState::Loading | EngineState::Busy);
        let text = match (is_open, is_at_work) {
            (true, true) => gaps::PENDING,
            (true, false) if session.safe.get() => gaps::SAFE,
            (true, false) => gaps::STOPPED,
            (false, _) => gaps::NO_BUNDLE_PROBLEMS,
        };
        return text.to_owned();
    }
    let shown =
        session.filter.with(|filter| filter.this_bundle).then(|| session.bundle_name()).flatten();
    let is_mine = |name: &str| shown.as_deref().is_none_or(|shown| shown == name);
    // The files of bundles that are not analyzed yet don't count.
    let (files, bundles, renderings) = session.analysis.with(|analysis| {
        let analyzed = analysis.bundles.iter().filter(|bundle| is_mine(&bundle.name));
        session.workspace.with(|open| {
            analyzed.fold((0, 0, 0), |(files, bundles, renderings), bundle| {
                let count = open.bundle(&bundle.name).map_or(0, |open| open.files.len());
                (files + count, bundles + 1, renderings + bundle.renderings.len())
            })
        })
    });
    words::checked(files, bundles, renderings)
}
