//! A list whose items the arrow keys go through: that of the palette, the outline, a combobox or a menu.

use leptos::prelude::*;

/// The keys that move in a list, besides the arrow keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoveKeys {
    /// Whether Home and End go to the first and last item. In a field, they may move the cursor instead.
    pub ends: bool,
    /// The number of items that Page Up and Page Down move by; `None` if they don't move.
    pub page: Option<usize>,
}

/// The active item of a list. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Listbox {
    active: RwSignal<usize>,
    count: Signal<usize>,
    keys: MoveKeys,
}

impl Listbox {
    /// A list with `count` items, with the first item active.
    pub fn new(count: impl Fn() -> usize + Send + Sync + 'static, keys: MoveKeys) -> Self {
        Self { active: RwSignal::new(0), count: Signal::derive(count), keys }
    }

    /// The index of the active item; `None` if the list is empty.
    pub fn active(self) -> Option<usize> {
        let active = self.active.get();
        (active < self.count.get()).then_some(active)
    }

    /// Whether the item with this index is active.
    pub fn is_active(self, at: usize) -> bool {
        self.active.get() == at
    }

    /// Activates an item.
    pub fn activate(self, at: usize) {
        self.active.set(at);
    }

    /// Moves to the item that a key leads to, and returns its index; `None` if the key doesn't move.
    pub fn press(self, key: &str) -> Option<usize> {
        let (active, count) = (self.active.get_untracked(), self.count.get_untracked());
        let to = target(key, active, count, self.keys)?;
        self.active.set(to);
        Some(to)
    }
}

/// The index that a key leads to from `active`; `None` if the list is empty or the key doesn't move. The arrow keys go
/// from each end of the list to the other.
fn target(key: &str, active: usize, count: usize, keys: MoveKeys) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, keys.page) {
        ("ArrowDown", _) => Some((active + 1) % count),
        ("ArrowUp", _) => Some((active + last) % count),
        ("Home", _) if keys.ends => Some(0),
        ("End", _) if keys.ends => Some(last),
        ("PageDown", Some(page)) => Some((active + page).min(last)),
        ("PageUp", Some(page)) => Some(active.saturating_sub(page)),
        _ => None,
    }
}

/// An item of a list beside a text field. A press on it leaves the focus in the field.
#[component]
pub fn ListOption(
    /// The id of its element.
    id: String,
    /// The list.
    list: Listbox,
    /// Its index in the list.
    at: usize,
    /// The class of its element.
    class: &'static str,
    /// The class while it is active.
    active: &'static str,
    /// Whether it is the chosen one; without this, the active one is.
    #[prop(optional, into)]
    chosen: Option<Signal<bool>>,
    /// Whether it cannot be chosen.
    #[prop(optional)]
    disabled: bool,
    /// Chooses it.
    choose: Callback<usize>,
    children: Children,
) -> impl IntoView {
    let is_active = move || list.is_active(at);
    let is_chosen = move || chosen.map_or_else(is_active, |chosen| chosen.get());
    view! {
        <li
            class=class
            class=(active, is_active)
            role="option"
            id=id
            aria-selected=move || is_chosen().to_string()
            aria-disabled=disabled.then_some("true")
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| choose.run(at)
        >
            {children()}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_within_the_list_and_around_its_ends() {
        let all = MoveKeys { ends: true, page: Some(8) };
        for (key, from, to) in [
            ("ArrowDown", 0, Some(1)),
            ("ArrowDown", 9, Some(0)),
            ("ArrowUp", 0, Some(9)),
            ("ArrowUp", 4, Some(3)),
            ("Home", 4, Some(0)),
            ("End", 4, Some(9)),
            ("PageDown", 1, Some(9)),
            ("PageDown", 5, Some(9)),
            ("PageUp", 9, Some(1)),
            ("PageUp", 5, Some(0)),
            ("a", 4, None),
        ] {
            assert_eq!(target(key, from, 10, all), to, "{key} at {from}");
        }
        for key in ["ArrowDown", "ArrowUp", "Home", "End", "PageDown", "PageUp"] {
            assert_eq!(target(key, 0, 0, all), None, "{key} in an empty list");
        }
        // A field needs these keys itself.
        for key in ["Home", "End", "PageDown", "PageUp"] {
            assert_eq!(target(key, 4, 10, MoveKeys::default()), None, "{key}");
        }
    }

    #[test]
    fn the_active_item_follows_the_keys_and_is_none_in_an_empty_list() {
        Owner::new().with(|| {
            let count = RwSignal::new(3);
            let list = Listbox::new(move || count.get(), MoveKeys::default());
            assert_eq!(list.press("ArrowUp"), Some(2));
            assert_eq!(list.active(), Some(2));
            assert_eq!(list.press("Enter"), None);
            count.set(0);
            assert_eq!(list.active(), None);
        });
    }
}
