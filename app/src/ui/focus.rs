//! Which element has the keyboard, and how it gets it back.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

/// An element that had the keyboard.
#[derive(Clone, PartialEq)]
pub struct Focused(HtmlElement);

/// The element that has the keyboard, within shadow roots as well: the editor's text is in one.
pub fn focused() -> Option<Focused> {
    let mut element = document().active_element()?;
    while let Some(inner) = element.shadow_root().and_then(|root| root.active_element()) {
        element = inner;
    }
    element.dyn_into().ok().map(Focused)
}

/// Gives an element the keyboard, and marks it for as long as it has it: after a click, browsers draw
/// no ring around what a page gives the keyboard to.
pub fn point_at(element: &HtmlElement) {
    const MARK: &str = "data-pointed";
    let _ = element.focus();
    let _ = element.set_attribute(MARK, "");
    let pointed = element.clone();
    let blurred = Closure::once_into_js(move || {
        pointed.set_onblur(None);
        let _ = pointed.remove_attribute(MARK);
    });
    element.set_onblur(Some(blurred.unchecked_ref()));
}

impl Focused {
    /// An element that is to have it, where it is one of HTML.
    pub fn of(element: web_sys::Element) -> Option<Self> {
        element.dyn_into().ok().map(Self)
    }

    /// The element.
    pub fn element(&self) -> &HtmlElement {
        &self.0
    }

    /// Whether it is part of a dialog.
    pub fn is_in_dialog(&self) -> bool {
        matches!(self.0.closest("dialog, [role=dialog]"), Ok(Some(_)))
    }

    /// Whether it is the page itself, which has the keyboard when nothing has it.
    pub fn is_nobody(&self) -> bool {
        self.0.tag_name() == "BODY"
    }

    /// Gives it the keyboard back, where it is still on the page. What a closed menu hides cannot
    /// have it: then the button of the menu gets it.
    pub fn focus(&self) {
        let _ = self.0.focus();
        if focused().is_some_and(|now| now.0 == self.0) {
            return;
        }
        let Ok(Some(menu)) = self.0.closest("[popover]") else { return };
        let button = document().query_selector(&format!("[popovertarget={}]", menu.id()));
        if let Ok(Some(button)) = button
            && let Some(button) = button.dyn_ref::<HtmlElement>()
        {
            let _ = button.focus();
        }
    }
}
