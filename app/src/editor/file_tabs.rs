//! The tabs of the open files.

use cyclotron_core::FileId;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::open_files::{labels, use_open_files};
use crate::browser::lifetime::Lifetime;
use crate::session::use_session;
use crate::ui::flow::For;
use crate::words::editor as words;

/// The tabs, after the ARIA Authoring Practices: arrows move, Delete closes.
#[component]
pub fn FileTabs(
    /// The id of the panel.
    panel: &'static str,
) -> impl IntoView {
    let session = use_session();
    let open = use_open_files();
    let row = NodeRef::<html::Div>::new();
    let tabs = Memo::new(move |_| {
        open.list.with(|list| {
            let labels = labels(list.files());
            list.files().iter().cloned().zip(labels).collect::<Vec<_>>()
        })
    });
    let select = move |file: &FileId| session.select(file);
    let lifetime = Lifetime::current();
    let selected_tab = move || {
        let tab = row.get_untracked()?.query_selector("[aria-selected=true]").ok()??;
        tab.dyn_into::<HtmlElement>().ok()
    };
    let key = move |event: KeyboardEvent| {
        let files: Vec<FileId> = open.list.with_untracked(|list| list.files().to_vec());
        let selected = session.selected.get_untracked();
        let Some(at) = files.iter().position(|file| Some(file) == selected.as_ref()) else {
            return;
        };
        match event.key().as_str() {
            "ArrowRight" => select(&files[(at + 1) % files.len()]),
            "ArrowLeft" => select(&files[(at + files.len() - 1) % files.len()]),
            "Home" => select(&files[0]),
            "End" => select(&files[files.len() - 1]),
            "Delete" => open.close(&files[at]),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        lifetime.next_frame(move || {
            if let Some(tab) = selected_tab() {
                let _ = tab.focus();
            }
        });
    };
    // The selected tab is scrolled into view.
    Effect::new(move || {
        session.selected.track();
        tabs.track();
        lifetime.next_frame(move || {
            if let (Some(row), Some(tab)) = (row.get_untracked(), selected_tab()) {
                show_in(&row, &tab);
            }
        });
    });
    view! {
        <div class="file-tabs" role="tablist" aria-label=words::OPEN_FILES node_ref=row on:keydown=key>
            <For each=move || tabs.get() key=Clone::clone let((file, (name, hint)))>
                {
                    let (shown, closed, kept) = (file.clone(), file.clone(), file.clone());
                    let (previewed, pressed) = (file.clone(), file.clone());
                    let title = format!("{} / {}", file.bundle, file.path);
                    let is_selected = Memo::new(move |_| session.selected.with(|selected| selected.as_ref() == Some(&file)));
                    let is_only = move || open.list.with(|list| list.files().len() < 2);
                    let close = move |event: MouseEvent| {
                        event.stop_propagation();
                        open.close(&closed);
                    };
                    view! {
                        <div
                            class="file-tabs__tab"
                            class:file-tabs__tab--preview=move || open.list.with(|list| list.is_preview(&previewed))
                            role="tab"
                            title=title
                            aria-controls=panel
                            aria-selected=move || is_selected.get().to_string()
                            aria-keyshortcuts="Delete"
                            tabindex=move || if is_selected.get() { "0" } else { "-1" }
                            on:click=move |_| select(&shown)
                            on:dblclick=move |_| open.keep(&kept)
                            on:auxclick=move |event| {
                                if event.button() == 1 {
                                    event.prevent_default();
                                    open.close(&pressed);
                                }
                            }
                        >
                            <span class="file-tabs__name">{name}</span>
                            {hint.map(|hint| view! { <span class="file-tabs__hint">{hint}</span> })}
                            // For the pointer only; the keyboard closes a tab with Delete.
                            <span
                                class="file-tabs__close"
                                class:file-tabs__close--off=is_only
                                aria-hidden="true"
                                title=words::CLOSE_FILE
                                on:click=close
                            >
                                <svg class="icon" viewBox="0 0 16 16">
                                    <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
                                </svg>
                            </span>
                        </div>
                    }
                }
            </For>
        </div>
    }
}

/// Scrolls a row sideways, so that it shows a tab.
fn show_in(row: &HtmlElement, tab: &HtmlElement) {
    let (left, right) = (tab.offset_left(), tab.offset_left() + tab.offset_width());
    let (from, width) = (row.scroll_left(), row.client_width());
    if left < from {
        row.set_scroll_left(left);
    } else if right > from + width {
        row.set_scroll_left(right - width);
    }
}
