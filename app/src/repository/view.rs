//! The repository view.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::order::matches;
use super::rows::{Facts, TemplateRow, rows};
use super::state::use_repository;
use super::table::Table;
use crate::browser::lifetime::Lifetime;
use crate::commands::use_commands;
use crate::files::marks::counts;
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::ui::focus::focus_in;
use crate::ui::later::{Frame, later};
use crate::words::repository as words;

/// The element id of the filter.
const FILTER: &str = "repository-filter";
/// The element id of the body of the table.
const TABLE: &str = "repository-table";

/// The view, while it is shown.
#[component]
pub fn Repository() -> impl IntoView {
    let session = use_session();
    view! { <Show when=move || session.repository.get()>{pane()}</Show> }
}

later! {
    /// The shown view.
    fn pane in rest() while (Frame::Pane(Signal::stored("pane pane--repository".into()), words::TITLE)) {
        view! { <RepositoryPane /> }
    }
}

/// The filter and the table.
#[component]
fn RepositoryPane() -> impl IntoView {
    let session = use_session();
    let commands = use_commands();
    let state = use_repository();
    let problems =
        Memo::new(move |_| session.analysis.with(|analysis| counts(&analysis.diagnostics)));
    let all = Memo::new(move |_| {
        session.workspace.with(|open| {
            session.analysis.with(|analysis| {
                problems.with(|problems| {
                    session.stored.changed.with(|changed| {
                        let analyzed = &analysis.bundles;
                        rows(Facts { open, analyzed, problems, changed })
                    })
                })
            })
        })
    });
    let shown = Memo::new(move |_| {
        let mut rows: Vec<TemplateRow> = all.with(|all| {
            state
                .filter
                .with(|filter| all.iter().filter(|row| matches(row, filter)).cloned().collect())
        });
        state.order.get().sort(&mut rows);
        rows
    });
    let bundles = Memo::new(move |_| session.workspace.with(|open| open.bundles.len()));
    let summary = move || words::summary(all.with(Vec::len), bundles.get());
    let found = move || {
        let is_filtered = state.filter.with(|filter| !filter.trim().is_empty());
        is_filtered.then(|| words::found(shown.with(Vec::len)))
    };
    let close = move || {
        session.repository.set(false);
        commands.focus_source();
    };
    let body = NodeRef::<html::Section>::new();
    let lifetime = Lifetime::current();
    Effect::new(move || {
        if body.get().is_some() {
            // Not before the panes that it covers are hidden.
            lifetime.next_frame(move || _ = focus_in(FILTER));
        }
    });
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => _ = focus_in(TABLE),
            "Escape" if state.filter.with_untracked(|filter| !filter.is_empty()) => {
                state.filter.set(String::new());
            }
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <section class="pane pane--repository" aria-label=words::TITLE node_ref=body>
            <header class="pane__head">
                <h2 class="pane__title">{words::TITLE}</h2>
                <p class="repository__summary">{summary}</p>
                <div class="pane__actions">
                    <button
                        class="button button--small button--quiet"
                        type="button"
                        on:click=move |_| close()
                    >
                        {words::CLOSE}
                    </button>
                </div>
            </header>
            <div class="pane__body repository">
                <div class="repository__tools">
                    <input
                        class="field__input repository__filter"
                        id=FILTER
                        type="search"
                        autocomplete="off"
                        spellcheck="false"
                        aria-label=words::FILTER
                        placeholder=words::FILTER
                        prop:value=move || state.filter.get()
                        on:input:target=move |event| state.filter.set(event.target().value())
                        on:keydown=key
                    />
                    <p class="repository__found" role="status">{found}</p>
                </div>
                <Table id=TABLE rows=shown />
            </div>
        </section>
    }
}
