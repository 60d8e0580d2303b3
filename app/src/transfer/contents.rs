//! What is in an archive: its files and how large they are.

use leptos::prelude::*;

use crate::words::common as count;
use crate::words::transfer::contents as words;

/// How many files are listed before the rest is counted: no list makes the page slow.
const LISTED: usize = 1_000;

/// The files of an archive, in a list that scrolls.
#[component]
pub fn Contents(
    /// Path and bytes of each.
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

/// A path in parts, so that a line ends behind a folder rather than within a name.
fn parts(path: &str) -> impl IntoView + use<> {
    let part = |part: &str| view! { <span class="contents__part">{part.to_owned()}</span> };
    path.split_inclusive('/').map(part).collect_view()
}
