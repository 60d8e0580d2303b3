//! The button that opens the palette and shows its shortcut.

use leptos::prelude::*;

use super::{PALETTE, by_id, is_mac, use_commands};
use crate::words::commands::palette as words;

/// Opens the palette.
#[component]
pub fn PaletteButton() -> impl IntoView {
    let commands = use_commands();
    let keys = by_id(PALETTE).shown_keys();
    let short = keys.as_ref().map(|keys| keys.short(is_mac()));
    view! {
        <button
            class="button palette-button"
            type="button"
            aria-haspopup="dialog"
            aria-keyshortcuts=keys.map(|keys| keys.aria())
            on:click=move |_| commands.open_palette()
        >
            <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
                <path d="M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9M10.3 10.3 13.5 13.5" />
            </svg>
            <span class="visually-hidden--phone">{words::BUTTON}</span>
            <kbd class="keys__key palette-button__key" aria-hidden="true">{short}</kbd>
        </button>
    }
}
