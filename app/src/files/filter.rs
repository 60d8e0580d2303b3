//! The filter of the tree, and the button that collapses it.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::state::use_tree;
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::words::files::tree as words;

/// The element id of the filter.
pub const FILTER_ID: &str = "tree-filter";

/// The filter, with many bundles or while it has a text. A letter that is typed in the tree begins it.
#[component]
pub fn TreeFilter() -> impl IntoView {
    let session = use_session();
    let tree = use_tree();
    let is_many = Memo::new(move |_| session.has_many_bundles());
    let has_text = Memo::new(move |_| tree.filter.with(|text| !text.is_empty()));
    let first = move || tree.rows.with_untracked(|rows| rows.first().map(|row| row.id.clone()));
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowDown" => tree.focus_row(0),
            "Enter" => {
                let rows = tree.rows.get_untracked();
                match rows.iter().find(|row| row.open.is_none()) {
                    Some(file) => session.select(&file.id),
                    None => tree.focus_row(0),
                }
            }
            "Escape" if has_text.get_untracked() => {
                tree.set_filter("");
                if !is_many.get_untracked()
                    && let Some(item) = tree.focused.get_untracked().or_else(first)
                {
                    // The filter disappears.
                    tree.focus(item);
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let is_none = move || has_text.get() && tree.rows.with(Vec::is_empty);
    view! {
        <Show when=move || is_many.get() || has_text.get()>
            <div class="tree-filter">
                <input
                    class="field__input tree-filter__text"
                    id=FILTER_ID
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=words::FILTER
                    placeholder=words::FILTER
                    prop:value=move || tree.filter.get()
                    on:input:target=move |event| tree.set_filter(&event.target().value())
                    on:keydown=key
                />
                <button
                    class="button button--small button--quiet"
                    type="button"
                    title=words::COLLAPSE_ALL
                    aria-label=words::COLLAPSE_ALL
                    on:click=move |_| tree.collapse_all()
                >
                    <svg class="tree__icon" viewBox="0 0 16 16" aria-hidden="true">
                        <path d="M5.5 5.5v-3h8v8h-3M2.5 5.5h8v8h-8zM4.5 9.5h4" />
                    </svg>
                </button>
            </div>
        </Show>
        <p class="tree-filter__none" role="status">{move || is_none().then_some(words::NO_MATCH)}</p>
    }
}

/// Whether a key in the tree begins a filter: a character that names of files have. Others are shortcuts.
pub fn begins_filter(key: &str) -> bool {
    let mut characters = key.chars();
    let first = characters.next();
    characters.next().is_none()
        && first.is_some_and(|first| first.is_alphanumeric() || "._-".contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_begin_a_filter_and_named_keys_do_not() {
        assert!(["a", "É", "7", ".", "_"].iter().all(|key| begins_filter(key)));
        assert!(["F2", "Enter", " ", "?", "/", ""].iter().all(|key| !begins_filter(key)));
    }
}
