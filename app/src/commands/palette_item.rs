//! One line of the palette: what it is called, with what was found of it, where it is, and its keys.

use std::ops::Range;

use leptos::prelude::*;

use super::shown_keys::ShownKeys;
use super::{Found, Item, Keys, is_mac};

/// One line.
#[component]
pub fn PaletteItem(
    /// The id of its element.
    id: String,
    /// Which of all that are listed.
    at: usize,
    /// What.
    found: Found,
    /// The one that the keys are at.
    active: RwSignal<usize>,
    /// Takes one.
    choose: Callback<usize>,
) -> impl IntoView {
    let Found { item, label, marks, detail, kind, hindrance } = found;
    let keys = match item {
        Item::Command(command) => command.entry().keys.first().copied(),
        _ => None,
    };
    let is_active = move || active.get() == at;
    view! {
        <li
            class="palette__item"
            class:palette__item--active=is_active
            class:palette__item--not=hindrance.is_some()
            role="option"
            id=id
            aria-selected=move || is_active().to_string()
            aria-disabled=hindrance.map(|_| "true")
            // The cursor stays in the field.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(at)
        >
            <span class="palette__label">{marked(&label, &marks)}</span>
            <span class="palette__detail">{hindrance.map_or(detail, str::to_owned)}</span>
            {keys.map(|keys| view! { <ShownKeys keys=Keys::read(keys, is_mac()) /> })}
            <span class="palette__kind">{kind}</span>
        </li>
    }
}

/// A text with what was found of it marked.
fn marked(text: &str, marks: &[Range<usize>]) -> Vec<AnyView> {
    let mut parts = vec![];
    let mut end = 0;
    for mark in marks {
        parts.push(text[end..mark.start].to_owned().into_any());
        let found = text[mark.clone()].to_owned();
        parts.push(view! { <mark class="palette__mark">{found}</mark> }.into_any());
        end = mark.end;
    }
    parts.push(text[end..].to_owned().into_any());
    parts
}
