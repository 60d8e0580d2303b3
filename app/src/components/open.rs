//! Ways in for an archive: the button, and dropping it anywhere on the page.

use js_sys::Uint8Array;
use leptos::ev::DragEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList};

use crate::app::SharedEngine;
use crate::session::{Session, use_session};

/// The button that lets the person choose an archive.
#[component]
pub fn OpenButton() -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get() {
            input.click();
        }
    };
    let chosen = move |_| {
        if let Some(input) = input.get() {
            open_all(session, engine, input.files());
            // The same file can be chosen again.
            input.set_value("");
        }
    };
    view! {
        <button class="button" type="button" on:click=choose>
            "Open…"
        </button>
        <input
            class="visually-hidden"
            type="file"
            accept=".gz,.tgz,.tar,application/gzip,application/x-tar"
            multiple
            tabindex="-1"
            aria-label="Open a bundle"
            node_ref=input
            on:change=chosen
        />
    }
}

/// Takes archives that are dropped on what is inside it.
#[component]
pub fn DropZone(children: Children) -> impl IntoView {
    let session = use_session();
    let engine: SharedEngine = expect_context();
    // Enter and leave come for every element on the way: only the count tells in from out.
    let depth = RwSignal::new(0_i32);
    let has_files = |event: &DragEvent| {
        event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
    };
    let enter = move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
            depth.update(|depth| *depth += 1);
        }
    };
    let leave = move |event: DragEvent| {
        if has_files(&event) {
            depth.update(|depth| *depth -= 1);
        }
    };
    let over = move |event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        depth.set(0);
        if has_files(&event) {
            // Neither the editor nor the browser itself may take it.
            event.prevent_default();
            event.stop_propagation();
            open_all(session, engine, event.data_transfer().and_then(|data| data.files()));
        }
    };
    view! {
        <div
            class="page"
            class:page--drop=move || { depth.get() > 0 }
            on:dragenter:capture=enter
            on:dragleave:capture=leave
            on:dragover:capture=over
            on:drop:capture=drop
        >
            {children()}
            <p class="page__drop" aria-hidden="true">"Drop a bundle (.tar.gz) to open it"</p>
        </div>
    }
}

fn open_all(session: Session, engine: SharedEngine, files: Option<FileList>) {
    let Some(files) = files else { return };
    for file in (0..files.length()).filter_map(|at| files.get(at)) {
        spawn_local(async move {
            match read(&file).await {
                Some(bytes) => engine.with_value(|engine| engine.open(file.name(), bytes)),
                None => session.tell(
                    format!("{} could not be read.", file.name()),
                    Some("Is it a folder, or was it moved? Pack a folder first: tar -czf bundle.tar.gz folder".into()),
                ),
            }
        });
    }
}

async fn read(file: &File) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
