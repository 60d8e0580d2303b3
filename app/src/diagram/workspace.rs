//! The dialog with the diagram of the workspace.

use std::sync::Arc;

use cyclotron_core::Target;
use cyclotron_core::diagram::{Destination, Diagram};
use cyclotron_worker::calls::DrawWorkspace;
use leptos::prelude::*;

use super::state::use_diagrams;
use super::view::DiagramView;
use crate::app::SharedEngine;
use crate::browser::lifetime::after_dialog;
use crate::compare::dialog::Asked;
use crate::session::{Reveal, Session, use_session};
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::words::diagram as words;

/// The state of a request for a diagram.
pub type Drawn = Asked<Arc<Diagram>>;

/// The button that opens the diagram of the workspace.
#[component]
pub fn DiagramButton() -> impl IntoView {
    let diagrams = use_diagrams();
    view! {
        <button
            class="button button--small button--quiet"
            type="button"
            title=words::OPEN_TITLE
            aria-haspopup="dialog"
            on:click=move |_| diagrams.open()
        >
            {words::OPEN}
        </button>
    }
}

/// The dialog, while it is open.
#[component]
pub fn Diagram() -> impl IntoView {
    let diagrams = use_diagrams();
    let close = Callback::new(move |()| diagrams.workspace.set(false));
    view! { <Show when=move || diagrams.workspace.get()>{dialog(close)}</Show> }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! {
            <Dialog title=words::WORKSPACE full=true on_close=close>
                <Workspace />
            </Dialog>
        }
    }
}

/// The diagram of the workspace, which is requested again after each analysis.
#[component]
fn Workspace() -> impl IntoView {
    let session = use_session();
    let diagrams = use_diagrams();
    let engine: SharedEngine = expect_context();
    let drawn = RwSignal::new(Drawn::UnderWay);
    let redraw = redrawing(session, drawn);
    let extent = Memo::new(move |_| diagrams.extent());
    Effect::new(move || {
        let diagnostics = session.analysis.with(|analysis| analysis.diagnostics.clone());
        let extent = extent.get();
        if let Some(done) = redraw() {
            let call = DrawWorkspace { diagnostics, extent };
            engine.with_value(|engine| engine.call_then(call, done));
        }
    });
    let close = move || diagrams.workspace.set(false);
    // The dialog returns the focus first.
    let go = move |place: Destination| {
        let Some(reveal) = reveal(&place) else { return };
        close();
        after_dialog(move || session.go(reveal));
    };
    let show = move |(bundle, target): (String, Target)| {
        close();
        after_dialog(move || diagrams.show_resources(&bundle, target));
    };
    let is_empty = move || session.workspace.with(|open| open.bundles.is_empty());
    move || {
        if session.safe.get() {
            view! { <p role="status">{words::SAFE}</p> }.into_any()
        } else if is_empty() {
            view! { <p role="status">{words::EMPTY}</p> }.into_any()
        } else {
            view! {
                <DiagramView
                    title=words::WORKSPACE
                    file=words::FILE
                    drawn
                    on_go=go
                    on_resources=Some(Callback::new(show))
                    extent
                >
                    <ExtentChoice />
                </DiagramView>
            }
            .into_any()
        }
    }
}

/// The choice between the selected bundle and the whole workspace, and the switch for outputs.
#[component]
fn ExtentChoice() -> impl IntoView {
    let session = use_session();
    let diagrams = use_diagrams();
    let bundle = move || session.bundle_name();
    let is_whole = move || diagrams.whole.get() || bundle().is_none();
    view! {
        <div class="diagram__group" role="group" aria-label=words::SHOWN>
            {move || bundle().map(|bundle| view! {
                <button
                    class="button button--small diagram__bundle"
                    type="button"
                    title=words::NEIGHBORS_TITLE
                    aria-pressed=move || (!is_whole()).to_string()
                    on:click=move |_| diagrams.whole.set(false)
                >
                    {bundle}
                </button>
            })}
            <button
                class="button button--small"
                type="button"
                title=words::WHOLE_TITLE
                aria-pressed=move || is_whole().to_string()
                on:click=move |_| diagrams.whole.set(true)
            >
                {words::WHOLE}
            </button>
            <button
                class="button button--small"
                type="button"
                title=words::OUTPUTS_TITLE
                aria-pressed=move || diagrams.has_outputs.get().to_string()
                on:click=move |_| diagrams.has_outputs.update(|shown| *shown = !*shown)
            >
                {words::OUTPUTS}
            </button>
        </div>
    }
}

/// Returns a function that starts a request for a diagram. It returns the callback for the reply, or `None` for a
/// text that has stopped the worker before.
pub fn redrawing(
    session: Session,
    drawn: RwSignal<Drawn>,
) -> impl Fn() -> Option<Box<dyn FnOnce(Option<Diagram>)>> + Copy {
    let failed = StoredValue::new(None::<u64>);
    move || {
        let revision = session.revisions.text.get_untracked();
        if failed.get_value() == Some(revision) {
            return None;
        }
        Some(Box::new(move |diagram: Option<Diagram>| {
            // The diagram may be closed when the reply arrives.
            if diagram.is_none() {
                failed.try_set_value(Some(revision));
            }
            let now = diagram.map_or(Drawn::Failed, |diagram| Drawn::Done(Arc::new(diagram)));
            if drawn.try_with_untracked(|before| *before != now) == Some(true) {
                drawn.set(now);
            }
        }))
    }
}

/// The place for the editor to show; `None` for a place in a rendering.
pub fn reveal(place: &Destination) -> Option<Reveal> {
    let Destination::File(file, (from, to)) = place else { return None };
    let range = Some(((from.line, from.column), (to.line, to.column)));
    Some(Reveal { file: file.clone(), range, focus: true })
}
