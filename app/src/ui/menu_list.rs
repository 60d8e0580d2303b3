//! The list of an open menu, after the ARIA Authoring Practices: the keys move the focus from item to item, and choose the
//! focused one.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, Node};

use super::listbox::{Listbox, MoveKeys};

/// The list of an open menu. Cheap to copy.
#[derive(Clone, Copy)]
pub struct MenuList {
    /// Its element, whose children are the items.
    pub element: NodeRef<html::Ul>,
    items: Listbox,
}

impl MenuList {
    /// A list with `count` items.
    pub fn new(count: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        let keys = MoveKeys { ends: true, ..MoveKeys::default() };
        Self { element: NodeRef::new(), items: Listbox::new(count, keys) }
    }

    /// Focuses an item.
    pub fn focus(self, at: usize) {
        self.items.activate(at);
        let list = self.element.get_untracked();
        let item =
            list.and_then(|list| list.children().item(u32::try_from(at).unwrap_or_default()));
        if let Some(item) = item {
            let _ = item.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Moves the focus if a key does that, and calls `choose` with the index of the focused item if a key chooses it.
    /// Returns whether the key did either.
    pub fn press(self, event: &KeyboardEvent, choose: impl FnOnce(usize)) -> bool {
        // Assistive technology may have moved the focus.
        if let Some(at) = self.position_of(event) {
            self.items.activate(at);
        }
        match event.key().as_str() {
            "Enter" | " " => choose(untrack(|| self.items.active()).unwrap_or_default()),
            key => match self.items.press(key) {
                Some(to) => self.focus(to),
                None => return false,
            },
        }
        true
    }

    /// Whether an element is in the list.
    pub fn contains(self, element: Option<&Node>) -> bool {
        let list = self.element.get_untracked();
        element.is_some() && list.is_some_and(|list| list.contains(element))
    }

    /// The index of the item that an event is sent to.
    fn position_of(self, event: &Event) -> Option<usize> {
        let target = event.target()?.dyn_into::<Node>().ok()?;
        let items = self.element.get_untracked()?.children();
        (0..items.length())
            .find(|at| items.item(*at).is_some_and(|item| item.is_same_node(Some(&target))))
            .and_then(|at| usize::try_from(at).ok())
    }
}
