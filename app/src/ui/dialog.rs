//! A dialog over the page.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::focus::focused;
use crate::browser::lifetime::bound;
use crate::words::ui as words;

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
    /// Whether it has no head: then what is in it has to have a way out.
    #[prop(optional)]
    bare: bool,
    /// Whether it takes all of the page.
    #[prop(optional)]
    full: bool,
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
            class:dialog--bare=bare
            class:dialog--full=full
            aria-labelledby=(!bare).then_some("dialog-title")
            aria-label=move || bare.then(|| title.get())
            node_ref=dialog
            on:mousedown=move |event| {
                // What is beside it is its backdrop. Of a larger one, the answer may be half given.
                if bare && event.target() == event.current_target() {
                    on_close.run(());
                }
            }
            on:cancel=bound(move |event: Event| {
                event.prevent_default();
                on_close.run(());
            })
        >
            {(!bare).then(|| view! {
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
            })}
            <div class="dialog__body">{children()}</div>
        </dialog>
    }
}
