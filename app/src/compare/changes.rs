//! Moves from change to change in a comparison, and opens and closes its parts.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDetailsElement, HtmlElement, ScrollLogicalPosition};

use crate::browser::lifetime::{Lifetime, bound};
use crate::ui::flow::Show;
use crate::ui::scroll::bring_into_view;

/// The elements that a step stops at: visible changes, and the headings of closed parts.
const STOPS: &str = ".differences__place, details.compared:not([open]) > summary";
const PARTS: &str = "details.compared";
/// The maximum number of parts to open at once, as each may have hundreds of rows.
const MAX_PARTS: usize = 40;

/// Moves the focus by a number of changes within `body`. A closed part is opened, and the focus moves to its
/// first change, or to its last when going back.
pub fn step(body: &HtmlElement, by: isize) {
    let stops = all(body, STOPS);
    let current = gloo::utils::document().active_element();
    // If the focus is not on a change, the next change is the first one after the focus.
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
        stop.parent_element().and_then(|parent| parent.dyn_into::<HtmlDetailsElement>().ok())
    else {
        return focus(stop);
    };
    details.set_open(true);
    // The rows appear after the toggle event.
    let stop = stop.clone();
    Lifetime::current().after(50, move || {
        let within = all(&details, ".differences__place");
        let first = if by > 0 { within.first() } else { within.last() };
        focus(first.unwrap_or(&stop));
    });
}

/// Opens or closes all parts within `body`; opens at most `MAX_PARTS`.
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

/// A collapsible part that only renders its contents while it is open.
#[component]
pub fn ChangeSection(
    /// The heading: the name, and the kind of change.
    head: AnyView,
    /// Whether the part is initially open.
    #[prop(optional)]
    open: bool,
    /// The contents.
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
