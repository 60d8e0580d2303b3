//! The menu of an item of the tree, after the ARIA Authoring Practices: arrows move, Escape closes.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::actions::{Action, actions, use_item_actions};
use super::state::{MenuPlace, use_tree};
use crate::browser::lifetime::bound;
use crate::session::use_session;
use crate::ui::focus::focused;
use crate::ui::later::{Frame, later};
use crate::ui::menu_list::MenuList;
use crate::words::files::tree as words;

/// The menu, while it is open.
#[component]
pub fn Menu() -> impl IntoView {
    let tree = use_tree();
    let close = Callback::new(move |()| tree.menu.set(None));
    move || tree.menu.get().map(|place| open(place, close))
}

later! {
    /// An open menu.
    fn open in rest(place: MenuPlace, close: Callback<()>) while (Frame::Dialog(close)) {
        view! { <Open place close /> }
    }
}

/// An open menu.
#[component]
fn Open(
    /// The item of the menu, and its position.
    place: MenuPlace,
    /// Closes it.
    close: Callback<()>,
) -> impl IntoView {
    let act = use_item_actions();
    let opener = StoredValue::new_local(focused());
    let item = StoredValue::new(place.item.clone());
    let session = use_session();
    let groups = actions(session, &place.item);
    let begins: Vec<Action> =
        groups.iter().skip(1).filter_map(|group| group.first().copied()).collect();
    let all: Vec<Action> = groups.concat();
    let count = all.len();
    let list = MenuList::new(move || count);
    Effect::new(move || {
        if list.element.get().is_some() {
            list.focus(0);
        }
    });
    let back = move || {
        close.run(());
        if let Some(opener) = opener.get_value() {
            opener.focus();
        }
    };
    let choose = move |action: Action| {
        // Closes first, so that a dialog of the action returns the focus to where the menu was opened.
        back();
        action.run(&act, &item.get_value());
    };
    let chosen = StoredValue::new(all.clone());
    let key = move |event: KeyboardEvent| {
        let is_used = if matches!(event.key().as_str(), "Escape" | "Tab") {
            back();
            true
        } else {
            list.press(&event, |at| choose(chosen.with_value(|all| all[at])))
        };
        if is_used {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    // Closes the menu when the focus leaves it.
    let left = move |event: FocusEvent| {
        let to = event.related_target();
        if !list.contains(to.as_ref().and_then(|to| to.dyn_ref())) {
            close.run(());
        }
    };
    let name = if place.item.path.is_empty() { &place.item.bundle } else { &place.item.path };
    let (x, y) = place.at;
    let height =
        window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let is_low = f64::from(y) > height / 2.0;
    view! {
        // A landmark, since all content of a page belongs in a landmark.
        <section aria-label=words::ACTIONS>
            <ul
                class="menu"
                class:menu--up=is_low
                role="menu"
                aria-label=words::actions_for(name)
                // The position is known only at run time, so it cannot be in a style sheet.
                style=("--menu-x", format!("{x}px"))
                style=("--menu-y", format!("{y}px"))
                node_ref=list.element
                on:keydown=key
                on:focusout=bound(left)
                on:contextmenu=|event| event.prevent_default()
            >
                {all.into_iter().map(|action| {
                    let is_on = action.is_on(session, &place.item);
                    view! {
                        <li
                            class="menu__item"
                            class:menu__item--begins=begins.contains(&action)
                            role=if is_on.is_some() { "menuitemcheckbox" } else { "menuitem" }
                            tabindex="-1"
                            aria-checked=is_on.map(|is_on| is_on.to_string())
                            aria-keyshortcuts=action.key()
                            on:click=move |_| choose(action)
                        >
                            {action.name(&act, &place.item)}
                            {action.key().map(|key| view! {
                                <kbd class="menu__key" aria-hidden="true">{key}</kbd>
                            })}
                        </li>
                    }
                }).collect_view()}
            </ul>
        </section>
    }
}
