//! The question before files of a folder are overwritten.

use leptos::prelude::*;

use super::saving::{Confirmation, use_folders};
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::transfer::saving as words;

/// The maximum number of paths to list of each kind; the rest is only counted.
const NAMED: usize = 12;

/// The dialog with the question before a save.
#[component]
pub fn SaveQuestion() -> impl IntoView {
    let folders = use_folders();
    let close = Callback::new(move |()| folders.cancel());
    view! {
        <Show when=move || folders.question.with(Option::is_some)>{dialog(close)}</Show>
    }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        let folders = use_folders();
        view! {
            <Dialog title=words::SAVE on_close=close>
                {move || folders.question.get().map(|question| view! { <Asked question /> })}
            </Dialog>
        }
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
