//! Moves the focus to an element that may not be on the page yet.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement};

use super::focus::focus_in;

/// How many animation frames to wait for an element. The form of another bundle takes a few to be drawn.
const PATIENCE: u32 = 60;

/// Focuses the element with this id, or the first focusable element in it, as soon as it is on the page, and
/// opens the `<details>` elements around it. Calls `gone` if the element doesn't appear within `PATIENCE`
/// frames.
pub fn focus_when_there(id: &str, gone: impl FnOnce() + 'static) {
    try_focus(id.to_owned(), PATIENCE, Box::new(gone));
}

fn try_focus(id: String, patience: u32, gone: Box<dyn FnOnce()>) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        match found {
            Some(element) => {
                unfold(&element);
                let _ = focus_in(&id);
            }
            None if patience == 0 => gone(),
            None => try_focus(id, patience - 1, gone),
        }
    });
}

/// Opens the `<details>` elements around an element.
fn unfold(element: &Element) {
    let mut around = element.parent_element();
    while let Some(one) = around {
        if let Some(details) = one.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = one.parent_element();
    }
}
