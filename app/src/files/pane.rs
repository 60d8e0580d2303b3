//! The pane of the open bundles and their files.

use leptos::prelude::*;

use super::filter::TreeFilter;
use super::left_workspace::LeftWorkspace;
use super::tree::Tree;
use crate::diagram::workspace::DiagramButton;
use crate::repository::button::RepositoryButton;
use crate::session::use_session;
use crate::shell::empty_reasons::{EmptyState, NextStep};
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded, is_rail};
use crate::shell::layout::Region;
use crate::ui::flow::Show;
use crate::words::shell::{empty_states as gaps, panes};

/// The pane.
#[component]
pub fn Files() -> impl IntoView {
    let session = use_session();
    view! {
        <nav
            class="pane pane--files"
            class:folded=is_folded(Region::Files)
            class:rail=is_rail(Region::Files)
            aria-label=panes::FILES
        >
            <header class="pane__head">
                <Fold part=Region::Files />
                <h2 class="pane__title">{panes::FILES}</h2>
                <div class="pane__actions">
                    <RepositoryButton />
                    <DiagramButton />
                </div>
            </header>
            <div class="pane__body">
                <LeftWorkspace />
                <TreeFilter />
                <Tree />
                <Show when=move || session.workspace.with(|open| open.bundles.is_empty())>
                    <EmptyStateView gap=EmptyState {
                        why: gaps::NO_FILES.to_owned(),
                        next: Some(NextStep::NewBundle),
                    } />
                </Show>
            </div>
        </nav>
    }
}
