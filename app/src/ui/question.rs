//! The form of a dialog.

use leptos::prelude::*;

use crate::words::files::naming as words;

/// The form of a dialog, with buttons that submit and cancel. Enter submits.
#[component]
pub fn Question(
    /// The label of the button that submits.
    act: &'static str,
    /// Called when the user submits.
    submit: impl Fn() + 'static,
    /// Closes the dialog.
    close: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <form
            class="question"
            on:submit=move |event| {
                event.prevent_default();
                submit();
            }
        >
            {children()}
            <div class="dialog__actions">
                <button class="button" type="button" on:click=move |_| close.run(())>{words::CANCEL}</button>
                <button class="button button--primary" type="submit">{act}</button>
            </div>
        </form>
    }
}
