//! A list of places to go to: the outline of the file, or the places that read a name.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::places::{Listed, OpenListing, use_listing};
use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::ui::listbox::{ListOption, Listbox, MoveKeys};
use crate::ui::scroll::bring_item_into_view;
use crate::words::editor as words;

/// The list of places while it is open, with a filter.
#[component]
pub fn Outline(
    /// Focuses the text.
    focus: Callback<()>,
) -> impl IntoView {
    let OpenListing(listing) = use_listing();
    let title = Memo::new(move |_| {
        listing.with(|listing| listing.as_ref().map(|listing| listing.title.clone()))
    });
    let close = Callback::new(move |()| listing.set(None));
    move || title.get().map(|title| chooser(title, focus, close))
}

later! {
    /// The open list.
    fn chooser in rest(
        title: String,
        focus: Callback<()>,
        close: Callback<()>,
    ) while (Frame::Dialog(close)) {
        view! { <Chooser title focus close /> }
    }
}

#[component]
fn Chooser(
    /// The title of the list.
    title: String,
    /// Focuses the text.
    focus: Callback<()>,
    /// Closes the list.
    close: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let OpenListing(listing) = use_listing();
    let query = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Ul>::new();
    let found = Memo::new(move |_| {
        let query = query.get().to_lowercase();
        let fits = |item: &&Listed| item.name.to_lowercase().contains(&query);
        listing.with(|listing| {
            let items = listing.iter().flat_map(|listing| &listing.items);
            items.filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let items =
        Listbox::new(move || found.with(Vec::len), MoveKeys { ends: true, ..MoveKeys::default() });
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let choose = move |at: usize| {
        if let Some(item) = found.with_untracked(|found| found.get(at).cloned()) {
            close.run(());
            session.go(item.reveal);
        }
    };
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Enter" => choose(items.active().unwrap_or_default()),
            "Escape" => {
                close.run(());
                focus.run(());
            }
            key => {
                let Some(to) = items.press(key) else { return };
                if let Some(list) = list.get_untracked() {
                    bring_item_into_view(&list, to);
                }
            }
        }
        event.prevent_default();
    };
    // Closes the list when the focus leaves it.
    let left = move |event: FocusEvent| {
        let inside =
            event.related_target().zip(event.current_target()).is_some_and(|(to, from)| {
                let from: Option<&web_sys::Node> = from.dyn_ref();
                from.is_some_and(|from| from.contains(to.dyn_ref()))
            });
        if !inside {
            close.run(());
        }
    };
    // Some files have no places to list.
    let none = move || {
        if query.with(String::is_empty) { words::NO_OUTLINE } else { words::NO_RESULTS }
    };
    let label = words::filter(&title);
    let listed = title.clone();
    view! {
        <div class="outline" role="dialog" aria-label=title on:focusout=bound(left)>
            <input
                class="field__input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-label=label
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls="outline-items"
                aria-activedescendant=move || items.active().map(|at| format!("outline-{at}"))
                placeholder=words::FILTER
                node_ref=input
                on:input:target=move |event| {
                    query.set(event.target().value());
                    items.activate(0);
                }
                on:keydown=key
            />
            <ul class="outline__items" id="outline-items" role="listbox" aria-label=listed node_ref=list>
                {move || {
                    let all = found.get().into_iter().enumerate();
                    all.map(|(at, item)| view! { <Item items at item choose=Callback::new(choose) /> }).collect_view()
                }}
            </ul>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="outline__none">{none}</p>
            </Show>
        </div>
    }
}

#[component]
fn Item(
    /// The filtered list.
    items: Listbox,
    /// The index in it.
    at: usize,
    /// The place.
    item: Listed,
    /// Chooses the place with an index.
    choose: Callback<usize>,
) -> impl IntoView {
    let class = match item.depth {
        0 => "outline__item",
        1 => "outline__item outline__item--inner",
        _ => "outline__item outline__item--inmost",
    };
    view! {
        <ListOption
            id=format!("outline-{at}")
            list=items
            at
            class
            active="outline__item--active"
            choose
        >
            <span class="outline__name">{item.name}</span>
            <span class="outline__detail">{item.detail}</span>
        </ListOption>
    }
}
