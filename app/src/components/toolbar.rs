//! The head of the page: the name, and what is done to a whole bundle.

use leptos::prelude::*;

use super::download::DownloadButtons;
use super::open::OpenButtons;
use super::palette_button::PaletteButton;
use super::share::ShareButton;
use super::workspaces::Workspaces;
use crate::session::{Asking, use_session};
use crate::theme::Theme;
use crate::words::toolbar as words;

/// The head of the page.
#[component]
pub fn Toolbar() -> impl IntoView {
    let session = use_session();
    let theme: RwSignal<Theme> = expect_context();
    view! {
        <header class="toolbar">
            <h1 class="toolbar__name">
                <svg class="toolbar__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 12 m0 -2.2 a2.2 2.2 0 0 1 0 4.4 a4.4 4.4 0 0 1 0 -8.8 a6.6 6.6 0 0 1 0 13.2 a8.8 8.8 0 0 1 0 -17.6 h9" />
                </svg>
                {words::NAME}
            </h1>
            <p class="toolbar__claim">{words::CLAIM}</p>
            <div class="toolbar__actions">
                <PaletteButton />
                <Workspaces />
                <button
                    class="button"
                    type="button"
                    aria-haspopup="dialog"
                    on:click=move |_| session.ask(Asking::NewBundle)
                >
                    {words::NEW}
                </button>
                <OpenButtons />
                <DownloadButtons />
                <ShareButton />
                <button
                    class="button button--quiet"
                    type="button"
                    title=words::HELP_TITLE
                    aria-expanded=move || session.help.with(Option::is_some).to_string()
                    on:click=move |_| {
                        if session.help.with_untracked(Option::is_some) {
                            session.help.set(None);
                        } else {
                            session.open_help(None);
                        }
                    }
                >
                    {words::HELP}
                </button>
                <button
                    class="button button--quiet"
                    type="button"
                    title="Colours: as the system has them, light, or dark"
                    on:click=move |_| theme.update(|theme| *theme = theme.next())
                >
                    "Theme"
                    <span class="toolbar__detail">": " {move || theme.get().label()}</span>
                </button>
            </div>
        </header>
    }
}
