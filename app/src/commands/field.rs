//! The way to a field that may not be on the page yet.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement};

use crate::form::section::focus as focus_field;

/// So many frames a field may take to come: it waits for a form of another bundle to be drawn.
const PATIENCE: u32 = 60;

/// Puts the cursor into the element with an id, or into the first in it that takes one, as soon as it is
/// on the page, with what is folded around it opened; `gone` is called where it does not come.
pub fn focus_when_there(id: &str, gone: impl FnOnce() + 'static) {
    look(id.to_owned(), PATIENCE, Box::new(gone));
}

fn look(id: String, patience: u32, gone: Box<dyn FnOnce()>) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&id);
        match found {
            Some(element) => {
                unfold(&element);
                focus_field(&id);
            }
            None if patience == 0 => gone(),
            None => look(id, patience - 1, gone),
        }
    });
}

/// Opens what is folded around an element.
fn unfold(element: &Element) {
    let mut around = element.parent_element();
    while let Some(one) = around {
        if let Some(details) = one.dyn_ref::<HtmlDetailsElement>() {
            details.set_open(true);
        }
        around = one.parent_element();
    }
}
