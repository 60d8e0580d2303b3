//! A modal dialog.

use leptos::ev::Event;
use leptos::html;
use leptos::prelude::*;

use super::focus::focused;
use crate::browser::lifetime::bound;
use crate::words::ui as words;

/// A modal dialog, to be put into a `Show`. Escape and the close button call `on_close`; when the dialog is
/// removed, the focus returns to where it was.
#[component]
pub fn Dialog(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it fills most of the page.
    #[prop(optional)]
    wide: bool,
    /// Whether it has no head. Then its content must have a way to close it.
    #[prop(optional)]
    bare: bool,
    /// Whether it fills the whole page.
    #[prop(optional)]
    full: bool,
    /// Called when the user closes it.
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
        // Closes first, since no element behind a modal dialog can have the focus.
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
                // A press on the backdrop closes only a bare dialog: in a larger one, the input would be lost.
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
