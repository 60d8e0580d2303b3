//! The banner of a panic: it says what happened, whether the work is saved, and how to go on.
//!
//! Leptos may not work after a panic, so the banner uses the DOM directly, and keeps its state in thread-local
//! cells.

use std::cell::{Cell, RefCell};
use std::panic::PanicHookInfo;

use cyclotron_worker::BUILD;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

use crate::session::{Saved, Session};
use crate::words::shell::crash as words;

thread_local! {
    static IS_SAVED: Cell<bool> = const { Cell::new(true) };
    /// The element of the banner that says whether the work is saved; `None` without a banner.
    static SAID: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Shows the banner when the page panics.
pub fn watch() {
    std::panic::set_hook(Box::new(|panic| {
        // The first panic is the cause of later ones.
        if SAID.with_borrow(Option::is_none) {
            let _ = show(panic);
        }
    }));
}

/// Keeps the banner in step with the storage.
pub fn follow(session: Session) {
    Effect::new(move || note(session.stored.saved.with(|saved| *saved == Saved::Yes)));
}

/// Notes whether the work is saved, without waiting for an effect: a panic may come right after.
pub fn note(is_saved: bool) {
    if IS_SAVED.replace(is_saved) != is_saved {
        SAID.with_borrow(|said| {
            if let Some(said) = said {
                said.set_text_content(Some(words::state(is_saved)));
            }
        });
    }
}

fn show(panic: &PanicHookInfo) -> Result<(), JsValue> {
    let body = document().body().ok_or(JsValue::UNDEFINED)?;
    close_dialogs()?;
    let banner = element("div", "crash", None)?;
    banner.set_attribute("role", "alert")?;
    let message = element("p", "crash__message", None)?;
    let said = element("span", "", Some(words::state(IS_SAVED.get())))?;
    message.append_with_str_2(words::HAPPENED, " ")?;
    message.append_child(&said)?;

    let details = element("div", "crash__details", None)?;
    details.set_id("crash-details");
    details.set_attribute("hidden", "")?;
    let text = element("pre", "crash__text", Some(&report(panic)))?;
    text.set_attribute("tabindex", "0")?;
    text.set_attribute("role", "group")?;
    text.set_attribute("aria-label", words::DETAILS)?;
    let copy = button(words::COPY, copy_text(&text))?;
    let without = element("a", "crash__without", Some(words::WITHOUT_RENDERING))?;
    without.set_attribute("href", "?safe")?;
    let ways = element("p", "crash__actions", None)?;
    ways.append_with_node_2(&copy, &without)?;
    details.append_with_node_2(&text, &ways)?;

    let actions = element("div", "crash__actions", None)?;
    let reload = button(words::RELOAD, |_| drop(window().location().reload()))?;
    let toggled = details.clone();
    let more = button(words::DETAILS, move |button| {
        let is_shown = toggled.toggle_attribute("hidden") == Ok(false);
        let _ = button.set_attribute("aria-expanded", &is_shown.to_string());
    })?;
    more.set_attribute("aria-expanded", "false")?;
    more.set_attribute("aria-controls", "crash-details")?;
    actions.append_with_node_2(&reload, &more)?;

    banner.append_with_node_3(&message, &actions, &details)?;
    body.prepend_with_node_1(&banner)?;
    SAID.set(Some(said));
    Ok(())
}

/// Closes open dialogs, since the page behind a modal dialog cannot have the focus.
fn close_dialogs() -> Result<(), JsValue> {
    let open = document().query_selector_all("dialog[open]")?;
    let dialogs = (0..open.length()).filter_map(|at| open.get(at)?.dyn_into().ok());
    dialogs.for_each(|dialog: HtmlDialogElement| dialog.close());
    Ok(())
}

fn element(name: &str, class: &str, text: Option<&str>) -> Result<Element, JsValue> {
    let element = document().create_element(name)?;
    element.set_class_name(class);
    element.set_text_content(text);
    Ok(element)
}

/// A button that calls `act` with its own element.
fn button(label: &str, act: impl Fn(&Element) + 'static) -> Result<HtmlElement, JsValue> {
    let button: HtmlElement = element("button", "button", Some(label))?.unchecked_into();
    button.set_attribute("type", "button")?;
    let pressed = button.clone();
    let handler = Closure::<dyn Fn()>::new(move || act(&pressed));
    // The handler is needed until the page is reloaded.
    button.set_onclick(Some(handler.into_js_value().unchecked_ref()));
    Ok(button)
}

/// Returns a handler that copies the text of an element and then changes the button's label. The text is selected
/// where the browser does not let the page copy.
fn copy_text(text: &Element) -> impl Fn(&Element) + 'static {
    let text = text.clone();
    move |button| {
        let clipboard = window().navigator().clipboard();
        let select = {
            let text = text.clone();
            move || {
                if let Ok(Some(selection)) = window().get_selection() {
                    let _ = selection.select_all_children(&text);
                }
            }
        };
        // Pages that were not loaded over https have no clipboard.
        if JsValue::from(&clipboard).is_undefined() {
            return select();
        }
        let button = button.clone();
        let copied = Closure::once(move |_| button.set_text_content(Some(words::COPIED)));
        let failed = Closure::once(move |_| select());
        let written = clipboard.write_text(&text.text_content().unwrap_or_default());
        let _ = written.then2(&copied, &failed);
        copied.forget();
        failed.forget();
    }
}

/// The details for a bug report: the message, its place in the code, and the version.
fn report(panic: &PanicHookInfo) -> String {
    let message = panic.payload_as_str().unwrap_or_default();
    let location = panic
        .location()
        .map(|at| format!("{}:{}:{}", source(at.file()), at.line(), at.column()))
        .unwrap_or_default();
    words::report(message, &location, env!("CARGO_PKG_VERSION"), BUILD)
}

/// The path of a source file from its crate's folder. A debug build has absolute paths of the machine that built
/// it.
fn source(file: &str) -> &str {
    let Some(at) = file.rfind("/src/") else { return file.rsplit('/').next().unwrap_or(file) };
    file[..at].rfind('/').map_or(file, |before| &file[before + 1..])
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn a_place_in_the_code_names_no_folder_of_a_machine() {
        for (file, shown) in [
            ("app/src/form/field.rs", "app/src/form/field.rs"),
            ("/home/me/app/src/main.rs", "app/src/main.rs"),
            (
                "/home/me/.cargo/registry/src/index-1/reactive-0.2.1/src/traits.rs",
                "reactive-0.2.1/src/traits.rs",
            ),
            ("/rustc/0123/library/core/src/option.rs", "core/src/option.rs"),
            ("/home/me/build.rs", "build.rs"),
        ] {
            assert_eq!(source(file), shown);
        }
    }
}
