//! The line between two panes, as the ARIA practices have it: it moves by pointer and by arrows.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use crate::layout::{Edge, Layout, use_layout};
use crate::words::panes as words;

/// How far one press of an arrow goes, in hundredths.
const STEP: f64 = 2.0;

/// The line. It stands between the two panes, in the grid that both are in.
#[component]
pub fn Splitter(
    /// Which one.
    edge: Edge,
) -> impl IntoView {
    let layout = use_layout();
    let line = NodeRef::<html::Div>::new();
    let held = StoredValue::new(None::<(f64, f64)>);
    let at = move || layout.with(|layout| layout.before(edge));
    let move_to = move |wanted: f64| layout.update(|layout| layout.move_to(edge, wanted));
    let place = move |event: &PointerEvent| {
        f64::from(if edge.is_upright() { event.client_x() } else { event.client_y() })
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
            let size = if edge.is_upright() { whole.client_width() } else { whole.client_height() };
            move_to(share + (place(&event) - from) * 100.0 / f64::from(size.max(1)));
        }
    };
    let key = move |event: KeyboardEvent| {
        let (now, most) = untrack(at);
        match event.key().as_str() {
            "ArrowLeft" if edge.is_upright() => move_to(now - STEP),
            "ArrowRight" if edge.is_upright() => move_to(now + STEP),
            "ArrowUp" if !edge.is_upright() => move_to(now - STEP),
            "ArrowDown" if !edge.is_upright() => move_to(now + STEP),
            "Home" => move_to(0.0),
            "End" => move_to(most),
            "Enter" => layout.update(|layout| layout.fold(edge.part(), true)),
            _ => return,
        }
        event.prevent_default();
    };
    let is_gone = Memo::new(move |_| {
        layout.with(|layout| {
            let is_folded = |edge: Edge| layout.is_folded(edge.part());
            // The line after the inputs is theirs as well.
            is_folded(edge) || edge == Edge::Rendered && is_folded(Edge::Inputs)
        })
    });
    view! {
        <div
            class="splitter"
            class:splitter--upright=edge.is_upright()
            class:splitter--still=move || is_gone.get()
            role="separator"
            tabindex=move || if is_gone.get() { "-1" } else { "0" }
            aria-label=words::edge(edge)
            aria-orientation=if edge.is_upright() { "vertical" } else { "horizontal" }
            aria-valuenow=move || format!("{:.0}", at().0)
            aria-valuemin=Layout::least().to_string()
            aria-valuemax=move || format!("{:.0}", at().1)
            title=words::EDGE_TITLE
            node_ref=line
            on:pointerdown=grab
            on:pointermove=drag
            on:pointerup=move |_| held.set_value(None)
            on:pointercancel=move |_| held.set_value(None)
            on:dblclick=move |_| layout.update(|layout| layout.reset(edge))
            on:keydown=key
        ></div>
    }
}
