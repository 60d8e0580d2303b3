//! The button of *Files* that shows the repository view.

use leptos::prelude::*;

use crate::session::use_session;
use crate::ui::flow::Show;
use crate::words::repository as words;

/// The button, with many bundles.
#[component]
pub fn RepositoryButton() -> impl IntoView {
    let session = use_session();
    let is_many = Memo::new(move |_| session.has_many_bundles());
    view! {
        <Show when=move || is_many.get() || session.repository.get()>
            <button
                class="button button--small button--quiet"
                type="button"
                title=words::OPEN_TITLE
                aria-pressed=move || session.repository.get().to_string()
                on:click=move |_| {
                    if session.repository.get_untracked() {
                        session.repository.set(false);
                    } else {
                        session.show_repository();
                    }
                }
            >
                {words::OPEN}
            </button>
        </Show>
    }
}
