//! Opens archives and folders: the buttons, and the drop zone.

use leptos::attr::custom::custom_attribute;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use web_sys::FileList;

use super::folder;
use super::folder::Chosen;
use super::opening::use_opening;
use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::ui::flow::{For, Show};
use crate::words::transfer::opening as words;

/// The button that lets the user choose archives.
#[component]
pub fn OpenButton() -> impl IntoView {
    let opening = use_opening();
    let archives = opening.archives;
    let chosen = move |_| {
        if let Some(input) = archives.get_untracked() {
            opening.open(files(input.files()));
            // Reset the input, so that the same file can be chosen again.
            input.set_value("");
        }
    };
    view! {
        <button
            class="button"
            type="button"
            title=words::OPEN_TITLE
            on:click=move |_| opening.choose_archives()
        >
            {words::OPEN}
        </button>
        <input
            type="file"
            hidden
            accept=".gz,.tgz,.tar,.zip,application/gzip,application/x-tar,application/zip"
            multiple
            aria-label=words::OPEN_LABEL
            node_ref=archives
            on:change=bound(chosen)
        />
    }
}

/// The button that lets the user choose a folder.
#[component]
pub fn OpenFolderButton() -> impl IntoView {
    let opening = use_opening();
    let session = use_session();
    let listed = opening.listed;
    let chosen = move |_| {
        if let Some(input) = listed.get_untracked() {
            let folder = input.files().and_then(|files| folder::listed(&files));
            match folder {
                Some(folder) => opening.open(vec![Chosen::Folder(folder)]),
                None => session.tell(words::EMPTY_FOLDER, None),
            }
            input.set_value("");
        }
    };
    view! {
        <button
            class="button"
            type="button"
            title=words::OPEN_FOLDER_TITLE
            on:click=move |_| opening.choose_folder()
        >
            {words::OPEN_FOLDER}
        </button>
        <input
            type="file"
            hidden
            {..custom_attribute("webkitdirectory", "")}
            aria-label=words::OPEN_FOLDER_LABEL
            node_ref=listed
            on:change=bound(chosen)
        />
    }
}

/// The archives and folders that are being read, with their progress.
#[component]
pub fn Readings() -> impl IntoView {
    let opening = use_opening();
    let ids = Memo::new(move |_| {
        opening.progress.with(|all| {
            let shown = all.iter().filter(|progress| !progress.text.is_empty());
            shown.map(|progress| progress.id).collect::<Vec<_>>()
        })
    });
    let text = move |id: usize| {
        opening.progress.with(|all| {
            all.iter()
                .find(|progress| progress.id == id)
                .map(|progress| progress.text.clone())
                .unwrap_or_default()
        })
    };
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <section class="notices" aria-label=words::UNDER_WAY>
                <For each=move || ids.get() key=|id| *id let(id)>
                    <div class="notice notice--calm" role="group" aria-label=words::OPENING>
                        <p class="notice__text">{move || text(id)}</p>
                        <button class="button button--small" type="button" on:click=move |_| opening.stop(id)>
                            {words::STOP}
                        </button>
                    </div>
                </For>
            </section>
        </Show>
    }
}

/// Opens archives and folders that are dropped on its children.
#[component]
pub fn DropZone(children: Children) -> impl IntoView {
    let opening = use_opening();
    // Each element under the pointer sends enter and leave events, so only their balance tells whether the
    // pointer is inside.
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
            // Keeps the editor and the browser from handling the drop.
            event.prevent_default();
            event.stop_propagation();
            let dropped = event.data_transfer().map(|data| folder::dropped(&data));
            opening.open_dropped(dropped.unwrap_or_default());
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
            <p class="page__drop" aria-hidden="true">{words::DROP}</p>
        </div>
    }
}

fn files(files: Option<FileList>) -> Vec<Chosen> {
    let Some(files) = files else { return vec![] };
    (0..files.length()).filter_map(|at| files.get(at)).map(Chosen::File).collect()
}
