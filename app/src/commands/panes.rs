//! Moves the keyboard focus from pane to pane.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, ShadowRoot};

use crate::session::{Pane, Session};
use crate::shell::panes::PANES;
use crate::ui::focus::{Focused, focused};

/// Selectors for the element to focus in a pane that hasn't had the focus yet, the most preferred first.
const FIRST: [&str; 6] = [
    "[role=treeitem][tabindex='0']",
    ".repository__filter",
    "form input, form select, form textarea, form button",
    "ul button",
    ".pane__body button, .pane__body a",
    ".pane__empty button",
];

/// The panes, and the last focused element of each. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Panes {
    session: Session,
    last: StoredValue<[Option<Focused>; PANES.len()], LocalStorage>,
    /// Whether the last press of the keys was left to the browser, at the first or last pane.
    left: StoredValue<bool>,
    /// The pane that gets the focus in the next frame, so that a quick second press continues from there.
    going: StoredValue<Option<usize>>,
}

impl Panes {
    /// The panes of a session.
    pub fn new(session: Session) -> Self {
        let last = StoredValue::new_local([const { None }; PANES.len()]);
        Self { session, last, left: StoredValue::new(false), going: StoredValue::new(None) }
    }

    /// Remembers the focused element of the current pane.
    pub fn remember(&self) {
        let Some(at) = here() else { return };
        let now = focused();
        let is_same = self.last.with_value(|last| last[at] == now);
        // If the focus returns from the browser's toolbar to the same element, the next press continues from
        // there.
        if !is_same {
            self.last.update_value(|last| last[at] = now);
            self.left.set_value(false);
        }
    }

    /// Focuses the next pane, or the previous one. Returns false at the last pane in that direction: the
    /// browser then handles the key and focuses its own toolbar. The second press there continues at the other
    /// end.
    pub fn cycle(&self, back: bool) -> bool {
        let count = PANES.len();
        let from = self.going.get_value().or_else(here);
        let is_end = from == Some(if back { 0 } else { count - 1 });
        if is_end && !self.left.get_value() {
            self.left.set_value(true);
            return false;
        }
        self.left.set_value(false);
        let first = match (from, back) {
            (None, false) => 0,
            (None, true) => count - 1,
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
        };
        let order = (0..count)
            .map(|step| if back { (first + count - step) % count } else { (first + step) % count });
        // Skips folded panes. Only a command that names a pane opens it.
        self.enter(order.filter(|at| !is_folded(*at)).collect());
        true
    }

    /// Focuses a pane.
    pub fn go(&self, pane: Pane) {
        if matches!(pane, Pane::Inputs | Pane::Rendered) {
            self.session.show_pane(pane);
        }
        let at = PANES.iter().position(|entry| entry.pane == pane);
        self.enter(at.into_iter().collect());
    }

    /// Focuses the first of these panes that is visible.
    fn enter(self, mut order: Vec<usize>) {
        if order.is_empty() {
            return;
        }
        let at = order.remove(0);
        self.session.pane.set(PANES[at].pane);
        self.going.set_value(Some(at));
        // Waits until the pane is drawn.
        request_animation_frame(move || {
            self.going.set_value(None);
            let last = self.last.with_value(|last| last[at].clone());
            if !last.is_some_and(|last| is_shown(last.element()) && take(last.element()))
                && !begin(at)
            {
                self.enter(order);
            }
        });
    }
}

/// The index of the pane with the focus.
fn here() -> Option<usize> {
    let active = document().active_element()?;
    PANES.iter().position(|entry| matches!(active.closest(entry.selector), Ok(Some(_))))
}

/// Focuses the start of a pane; returns false if the pane isn't visible.
fn begin(at: usize) -> bool {
    let Ok(Some(pane)) = document().query_selector(PANES[at].selector) else { return false };
    if !is_shown(&pane) {
        return false;
    }
    if text_of(&pane).is_some_and(|text| take(&text)) {
        return true;
    }
    for all in FIRST.iter().filter_map(|first| pane.query_selector_all(first).ok()) {
        let mut all = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into::<Element>().ok());
        if all.any(|pane| is_shown(&pane) && take(&pane)) {
            return true;
        }
    }
    // The pane has no focusable element, so focus the pane itself for screen readers.
    let _ = pane.set_attribute("tabindex", "-1");
    take(&pane)
}

/// The text box of a pane with code. It is in a shadow root.
fn text_of(pane: &Element) -> Option<Element> {
    let code = pane.query_selector(".pane__body--code:not(.pane__body--empty)").ok()??;
    let host = code.first_element_child()?;
    let root: ShadowRoot = host.shadow_root()?;
    root.query_selector("[role=textbox]").ok()?
}

/// Whether a pane is folded. In a narrow window, panes aren't folded.
fn is_folded(at: usize) -> bool {
    let fold = document().query_selector(&format!("{}.folded .fold", PANES[at].selector));
    matches!(fold, Ok(Some(fold)) if is_shown(&fold))
}

fn is_shown(element: &Element) -> bool {
    element.is_connected() && element.get_bounding_client_rect().width() > 0.0
}

/// Focuses an element; returns whether it got the focus.
fn take(element: &Element) -> bool {
    let focused_now = Focused::of(element.clone());
    focused_now.as_ref().is_some_and(|target| {
        target.focus();
        focused().is_some_and(|now| now.element() == target.element())
    })
}
