//! The focused element, and how the focus returns to it.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

/// An element that had the focus.
#[derive(Clone, PartialEq)]
pub struct Focused(HtmlElement);

/// The focused element, within shadow roots too: the editor's text is in one.
pub fn focused() -> Option<Focused> {
    let mut element = document().active_element()?;
    while let Some(inner) = element.shadow_root().and_then(|root| root.active_element()) {
        element = inner;
    }
    element.dyn_into().ok().map(Focused)
}

/// Focuses an element and marks it while it has the focus, since browsers draw no focus ring when a page moves the
/// focus after a click.
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
    /// Wraps an element; `None` if it is not an HTML element.
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

    /// Whether it is the body, which is the active element while no other has the focus.
    pub fn is_nobody(&self) -> bool {
        self.0.tag_name() == "BODY"
    }

    /// Focuses it again, if it is still on the page. An element in a closed menu cannot have the focus: then the
    /// button of the menu gets it.
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

/// Selects the text of the focused field.
pub fn select_text() {
    if let Some(Focused(element)) = focused()
        && let Ok(input) = element.dyn_into::<web_sys::HtmlInputElement>()
    {
        input.select();
    }
}

/// Focuses the element with an id, or the first focusable element in it. Returns whether there is one.
pub fn focus_in(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let inner = "input, select, textarea, button";
    let target = if element.matches(inner).unwrap_or(false) {
        Some(element)
    } else {
        element.query_selector(inner).ok().flatten()
    };
    let target = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| target.focus().is_ok())
}
