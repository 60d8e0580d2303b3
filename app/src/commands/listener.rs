//! The keys of the page: one listener for all of them.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Command, Commands, ENTRIES, Keys, Scope, is_mac};
use crate::browser::lifetime::on_window;
use crate::ui::focus::focused;

impl Commands {
    /// Listens to the keys of the page, as long as it is there.
    pub fn listen(self) {
        let mac = is_mac();
        let keys = ENTRIES
            .iter()
            .filter(|entry| entry.scope == Scope::Page)
            .flat_map(|entry| entry.keys.iter().map(|keys| (Keys::read(keys, mac), entry.command)));
        let keys = StoredValue::new(keys.collect::<Vec<_>>());
        on_window(ev::keydown, move |event: KeyboardEvent| {
            // Whoever composes a letter of another script types.
            if event.default_prevented() || event.is_composing() {
                return;
            }
            let pressed = Keys::of(&event);
            let found = keys.with_value(|keys| {
                let mut all = keys.iter();
                all.find(|(keys, _)| keys.are(&pressed))
                    .map(|(keys, command)| (keys.are_single(), *command))
            });
            if let Some((is_single, command)) = found
                && !(is_single && (is_typing() || !self.single.get_untracked()))
            {
                self.pressed(command, &event);
            }
        });
        on_window(ev::focusin, move |_| self.panes.remember());
    }

    /// Does what the keys of a command do.
    fn pressed(self, command: Command, event: &KeyboardEvent) {
        if is_dialog_open() {
            // What is behind it is out of reach. A browser would save the page, or search the web.
            if matches!(command, Command::Save | Command::Palette) {
                event.prevent_default();
            }
            return;
        }
        let is_step = matches!(command, Command::NextProblem | Command::PreviousProblem);
        match command {
            Command::NextPane | Command::PreviousPane => {
                // The browser has these keys too: at the last pane they are left to it.
                if self.panes.cycle(command == Command::PreviousPane) {
                    event.prevent_default();
                }
                return;
            }
            _ => event.prevent_default(),
        }
        // A key that is held down says it once.
        if event.repeat() && !is_step {
            return;
        }
        match command {
            Command::Save => self.save_by_key(),
            _ => self.run(command),
        }
    }
}

/// Whether what has the keyboard takes characters.
fn is_typing() -> bool {
    focused().is_some_and(|focused| {
        let takes =
            "input, textarea, select, [contenteditable='true'], [role=textbox], [role=combobox]";
        focused.element().matches(takes).unwrap_or(false)
            || focused
                .element()
                .dyn_ref::<HtmlElement>()
                .is_some_and(HtmlElement::is_content_editable)
    })
}

/// Whether something is asked over the page.
fn is_dialog_open() -> bool {
    matches!(document().query_selector("dialog:modal"), Ok(Some(_)))
}
