//! The toolbar: the name, the workspaces, the palette, and the commands for whole bundles.

use leptos::prelude::*;

use super::dialogs::{PageDialog, use_dialogs};
use super::theme_choice::ThemeChoice;
use crate::commands::palette_button::PaletteButton;
use crate::help::state::use_help;
use crate::share::dialog::ShareButton;
use crate::storage::dialog::Workspaces;
use crate::transfer::download::DownloadButtons;
use crate::transfer::open::OpenButtons;
use crate::words::shell::toolbar as words;

/// The toolbar. In a narrow window, most of it is in a menu.
#[component]
pub fn Toolbar() -> impl IntoView {
    let dialogs = use_dialogs();
    let help = use_help();
    view! {
        <header class="toolbar">
            <h1 class="toolbar__name">
                <svg class="toolbar__mark" viewBox="0 0 24 24" aria-hidden="true">
                    <path d="M12 12 m0 -2.2 a2.2 2.2 0 0 1 0 4.4 a4.4 4.4 0 0 1 0 -8.8 a6.6 6.6 0 0 1 0 13.2 a8.8 8.8 0 0 1 0 -17.6 h9" />
                </svg>
                <span class="visually-hidden--phone">{words::NAME}</span>
            </h1>
            <p class="toolbar__claim">{words::CLAIM}</p>
            <Workspaces />
            <PaletteButton />
            <button
                class="button toolbar__menu"
                type="button"
                popovertarget="toolbar-more"
                aria-haspopup="true"
            >
                {words::MENU}
            </button>
            <div class="toolbar__more" id="toolbar-more" popover="auto">
                <div class="toolbar__group" role="group" aria-label=words::IN>
                    <button
                        class="button"
                        type="button"
                        aria-haspopup="dialog"
                        on:click=move |_| dialogs.open(PageDialog::NewBundle)
                    >
                        {words::NEW}
                    </button>
                    <OpenButtons />
                </div>
                <div class="toolbar__group toolbar__group--end" role="group" aria-label=words::MORE>
                    <button
                        class="button button--quiet"
                        type="button"
                        title=words::HELP_TITLE
                        aria-expanded=move || help.is_open().to_string()
                        on:click=move |_| help.toggle_index()
                    >
                        {words::HELP}
                    </button>
                    <ThemeChoice />
                    <ShareButton />
                </div>
            </div>
            <DownloadButtons />
        </header>
    }
}
