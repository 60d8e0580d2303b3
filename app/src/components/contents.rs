//! What is in an archive: its files and how large they are.

use leptos::prelude::*;

use crate::count::bytes;

/// The files of an archive, in a list that scrolls.
#[component]
pub fn Contents(
    /// Path and bytes of each.
    #[prop(into)]
    files: Signal<Vec<(String, u64)>>,
) -> impl IntoView {
    view! {
        <div class="contents" role="region" aria-label="Files in it" tabindex="0">
            <ul class="contents__list">
                <For each=move || files.get() key=Clone::clone let((path, size))>
                    <li class="contents__file">
                        <span class="contents__path">{path}</span>
                        " "
                        <span class="contents__size">{bytes(size)}</span>
                    </li>
                </For>
            </ul>
        </div>
    }
}
