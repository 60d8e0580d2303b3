//! The arrow keys of the help: from the search field into the list, and between entries.

use leptos::ev::KeyboardEvent;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

/// Moves the focus by a key, and returns whether it did. Within a page, the keys scroll.
pub fn step(
    event: &KeyboardEvent,
    key: &str,
    search: &HtmlInputElement,
    body: &HtmlElement,
) -> bool {
    let entries = entries(body);
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.shift_key();
    let at = entries.iter().position(|entry| **entry == target);
    let is_search = *AsRef::<Element>::as_ref(search) == target;
    let to = match (key, at) {
        _ if !is_plain || entries.is_empty() => return false,
        ("ArrowDown", None) if is_search => 0,
        ("Enter", None) if is_search && !search.value().trim().is_empty() => {
            entries[0].click();
            return true;
        }
        ("ArrowDown", Some(at)) => at + 1,
        ("ArrowUp", Some(0)) => {
            let _ = search.focus();
            return true;
        }
        ("ArrowUp", Some(at)) => at - 1,
        ("Home", Some(_)) => 0,
        ("End", Some(_)) => entries.len() - 1,
        _ => return false,
    };
    if let Some(entry) = entries.get(to) {
        let _ = entry.focus();
    }
    true
}

/// Focuses the entry of a page, and returns whether it is in the list.
pub fn focus_entry(body: &HtmlElement, code: &str) -> bool {
    let all = entries(body);
    let own = all.iter().find(|entry| entry.get_attribute("data-code").as_deref() == Some(code));
    own.is_some_and(|entry| entry.focus().is_ok())
}

fn entries(body: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = body.query_selector_all("[data-code]") else { return vec![] };
    let entry = |at| found.item(at)?.dyn_into().ok();
    (0..found.length()).filter_map(entry).collect()
}
