//! The toolbar: the name, the workspaces, the palette, the commands for whole bundles, and a menu with the rest.

use leptos::ev::MouseEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dialogs::{PageDialog, use_dialogs};
use super::theme_choice::ThemeChoice;
use crate::browser::lifetime::bound;
use crate::commands::palette_button::PaletteButton;
use crate::commands::{by_id, use_commands};
use crate::editor::wrap::use_word_wrap;
use crate::help::state::use_help;
use crate::share::dialog::ShareButton;
use crate::storage::dialog::Workspaces;
use crate::transfer::download::DownloadButtons;
use crate::transfer::open::{OpenButton, OpenFolderButton};
use crate::ui::menu_button::Dots;
use crate::words::shell::toolbar as words;

/// The toolbar. In a narrow window, most of it is in a menu.
#[component]
pub fn Toolbar() -> impl IntoView {
    let dialogs = use_dialogs();
    let help = use_help();
    let commands = use_commands();
    let wrap = use_word_wrap();
    let (more, rest) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    // A button of a menu closes it, except the one that opens the inner menu.
    let close = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let is_button = target.is_some_and(|target| {
            matches!(target.closest("button:not([popovertarget])"), Ok(Some(_)))
        });
        if !is_button {
            return;
        }
        for menu in [more, rest] {
            if let Some(menu) = menu.get_untracked() {
                // Fails only if the menu is closed already.
                let _ = menu.hide_popover();
            }
        }
    };
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
            <div class="toolbar__more" id="toolbar-more" popover="auto" node_ref=more on:click=close>
                <div class="toolbar__group" role="group" aria-label=words::IN>
                    <button
                        class="button"
                        type="button"
                        aria-haspopup="dialog"
                        on:click=move |_| dialogs.open(PageDialog::NewBundle)
                    >
                        {words::NEW}
                    </button>
                    <OpenButton />
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
                    <button
                        class="button button--icon toolbar__dots"
                        type="button"
                        popovertarget="toolbar-rest"
                        aria-label=words::FURTHER
                        title=words::FURTHER
                    >
                        <Dots />
                    </button>
                    // A menu of its own in a wide window, and a part of the other one in a narrow window.
                    <div
                        class="toolbar__rest"
                        id="toolbar-rest"
                        popover="auto"
                        role="group"
                        aria-label=words::FURTHER
                        node_ref=rest
                    >
                        <OpenFolderButton />
                        <ShareButton />
                        <PastStates />
                        <button class="button" type="button" aria-haspopup="dialog" on:click=move |_| commands.sheet.set(true)>
                            {words::SHORTCUTS}
                        </button>
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=move || wrap.0.get()
                                on:change=bound(move |_| _ = wrap.toggle())
                            />
                            {words::WORD_WRAP}
                        </label>
                        <ThemeChoice />
                    </div>
                </div>
            </div>
            <DownloadButtons />
        </header>
    }
}

/// The buttons that open the versions of the selected bundle, and the history of the workspace.
#[component]
fn PastStates() -> impl IntoView {
    let commands = use_commands();
    let button = move |id: &'static str| {
        view! {
            <button
                class="button"
                type="button"
                aria-haspopup="dialog"
                on:click=move |_| commands.run(by_id(id))
            >
                {by_id(id).name}
            </button>
        }
    };
    view! {
        {button("versions")}
        {button("workspaces")}
    }
}
