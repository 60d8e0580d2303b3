//! The empty state of the editor.

use leptos::prelude::*;

use crate::files::state::use_tree;
use crate::session::use_session;
use crate::shell::dialogs::{PageDialog, use_dialogs};
use crate::ui::flow::Show;
use crate::words::shell::empty_states as gaps;

/// The reason why there is no text, and buttons that lead on.
#[component]
pub fn NothingOpen() -> impl IntoView {
    let session = use_session();
    let tree = use_tree();
    let dialogs = use_dialogs();
    let is_none = move || session.selected.with(Option::is_none);
    // A bundle without files has none to select.
    let bundle = move || {
        let chosen = tree.focused.get().map(|item| item.bundle);
        session.workspace.with(|open| {
            let chosen = chosen.and_then(|name| open.bundle(&name));
            chosen.or(open.bundles.first()).map(|bundle| bundle.id(""))
        })
    };
    let why = move || match session.selected.get() {
        Some(file) => gaps::not_text(&file.path),
        None if bundle().is_some() => gaps::NO_FILE.to_owned(),
        None => gaps::NOTHING_OPEN.to_owned(),
    };
    view! {
        <div class="pane__empty">
            <p>{why}</p>
            <Show when=move || is_none() && bundle().is_some()>
                <button
                    class="button button--primary"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| {
                        if let Some(item) = untrack(bundle) {
                            dialogs.open(PageDialog::NewFile(item));
                        }
                    }
                >
                    {gaps::NEW_FILE}
                </button>
            </Show>
            <Show when=move || is_none() && bundle().is_none()>
                <button
                    class="button button--primary"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| dialogs.open(PageDialog::NewBundle)
                >
                    {gaps::NEW_BUNDLE}
                </button>
                " "
                <button class="button" type="button" on:click=move |_| session.open_samples()>
                    {gaps::OPEN_EXAMPLE}
                </button>
            </Show>
        </div>
    }
}
