//! The notices, each until the user dismisses it.

use leptos::prelude::*;

use crate::session::use_session;
use crate::words::shell::notices as words;

/// The notices, with the newest one last.
#[component]
pub fn Notices() -> impl IntoView {
    let session = use_session();
    view! {
        <div class="notices">
            <For each=move || session.notices.get() key=|notice| notice.id let(notice)>
                {
                    let id = notice.id;
                    view! {
                        <div class="notice" role="alert">
                            <p class="notice__text">
                                <strong>{notice.message}</strong>
                                " "
                                {notice.help}
                            </p>
                            {notice.undo.is_some().then(|| view! {
                                <button class="button button--small" type="button" on:click=move |_| session.undo(id)>
                                    {words::UNDO}
                                </button>
                            })}
                            <button
                                class="button button--small button--quiet"
                                type="button"
                                on:click=move |_| session.dismiss(id)
                            >
                                {words::DISMISS}
                            </button>
                        </div>
                    }
                }
            </For>
        </div>
    }
}
