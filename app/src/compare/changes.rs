//! From one change to the next, in what is compared.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, ScrollLogicalPosition};

use crate::browser::lifetime::{Lifetime, bound};
use crate::ui::scroll::bring_into_view;

/// What a step leads to: changes that are shown, and parts that are closed.
const STOPS: &str = ".differences__place, details.compared:not([open]) > summary";
const PARTS: &str = "details.compared";
/// Parts that are opened at once: each may have hundreds of rows.
const MAX_PARTS: usize = 40;

/// Goes to the change that many steps on, within `body`. A part that is closed opens, and its first
/// change is next.
pub fn step(body: &HtmlElement, by: isize) {
    let stops = all(body, STOPS);
    let current = gloo::utils::document().active_element();
    // Where the keyboard is at no change, the next one is the one after it.
    let is_after = |stop: &Element| {
        current.as_ref().is_some_and(|at| {
            at.compare_document_position(stop) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0
        })
    };
    let next = match current.as_ref().and_then(|at| stops.iter().position(|stop| stop == at)) {
        Some(at) => at.checked_add_signed(by),
        None if by > 0 => stops.iter().position(is_after).or(Some(0)),
        None => stops.iter().rposition(|stop| !is_after(stop)),
    };
    let Some(stop) = next.and_then(|at| stops.get(at)) else { return };
    let Some(details) =
        stop.parent_element().and_then(|one| one.dyn_into::<HtmlDetailsElement>().ok())
    else {
        return focus(stop);
    };
    details.set_open(true);
    // Its rows come with the event that tells of it.
    let stop = stop.clone();
    Lifetime::current().after(50, move || {
        let within = all(&details, ".differences__place");
        let first = if by > 0 { within.first() } else { within.last() };
        focus(first.unwrap_or(&stop));
    });
}

/// Opens or closes all parts within `body`.
pub fn unfold(body: &HtmlElement, open: bool) {
    let count = if open { MAX_PARTS } else { usize::MAX };
    for part in all(body, PARTS).into_iter().take(count) {
        if let Ok(part) = part.dyn_into::<HtmlDetailsElement>() {
            part.set_open(open);
        }
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
        bring_into_view(element, ScrollLogicalPosition::Nearest);
    }
}

fn all(within: &HtmlElement, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return vec![] };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

/// A part that shows what is in it once it is opened.
#[component]
pub fn Part(
    /// What it is called, with what happened to it.
    head: AnyView,
    /// Whether it is open to begin with.
    #[prop(optional)]
    open: bool,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(open);
    view! {
        <details
            class="compared"
            open=open
            on:toggle=bound(move |event: web_sys::Event| {
                is_open.set(event_target::<HtmlDetailsElement>(&event).open());
            })
        >
            <summary class="compared__head">{head}</summary>
            <Show when=move || is_open.get()>
                <div class="compared__body">{children()}</div>
            </Show>
        </details>
    }
}
