//! The listener for all keyboard shortcuts of the page.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::{COMMANDS, Command, Commands, Keys, Scope, is_mac};
use crate::browser::lifetime::on_window;
use crate::ui::focus::focused;

/// The ids of the commands whose keys do something else than the command itself.
pub const SAVE: &str = "save";
pub const PALETTE: &str = "palette";
pub const NEXT_PANE: &str = "next-pane";
pub const PREVIOUS_PANE: &str = "previous-pane";
pub const NEXT_PROBLEM: &str = "next-problem";
pub const PREVIOUS_PROBLEM: &str = "previous-problem";

impl Commands {
    /// Listens for shortcuts for the lifetime of the page.
    pub fn listen(self) {
        let mac = is_mac();
        let commands = COMMANDS
            .iter()
            .filter(|command| matches!(command.scope, Scope::Page | Scope::OutsideText));
        let keys = commands
            .flat_map(|command| command.keys_on(mac).into_iter().map(move |keys| (keys, command)));
        let keys = StoredValue::new(keys.collect::<Vec<_>>());
        // The text of the focused field before the user typed in it; `None` if they have not.
        let before_typing = StoredValue::new(None);
        let at_focus = StoredValue::new(None);
        on_window(ev::keydown, move |event: KeyboardEvent| {
            // Ignore keys during IME composition.
            if event.default_prevented() || event.is_composing() {
                return;
            }
            let pressed = Keys::of(&event);
            let found = keys.with_value(|keys| {
                let mut all = keys.iter();
                all.find(|(keys, _)| keys.are(&pressed))
                    .map(|(keys, command)| (keys.are_single(), *command))
            });
            let Some((is_single, command)) = found else { return };
            let is_busy = match command.scope {
                Scope::OutsideText => {
                    is_typing()
                        && !before_typing
                            .with_value(|text: &Option<String>| is_untouched_field(text.as_deref()))
                }
                _ => is_single && is_typing(),
            };
            if is_busy || is_single && !self.single.get_untracked() {
                return;
            }
            self.pressed(command, &event);
        });
        on_window(ev::focusin, move |_| {
            at_focus.set_value(focused().and_then(|focused| value_of(focused.element())));
            before_typing.set_value(None);
            self.panes.remember();
        });
        // Changes by the page itself send no such event.
        on_window(ev::input, move |_| before_typing.set_value(at_focus.get_value()));
    }

    /// Runs a command whose keys were pressed.
    fn pressed(self, command: &Command, event: &KeyboardEvent) {
        if is_dialog_open() {
            // A modal dialog blocks the page behind it. Without this, the browser would save the page or search
            // the web.
            if matches!(command.id, SAVE | PALETTE) {
                event.prevent_default();
            }
            return;
        }
        let is_step = matches!(command.id, NEXT_PROBLEM | PREVIOUS_PROBLEM);
        match command.id {
            NEXT_PANE | PREVIOUS_PANE => {
                // The browser uses these keys too: after the last pane they are left to it.
                if self.panes.cycle(command.id == PREVIOUS_PANE) {
                    event.prevent_default();
                }
                return;
            }
            _ => event.prevent_default(),
        }
        // A key that is held down runs the command once.
        if event.repeat() && !is_step {
            return;
        }
        match command.id {
            SAVE => self.save_by_key(),
            _ => self.run(command),
        }
    }
}

/// Whether the focused element accepts text.
fn is_typing() -> bool {
    focused().is_some_and(|focused| {
        if focused.element().get_attribute("aria-readonly").as_deref() == Some("true") {
            return false;
        }
        let takes =
            "input, textarea, select, [contenteditable='true'], [role=textbox], [role=combobox]";
        focused.element().matches(takes).unwrap_or(false)
            || focused
                .element()
                .dyn_ref::<HtmlElement>()
                .is_some_and(HtmlElement::is_content_editable)
    })
}

/// Whether the focused element is a field of a form in which the browser itself has nothing to undo: a choice, or a text in which
/// the user has not typed, or has undone that. `before` is the text before they typed.
fn is_untouched_field(before: Option<&str>) -> bool {
    focused().is_some_and(|focused| {
        let element = focused.element();
        let is_field = element.closest(".field").is_ok_and(|found| found.is_some());
        let value = value_of(element);
        is_field && (value.is_none() || before.is_none() || value.as_deref() == before)
    })
}

/// The text in an element that accepts text; `None` for choices and other elements.
fn value_of(element: &Element) -> Option<String> {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let is_choice = matches!(input.type_().as_str(), "radio" | "checkbox" | "range");
        return (!is_choice).then(|| input.value());
    }
    element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value)
}

/// Whether a modal dialog is open.
fn is_dialog_open() -> bool {
    matches!(document().query_selector("dialog:modal"), Ok(Some(_)))
}
