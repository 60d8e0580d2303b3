//! The pane of the open bundles: their files, and the actions on a bundle.

use cyclotron_core::FileId;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::state::use_tree;
use super::tree::{Tree, below};
use crate::browser::lifetime::bound;
use crate::diagram::workspace::DiagramButton;
use crate::session::use_session;
use crate::shell::empty_reasons::{EmptyState, NextStep};
use crate::shell::empty_state::EmptyStateView;
use crate::shell::fold::{Fold, is_folded, is_rail};
use crate::shell::layout::Region;
use crate::transfer::save::SaveToFolder;
use crate::versions::dialog::VersionButtons;
use crate::words::files::tree as words;
use crate::words::shell::{empty_states as gaps, panes};
use crate::words::transfer::download;

/// The pane.
#[component]
pub fn Files() -> impl IntoView {
    let session = use_session();
    let tree = use_tree();
    let shown = Memo::new(move |_| session.bundle_name());
    let packs_sample = move || {
        let name = shown.get().unwrap_or_default();
        session.workspace.with(|open| open.bundle(&name).is_some_and(|bundle| bundle.pack_sample))
    };
    // The same item as in the tree: the focused one, or else the shown file.
    let item = Memo::new(move |_| {
        let focused = tree.focused.get();
        let is_there = |item: &FileId| {
            session.workspace.with(|open| {
                let bundle = open.bundle(&item.bundle);
                let is_in = |path: &str| {
                    let rest = path.strip_prefix(item.path.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                };
                bundle.is_some_and(|bundle| {
                    item.path.is_empty() || bundle.files.iter().any(|file| is_in(&file.path))
                })
            })
        };
        focused.filter(is_there).or_else(|| session.selected.get())
    });
    let item_name = move || {
        item.with(|item| {
            item.as_ref().map_or_else(String::new, |item| {
                if item.path.is_empty() { item.bundle.clone() } else { item.path.clone() }
            })
        })
    };
    let close = move || words::close(&shown.get().unwrap_or_default());
    let actions = move |event: MouseEvent| {
        if let Some(item) = item.get_untracked() {
            tree.menu.set(Some(below(event.current_target(), &item)));
        }
    };
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
                    <DiagramButton />
                    <Show when=move || item.with(Option::is_some)>
                        <button
                            class="button button--small button--quiet"
                            type="button"
                            title=move || words::actions_title(&item_name())
                            aria-label=move || words::actions_for(&item_name())
                            aria-haspopup="menu"
                            aria-expanded=move || tree.menu.with(Option::is_some).to_string()
                            on:click=actions
                        >
                            {words::ACTIONS}
                        </button>
                    </Show>
                </div>
            </header>
            <div class="pane__body">
                <Tree />
                <Show when=move || session.workspace.with(|open| open.bundles.is_empty())>
                    <EmptyStateView gap=EmptyState {
                        why: gaps::NO_FILES.to_owned(),
                        next: Some(NextStep::NewBundle),
                    } />
                </Show>
            </div>
            <Show when=move || shown.get().is_some()>
                <div class="pane__foot">
                    <VersionButtons />
                    <label class="check">
                        <input
                            type="checkbox"
                            prop:checked=packs_sample
                            on:change=bound(move |event| {
                                session.pack_sample(&shown.get_untracked().unwrap_or_default(), event_target_checked(&event));
                            })
                        />
                        {download::PACK_SAMPLE}
                    </label>
                    <SaveToFolder />
                    <button
                        class="button button--small button--quiet pane__close"
                        type="button"
                        title=close
                        on:click=move |_| session.close(&shown.get_untracked().unwrap_or_default())
                    >
                        {close}
                    </button>
                </div>
            </Show>
        </nav>
    }
}
