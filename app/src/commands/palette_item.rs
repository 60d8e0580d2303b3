//! An item of the palette: its label with the matched parts highlighted, its detail, its keys and its kind.

use std::ops::Range;

use leptos::prelude::*;

use super::shown_keys::ShownKeys;
use super::{Item, PaletteMatch};
use crate::ui::listbox::{ListOption, Listbox};

/// An item of the palette.
#[component]
pub fn PaletteItem(
    /// The id of its element.
    id: String,
    /// Its index in the whole list.
    at: usize,
    /// The match to show.
    found: PaletteMatch,
    /// The whole list.
    list: Listbox,
    /// Chooses the item with an index.
    choose: Callback<usize>,
) -> impl IntoView {
    let PaletteMatch { item, label, marks, detail, kind, hindrance } = found;
    let keys = match item {
        Item::Command(command) => command.shown_keys(),
        _ => None,
    };
    let class =
        if hindrance.is_some() { "palette__item palette__item--not" } else { "palette__item" };
    view! {
        <ListOption
            id
            list
            at
            class
            active="palette__item--active"
            disabled=hindrance.is_some()
            choose
        >
            <span class="palette__label">{marked(&label, &marks)}</span>
            <span class="palette__detail">{hindrance.map_or(detail, str::to_owned)}</span>
            {keys.map(|keys| view! { <ShownKeys keys /> })}
            <span class="palette__kind">{kind}</span>
        </ListOption>
    }
}

/// A text with its matched parts, byte ranges, highlighted.
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
