//! Saving to a folder: the button, and the question before files are overwritten.

use leptos::prelude::*;

use super::folder;
use super::saving::{Confirmation, use_folders};
use crate::commands::{Keys, SAVE, by_id, is_mac};
use crate::session::use_session;
use crate::ui::dialog::Dialog;
use crate::words::files::tree::on_bundle;
use crate::words::transfer::saving as words;

/// The maximum number of paths to list of each kind; the rest is only counted.
const NAMED: usize = 12;

/// The button that saves the selected bundle to its folder, like Ctrl+S. Shows nothing if the browser cannot
/// write to folders.
#[component]
pub fn SaveToFolder() -> impl IntoView {
    let session = use_session();
    let folders = use_folders();
    let shown = Memo::new(move |_| session.bundle_name());
    let folder = move || shown.get().and_then(|name| folders.folder_of(&name));
    let save = move || {
        if let Some(name) = shown.get_untracked() {
            folders.save(name);
        }
    };
    let bundle = move || shown.get().unwrap_or_default();
    let title = move || match folder() {
        Some(folder) => {
            let keys = Keys::read(by_id(SAVE).first_keys(), is_mac()).short(is_mac());
            words::save_title(&bundle(), &folder, &keys)
        }
        None => words::save_to_title(&bundle()),
    };
    let label = move || if folder().is_some() { words::SAVE } else { words::SAVE_TO };
    view! {
        <Show when=folder::can_pick>
            <button
                class="button button--small button--quiet"
                type="button"
                title=title
                aria-label=move || on_bundle(label(), shown.get().as_deref())
                on:click=move |_| save()
            >
                {label}
            </button>
        </Show>
    }
}

/// The dialog with the question before a save.
#[component]
pub fn SaveQuestion() -> impl IntoView {
    let folders = use_folders();
    view! {
        <Show when=move || folders.question.with(Option::is_some)>
            <Dialog title=words::SAVE on_close=move |()| folders.cancel()>
                {move || folders.question.get().map(|question| view! { <Asked question /> })}
            </Dialog>
        </Show>
    }
}

/// The paths that would be written, with the buttons.
#[component]
fn Asked(
    /// The question.
    question: Confirmation,
) -> impl IntoView {
    let folders = use_folders();
    let Confirmation { bundle, folder, is_new, changed, others, .. } = question;
    let overwrites = !changed.is_empty();
    let conflict = overwrites.then(|| {
        let said = if is_new {
            words::there_already(changed.len(), &bundle)
        } else {
            words::changed(changed.len(), &bundle)
        };
        view! {
            <p>{said} " " <strong>{folder.clone()}</strong> ":"</p>
            <Paths paths=changed />
        }
    });
    let rest = (!others.is_empty()).then(|| {
        let said = words::to_write(&bundle, overwrites);
        view! {
            <p>{said} " " <strong>{folder}</strong> ":"</p>
            <Paths paths=others />
        }
    });
    view! {
        {conflict}
        {rest}
        <div class="dialog__actions">
            <button class="button" type="button" on:click=move |_| folders.cancel()>
                {words::CANCEL}
            </button>
            <Show when=move || overwrites>
                <button
                    class="button"
                    type="button"
                    title=words::KEEP_TITLE
                    on:click=move |_| folders.take_over()
                >
                    {words::KEEP}
                </button>
            </Show>
            <button
                class="button button--primary"
                type="button"
                on:click=move |_| folders.overwrite()
            >
                {if overwrites { words::OVERWRITE } else { words::WRITE }}
            </button>
        </div>
    }
}

/// A list of paths, shortened to the first ones and the number of the others.
#[component]
fn Paths(
    /// All paths.
    paths: Vec<String>,
) -> impl IntoView {
    let more = paths.len().saturating_sub(NAMED);
    let named = paths.into_iter().take(NAMED);
    view! {
        <ul class="paths">
            {named.map(|path| view! { <li class="paths__path">{path}</li> }).collect_view()}
            {(more > 0).then(|| view! { <li>{words::more(more)}</li> })}
        </ul>
    }
}
