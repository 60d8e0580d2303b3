//! The page: what was saved is read, then the workbench stands.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::cloudformation::CloudFormation;
use crate::components::{
    Asked, Compare, DropZone, EditorPane, Files, Help, Inputs, Notices, PaneSwitch, Problems,
    Rendered, Shared, Status, Toolbar, Versions,
};
use crate::engine::Engine;
use crate::session::{Pane, Pointing, Saved, Session};
use crate::storage::Storage;

/// The engine, anywhere below the root.
pub type SharedEngine = StoredValue<Engine, LocalStorage>;

/// CloudFormation's rules, anywhere below the root.
pub type SharedCloudFormation = StoredValue<CloudFormation, LocalStorage>;

/// The root.
#[component]
pub fn App() -> impl IntoView {
    let session = RwSignal::new(None::<Session>);
    let owner = Owner::current();
    spawn_local(async move {
        let stored = Storage::open().await;
        // What is made here belongs to the page, not to the task that waited for the storage.
        let begin = move || match stored {
            Ok((storage, snapshot)) => {
                let opened = Session::new(snapshot);
                storage.keep(opened);
                session.set(Some(opened));
            }
            Err(error) => {
                let opened = Session::new(None);
                opened.saved.set(Saved::No(format!(
                    "This browser keeps nothing for this page ({error}): download the bundle \
                     before you close it."
                )));
                session.set(Some(opened));
            }
        };
        if let Some(owner) = owner {
            owner.with(begin);
        }
    });
    move || session.get().map(|session| view! { <Workbench session /> })
}

/// Everything, once the session is there.
#[component]
fn Workbench(
    /// What is open.
    session: Session,
) -> impl IntoView {
    provide_context(session);
    provide_context(Pointing::default());
    crate::guards::guard(session);
    let engine: SharedEngine = StoredValue::new_local(Engine::start(session));
    provide_context(engine);
    let cloudformation: SharedCloudFormation =
        StoredValue::new_local(CloudFormation::start(session));
    provide_context(cloudformation);

    let pane = move || match session.pane.get() {
        Pane::Files => "files",
        Pane::Editor => "editor",
        Pane::Inputs => "inputs",
        Pane::Rendered => "rendered",
        Pane::Problems => "problems",
    };
    let said = move || session.said.get();
    view! {
        <DropZone>
            <Toolbar />
            <Notices />
            <main class="workbench" data-pane=pane>
                <Files />
                <div class="workbench__text">
                    <EditorPane />
                    <Problems />
                </div>
                <Inputs />
                <Rendered />
            </main>
            <PaneSwitch />
            <Status />
            <Help />
            <Shared />
            <Versions />
            <Compare />
            <Asked />
            <p class="visually-hidden" role="status" aria-label="Announcements">{said}</p>
        </DropZone>
    }
}
