//! The form of a dialog that asks for something.

use leptos::prelude::*;

use crate::words::files::naming as words;

/// The form of a dialog: Enter does it, and so does its first button.
#[component]
pub fn Question(
    /// What the button says.
    act: &'static str,
    /// Does it.
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
