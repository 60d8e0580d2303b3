//! A button that opens a menu, after the ARIA Authoring Practices: arrows move, Escape and Tab close.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::menu_list::MenuList;
use crate::browser::lifetime::bound;

/// An item of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// The label.
    pub name: String,
    /// Whether it is unavailable now.
    pub is_disabled: bool,
    /// Whether a line separates it from the item above.
    pub begins_group: bool,
    /// The action.
    pub run: Callback<()>,
}

impl MenuItem {
    /// An available item.
    pub fn new(name: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        let run = Callback::new(move |()| run());
        Self { name: name.into(), is_disabled: false, begins_group: false, run }
    }

    /// Disables the item unless `is_available`.
    pub fn only_if(self, is_available: bool) -> Self {
        Self { is_disabled: !is_available, ..self }
    }

    /// Separates the item from the one above.
    pub fn begin_group(self) -> Self {
        Self { begins_group: true, ..self }
    }
}

/// A button with a menu. The browser closes the menu at a press outside and at Escape; it also closes when the focus
/// leaves it, and before an item runs.
#[component]
pub fn MenuButton(
    /// The id of the menu.
    id: &'static str,
    /// The accessible name of the button and of the menu.
    label: &'static str,
    /// The class of the button.
    #[prop(default = "button button--icon")]
    class: &'static str,
    /// The items.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    children: Children,
) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    let list = MenuList::new(move || items.with(Vec::len));
    let is_open = RwSignal::new(false);
    // The right and the lower edge of the button.
    let place = RwSignal::new((0.0, 0.0));
    let toggled = move |_| {
        let Some(element) = list.element.get_untracked() else { return };
        let is_shown = element.matches(":popover-open").unwrap_or_default();
        is_open.set(is_shown);
        if is_shown {
            list.focus(0);
        }
    };
    let measure = move |_| {
        if let Some(button) = button.get_untracked() {
            let rect = button.get_bounding_client_rect();
            place.set((rect.right(), rect.bottom()));
        }
    };
    // The focus returns to the button.
    let close = move || {
        if let Some(list) = list.element.get_untracked() {
            // Fails only if the menu is closed already.
            let _ = list.hide_popover();
        }
    };
    let choose = move |at: usize| {
        let item = items.with_untracked(|items| items.get(at).cloned());
        if let Some(item) = item.filter(|item| !item.is_disabled) {
            close();
            item.run.run(());
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Tab" {
            return close();
        }
        if list.press(&event, choose) {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let left = move |event: FocusEvent| {
        let to = event.related_target();
        let to = to.as_ref().and_then(|to| to.dyn_ref::<Node>());
        // A press on the button closes the menu itself.
        let is_inside = list.contains(to)
            || button.get_untracked().is_some_and(|button| to.is_some() && button.contains(to));
        if !is_inside {
            close();
        }
    };
    view! {
        <button
            class=class
            type="button"
            popovertarget=id
            title=label
            aria-label=label
            aria-haspopup="menu"
            aria-expanded=move || is_open.get().to_string()
            node_ref=button
            on:click=measure
        >
            {children()}
        </button>
        <ul
            class="menu menu--button"
            id=id
            popover="auto"
            role="menu"
            aria-label=label
            // The position is known only at run time, so it cannot be in a style sheet.
            style=("--menu-right", move || format!("{}px", place.get().0))
            style=("--menu-y", move || format!("{}px", place.get().1))
            node_ref=list.element
            on:toggle=bound(toggled)
            on:keydown=key
            on:focusout=bound(left)
        >
            {move || {
                let items = items.get().into_iter().enumerate();
                items.map(|(at, item)| view! { <Row at item choose=Callback::new(choose) /> }).collect_view()
            }}
        </ul>
    }
}

/// An item of an open menu.
#[component]
fn Row(
    /// Its index.
    at: usize,
    /// The item.
    item: MenuItem,
    /// Chooses the item with an index.
    choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <li
            class="menu__item"
            class:menu__item--begins=item.begins_group
            role="menuitem"
            tabindex="-1"
            aria-disabled=item.is_disabled.then_some("true")
            on:click=move |_| choose.run(at)
        >
            {item.name}
        </li>
    }
}

/// Three dots, for a button with further actions.
#[component]
pub fn Dots() -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M3 7h2v2H3zM7 7h2v2H7zM11 7h2v2h-2z" fill="currentColor" stroke="none" />
        </svg>
    }
}
