//! The button that folds and unfolds a pane.

use leptos::prelude::*;

use super::layout::{Region, use_layout};
use crate::words::shell::panes as words;

/// The button, in the head of the pane.
#[component]
pub fn Fold(
    /// The pane.
    part: Region,
) -> impl IntoView {
    let layout = use_layout();
    let is_folded = Memo::new(move |_| layout.with(|layout| layout.is_folded(part)));
    let is_upright = Memo::new(move |_| {
        layout.with(|layout| match part {
            Region::Files => true,
            Region::Inputs | Region::Rendered => layout.is_wide() || layout.is_rail(part),
            Region::Problems => false,
        })
    });
    view! {
        <button
            class="fold"
            class:fold--row=move || !is_upright.get()
            class:fold--first=part == Region::Files
            type="button"
            aria-label=words::pane(part)
            aria-expanded=move || (!is_folded.get()).to_string()
            title=move || if is_folded.get() { words::UNFOLD } else { words::FOLD }
            on:click=move |_| layout.update(|layout| layout.fold(part, !is_folded.get_untracked()))
        >
            <svg class="fold__mark" viewBox="0 0 8 8" aria-hidden="true">
                <path d="M2.5 1 5.5 4 2.5 7" />
            </svg>
        </button>
    }
}

/// Returns a function that says whether a pane is folded to a column with an upright title.
pub fn is_rail(part: Region) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    let layout = use_layout();
    move || layout.with(|layout| layout.is_rail(part))
}

/// The classes of a pane whose code is loaded later.
pub fn pane_class(part: Region) -> Signal<String> {
    let (is_folded, is_rail) = (is_folded(part), is_rail(part));
    let name = match part {
        Region::Files => "pane--files",
        Region::Inputs => "pane--inputs",
        Region::Rendered => "pane--rendered",
        Region::Problems => "pane--problems",
    };
    Signal::derive(move || {
        let folded = if is_folded() { " folded" } else { "" };
        let rail = if is_rail() { " rail" } else { "" };
        format!("pane {name}{folded}{rail}")
    })
}

/// Returns a function that says whether a pane is folded.
pub fn is_folded(part: Region) -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    let layout = use_layout();
    move || layout.with(|layout| layout.is_folded(part))
}
