//! The button that saves the result to a folder of the user.

use leptos::prelude::*;

use super::run::Run;
use super::write::{Progress, save};
use crate::session::use_session;
use crate::transfer::folder::can_pick;
use crate::ui::flow::Show;
use crate::words::eject as words;

/// The button that saves the result to a folder, where the browser can.
#[component]
pub fn SaveButton(
    /// The run.
    run: Run,
    /// The name of the folder of the result; `None` while it cannot be saved.
    folder: Signal<Option<String>>,
) -> impl IntoView {
    let session = use_session();
    let progress = Progress::default();
    let save = move |_| {
        if let (Some(folder), Some(reply)) = (folder.get_untracked(), run.reply.get_untracked()) {
            save(session, reply, folder, progress);
        }
    };
    view! {
        <Show when=can_pick>
            <button
                class="button"
                type="button"
                disabled=move || folder.with(Option::is_none) || progress.with(Option::is_some)
                on:click=save
            >
                {move || progress.get().map_or_else(
                    || words::SAVE.to_owned(),
                    |(done, all)| words::saving(done, all),
                )}
            </button>
        </Show>
    }
}
