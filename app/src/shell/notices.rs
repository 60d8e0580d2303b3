//! The notices: toasts that go after some seconds, and the log that keeps them.

use leptos::prelude::*;

use crate::browser::lifetime::{Lifetime, bound};
use crate::session::{Notice, Session, use_session};
use crate::ui::flow::{For, Show};
use crate::ui::prose::message;
use crate::words::shell::notices as words;

/// The seconds for which a notice is shown. Time does not run while the pointer or the focus is on a notice, or while
/// the page is hidden. WCAG 2.2.1: the log has no time limit.
const SECONDS: u32 = 8;
/// The same for a notice with Undo.
const SECONDS_TO_UNDO: u32 = 20;

/// The notices over the page, with the newest one last.
#[component]
pub fn Toasts() -> impl IntoView {
    let session = use_session();
    let is_held = RwSignal::new(false);
    let shown = move || {
        session.notices.with(|notices| {
            notices.iter().filter(|notice| notice.is_shown).cloned().collect::<Vec<_>>()
        })
    };
    view! {
        <section
            class="toasts"
            aria-label=words::NOTICES
            on:pointerenter=move |_| is_held.set(true)
            on:pointerleave=bound(move |_| is_held.set(false))
            on:focusin=bound(move |_| is_held.set(true))
            on:focusout=bound(move |_| is_held.set(false))
        >
            // The live region is on the page before its first notice, since screen readers would not announce it
            // otherwise.
            <div class="toasts__list" role="log" aria-label=words::NOTICES>
                <For each=shown key=|notice| notice.id let(notice)>
                    <Toast notice is_held />
                </For>
            </div>
        </section>
    }
}

/// A notice over the page.
#[component]
fn Toast(
    /// The notice.
    notice: Notice,
    /// Whether its time does not run.
    is_held: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let (id, is_risk) = (notice.id, notice.is_risk);
    if !is_risk {
        let seconds = if notice.undo.is_some() { SECONDS_TO_UNDO } else { SECONDS };
        count_down(Lifetime::current(), seconds, is_held, session, id);
    }
    view! {
        <div
            class="toast"
            class:toast--risk=is_risk
            role=if is_risk { "alert" } else { "group" }
            aria-label=(!is_risk).then_some(words::NOTICE)
        >
            <NoticeBody notice />
            <button
                class="button button--icon"
                type="button"
                aria-label=words::DISMISS
                title=words::DISMISS
                on:click=move |_| {
                    is_held.set(false);
                    session.dismiss(id);
                }
            >
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
                </svg>
            </button>
        </div>
    }
}

/// The text of a notice, and its button *Undo*.
#[component]
fn NoticeBody(
    /// The notice.
    notice: Notice,
) -> impl IntoView {
    let session = use_session();
    let id = notice.id;
    view! {
        <p class="toast__text">
            {message(&notice.message)}
            {notice.help.map(|help| view! { " " <span class="toast__help">{message(&help)}</span> })}
        </p>
        {notice.undo.is_some().then(|| view! {
            <button class="button button--small" type="button" on:click=move |_| session.undo(id)>
                {words::UNDO}
            </button>
        })}
    }
}

/// Dismisses a notice after some seconds in which it is not held.
fn count_down(
    lifetime: Lifetime,
    seconds: u32,
    is_held: RwSignal<bool>,
    session: Session,
    id: usize,
) {
    lifetime.after(1000, move || {
        let is_running = !is_held.get_untracked() && !document().hidden();
        match seconds - u32::from(is_running) {
            0 => session.dismiss(id),
            rest => count_down(lifetime, rest, is_held, session, id),
        }
    });
}

/// The button that opens the log, once there was a notice, and the log.
#[component]
pub fn NoticeLog() -> impl IntoView {
    let session = use_session();
    let is_empty = Memo::new(move |_| session.notices.with(Vec::is_empty));
    let newest_first = move || {
        let mut notices = session.notices.get();
        notices.reverse();
        notices
    };
    view! {
        <Show when=move || !is_empty.get()>
            <button
                class="status__button"
                type="button"
                popovertarget="notice-log"
                title=words::LOG
                aria-label=words::LOG
                aria-haspopup="dialog"
            >
                <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M3 11.5h10l-1.2-2V6.8a3.8 3.8 0 0 0-7.6 0v2.7zM6.8 13.8h2.4" stroke-linejoin="round" />
                </svg>
            </button>
            <div class="popup" id="notice-log" popover="auto" role="dialog" aria-label=words::LOG>
                <div class="popup__head">
                    <h2 class="popup__title">{words::LOG}</h2>
                    <button class="link" type="button" on:click=move |_| session.clear_notices()>
                        {words::CLEAR}
                    </button>
                </div>
                <ul class="log" aria-label=words::LOG>
                    <For each=newest_first key=|notice| notice.id let(notice)>
                        <li class="log__item" class:log__item--risk=notice.is_risk>
                            <NoticeBody notice=notice.clone() />
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}
