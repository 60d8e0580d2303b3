//! The splitter between two panes, after the ARIA Authoring Practices: the pointer and the arrow keys move it.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::layout::{Layout, Region, use_layout};
use crate::browser::lifetime::bound;
use crate::words::shell::panes as words;

/// The step of an arrow key, in hundredths.
const STEP: f64 = 2.0;

/// The splitter, which is in the grid of both panes.
#[component]
pub fn Splitter(
    /// The part that it resizes.
    part: Region,
) -> impl IntoView {
    let layout = use_layout();
    let line = NodeRef::<html::Div>::new();
    let held = StoredValue::new(None::<(f64, f64)>);
    let at = move || layout.with(|layout| layout.before(part));
    let move_to = move |wanted: f64| layout.update(|layout| layout.move_to(part, wanted));
    let place = move |event: &PointerEvent| {
        f64::from(if part.is_column() { event.client_x() } else { event.client_y() })
    };
    let grab = move |event: PointerEvent| {
        let Some(line) = line.get_untracked().filter(|_| event.button() == 0) else { return };
        event.prevent_default();
        let _ = line.focus();
        let _ = line.set_pointer_capture(event.pointer_id());
        held.set_value(Some((place(&event), untrack(at).0)));
    };
    let drag = move |event: PointerEvent| {
        let whole = line.get_untracked().and_then(|line| line.parent_element());
        if let (Some((from, share)), Some(whole)) = (held.get_value(), whole) {
            let size = if part.is_column() { whole.client_width() } else { whole.client_height() };
            move_to(share + (place(&event) - from) * 100.0 / f64::from(size.max(1)));
        }
    };
    let key = move |event: KeyboardEvent| {
        let (now, most) = untrack(at);
        match event.key().as_str() {
            "ArrowLeft" if part.is_column() => move_to(now - STEP),
            "ArrowRight" if part.is_column() => move_to(now + STEP),
            "ArrowUp" if !part.is_column() => move_to(now - STEP),
            "ArrowDown" if !part.is_column() => move_to(now + STEP),
            "Home" => move_to(0.0),
            "End" => move_to(most),
            "Enter" => layout.update(|layout| layout.fold(part, true)),
            _ => return,
        }
        event.prevent_default();
    };
    let is_gone = Memo::new(move |_| {
        layout.with(|layout| {
            // The splitter before the rendered text also resizes the inputs, so it is disabled where they are folded.
            let beside = part == Region::Rendered && layout.is_folded(Region::Inputs);
            layout.is_folded(part) || beside
        })
    });
    view! {
        <div
            class="splitter"
            class:splitter--upright=part.is_column()
            class:splitter--still=move || is_gone.get()
            role="separator"
            tabindex=move || if is_gone.get() { "-1" } else { "0" }
            aria-label=words::line(part)
            aria-orientation=if part.is_column() { "vertical" } else { "horizontal" }
            aria-valuenow=move || format!("{:.0}", at().0)
            aria-valuemin=Layout::least().to_string()
            aria-valuemax=move || format!("{:.0}", at().1)
            title=words::EDGE_TITLE
            node_ref=line
            on:pointerdown=grab
            on:pointermove=drag
            on:pointerup=bound(move |_| held.set_value(None))
            on:pointercancel=bound(move |_| held.set_value(None))
            on:dblclick=move |_| layout.update(|layout| layout.reset(part))
            on:keydown=key
        ></div>
    }
}
