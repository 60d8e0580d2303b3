//! The list of the files in an archive, with their sizes.

use leptos::prelude::*;

use crate::ui::flow::For;
use crate::words::common as count;
use crate::words::transfer::contents as words;

/// The maximum number of files to list; the rest is only counted, so that the page stays fast.
const LISTED: usize = 1_000;

/// A scrollable list of the files in an archive.
#[component]
pub fn Contents(
    /// The path of each file, and its size in bytes.
    #[prop(into)]
    files: Signal<Vec<(String, u64)>>,
) -> impl IntoView {
    let listed = move || files.with(|files| files.iter().take(LISTED).cloned().collect::<Vec<_>>());
    let more = move || {
        let more = files.with(Vec::len).saturating_sub(LISTED);
        (more > 0).then(|| words::more(more))
    };
    view! {
        <div class="contents" role="region" aria-label=words::LABEL tabindex="0">
            <ul class="contents__list">
                <For each=listed key=Clone::clone let((path, size))>
                    <li class="contents__file">
                        <span class="contents__path">{parts(&path)}</span>
                        " "
                        <span class="contents__size">{count::bytes(size)}</span>
                    </li>
                </For>
            </ul>
            {move || more().map(|more| view! { <p class="contents__more">{more}</p> })}
        </div>
    }
}

/// Shows a path in parts, so that a line breaks after a folder rather than within a name.
fn parts(path: &str) -> impl IntoView + use<> {
    let part = |part: &str| view! { <span class="contents__part">{part.to_owned()}</span> };
    path.split_inclusive('/').map(part).collect_view()
}
