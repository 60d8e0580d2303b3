//! Which element has the keyboard, and how it gets it back.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// An element that had the keyboard.
#[derive(Clone)]
pub struct Focused(HtmlElement);

/// The element that has the keyboard, within shadow roots as well: the editor's text is in one.
pub fn focused() -> Option<Focused> {
    let mut element = document().active_element()?;
    while let Some(inner) = element.shadow_root().and_then(|root| root.active_element()) {
        element = inner;
    }
    element.dyn_into().ok().map(Focused)
}

impl Focused {
    /// Whether it is part of a dialog.
    pub fn is_in_dialog(&self) -> bool {
        matches!(self.0.closest("dialog, [role=dialog]"), Ok(Some(_)))
    }

    /// Whether it is the page itself, which has the keyboard when nothing has it.
    pub fn is_nobody(&self) -> bool {
        self.0.tag_name() == "BODY"
    }

    /// Gives it the keyboard back, where it is still on the page.
    pub fn focus(&self) {
        let _ = self.0.focus();
    }
}
