//! A dialog over the page.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::focus::focused;
use crate::words::dialog as words;

/// A dialog over the page: nothing else is in reach while it is there. Put it into a `Show`; Escape
/// and its button ask to have it closed, and the keyboard goes back to where it was.
#[component]
pub fn Dialog(
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it takes most of the page.
    #[prop(optional)]
    wide: bool,
    /// Called when it is to be closed.
    #[prop(into)]
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let opener = StoredValue::new_local(focused());
    Effect::new(move || {
        if let Some(dialog) = dialog.get() {
            // Fails only for a dialog that is open, or not on the page.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        // While it is open, nothing behind it can have the keyboard.
        if let Some(dialog) = dialog.try_get_untracked().flatten() {
            dialog.close();
        }
        if let Some(opener) = opener.try_with_value(Clone::clone).flatten() {
            opener.focus();
        }
    });
    view! {
        <dialog
            class="dialog"
            class:dialog--wide=wide
            aria-labelledby="dialog-title"
            node_ref=dialog
            on:cancel=move |event: Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="dialog__head">
                <h2 class="dialog__title" id="dialog-title">{title}</h2>
                <button
                    class="button button--small button--quiet"
                    type="button"
                    title=words::CLOSE_TITLE
                    on:click=move |_| on_close.run(())
                >
                    {words::CLOSE}
                </button>
            </div>
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}
