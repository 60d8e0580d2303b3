//! The splitter between two panes, after the ARIA Authoring Practices: the pointer and the arrow keys move it.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::layout::{Edge, Layout, Region, use_layout};
use crate::browser::lifetime::bound;
use crate::words::shell::panes as words;

/// The step of an arrow key, in hundredths.
const STEP: f64 = 2.0;

/// The splitter, which is in the grid of both panes.
#[component]
pub fn Splitter(
    /// The edge that it moves.
    edge: Edge,
) -> impl IntoView {
    let layout = use_layout();
    let line = NodeRef::<html::Div>::new();
    let held = StoredValue::new(None::<(f64, f64)>);
    let at = move || layout.with(|layout| layout.before(edge));
    let move_to = move |wanted: f64| layout.update(|layout| layout.move_to(edge, wanted));
    let is_upright = Memo::new(move |_| layout.with(|layout| edge.is_upright(layout.is_wide())));
    let place = move |event: &PointerEvent| {
        f64::from(if is_upright.get_untracked() { event.client_x() } else { event.client_y() })
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
            let size = if is_upright.get_untracked() {
                whole.client_width()
            } else {
                whole.client_height()
            };
            move_to(share + (place(&event) - from) * 100.0 / f64::from(size.max(1)));
        }
    };
    let key = move |event: KeyboardEvent| {
        let (now, most) = untrack(at);
        let is_upright = is_upright.get_untracked();
        match event.key().as_str() {
            "ArrowLeft" if is_upright => move_to(now - STEP),
            "ArrowRight" if is_upright => move_to(now + STEP),
            "ArrowUp" if !is_upright => move_to(now - STEP),
            "ArrowDown" if !is_upright => move_to(now + STEP),
            "Home" => move_to(0.0),
            "End" => move_to(most),
            "Enter" => layout.update(|layout| layout.fold(edge.region(), true)),
            _ => return,
        }
        event.prevent_default();
    };
    // A splitter beside a folded pane is disabled.
    let is_still = Memo::new(move |_| {
        layout.with(|layout| {
            let is_folded = |region| layout.is_folded(region);
            let is_side_folded = is_folded(Region::Inputs) && is_folded(Region::Rendered);
            match edge {
                Edge::Files => is_folded(Region::Files),
                Edge::Source if layout.is_wide() => is_folded(Region::Inputs),
                Edge::Source => is_side_folded,
                Edge::Inputs => is_folded(Region::Inputs) || is_folded(Region::Rendered),
                Edge::Problems => is_folded(Region::Problems),
            }
        })
    });
    view! {
        <div
            class=format!("splitter splitter--{}", edge.name())
            class:splitter--upright=move || is_upright.get()
            class:splitter--still=move || is_still.get()
            role="separator"
            tabindex=move || if is_still.get() { "-1" } else { "0" }
            aria-label=words::edge(edge)
            aria-orientation=move || if is_upright.get() { "vertical" } else { "horizontal" }
            aria-valuenow=move || format!("{:.0}", at().0)
            aria-valuemin=Layout::least().to_string()
            aria-valuemax=move || format!("{:.0}", at().1)
            title=words::EDGE_TITLE
            node_ref=line
            on:pointerdown=grab
            on:pointermove=drag
            on:pointerup=bound(move |_| held.set_value(None))
            on:pointercancel=bound(move |_| held.set_value(None))
            on:dblclick=move |_| layout.update(|layout| layout.reset(edge))
            on:keydown=key
        ></div>
    }
}
