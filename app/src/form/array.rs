//! The control for an array: items that can be added, copied, moved and removed.

use cyclotron_core::{Action, Control, Field, Key};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::context::FieldContext;
use super::section::Fields;
use crate::ui::flow::For;
use crate::ui::focus::focus_in;
use crate::ui::long_list::{More, STEP, make_room};
use crate::words::form as words;

/// The items of an array, and a button that adds one.
#[component]
pub fn List(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let items = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::List { items, .. } => items.clone(),
            _ => Vec::new(),
        })
    });
    let count = Memo::new(move |_| items.with(Vec::len));
    let limit = RwSignal::new(STEP);
    let bounds = Memo::new(move |_| {
        place.read(|field| match &field.control {
            Control::List { min_items, max_items, .. } => (*min_items, *max_items),
            _ => (0, None),
        })
    });
    let is_full = move || bounds.get().1.is_some_and(|most| count.get() >= most);
    let is_full = Signal::derive(is_full);
    let least = Signal::derive(move || bounds.get().0);
    let add_id = place.part("add");
    let add = move |_| {
        let begun = place.field.with_untracked(|field| match &field.control {
            Control::List { items, blank, .. } => {
                Some((field.begin(Key::Index(items.len())), blank.clone()))
            }
            _ => None,
        });
        if let Some((item, blank)) = begun {
            make_room(limit, count.get_untracked());
            place.act_on(&item, Action::Set(blank));
        }
    };
    view! {
        <For each=move || 0..count.get().min(limit.get()) key=|at| *at let(at)>
            <Item place items at is_full least />
        </For>
        <More limit count />
        <button
            class="button button--small"
            type="button"
            id=add_id
            aria-label=move || words::add_item(&place.label())
            disabled=move || is_full.get()
            on:click=add
        >
            {words::ADD}
        </button>
    }
}

/// An item and its buttons.
#[component]
fn Item(
    /// The field of the array.
    place: FieldContext,
    /// All items.
    items: Memo<Vec<Field>>,
    /// Its index.
    at: usize,
    /// Whether the array holds as many items as the schema allows.
    is_full: Signal<bool>,
    /// The least number of items that the schema allows.
    least: Signal<usize>,
) -> impl IntoView {
    let field = Memo::new(move |_| items.with(|items| items.get(at).cloned()));
    let count = move || items.with(Vec::len);
    let act = move |action: Action| {
        if let Some(field) = field.get_untracked() {
            place.act_on(&field, action);
        }
    };
    let part = move |at: usize, part: &str| place.part(&format!("{at}/{part}"));
    let go = move |up: bool| {
        let last = untrack(count).saturating_sub(1);
        let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to <= last) };
        let Some(to) = to else { return };
        act(Action::Move(to));
        place.form.said.set(words::moved(to + 1, last + 1));
        // Focus the button that moves the item on, or the opposite one at the end of the array.
        let is_end = if up { to == 0 } else { to == last };
        let next = if up == is_end { "down" } else { "up" };
        let _ = focus_in(&part(to, next));
    };
    let moved = move |event: KeyboardEvent| {
        let up = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => true,
            "ArrowDown" if event.alt_key() => false,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(up);
    };
    let remove = move || {
        if let Some(field) = field.get_untracked() {
            place.remove(&field, words::removed_item(at + 1, &place.label()));
        }
        // The next item takes this place, if there is one.
        let next = if at > 0 { part(at - 1, "remove") } else { place.part("add") };
        let _ = focus_in(&next);
    };
    let is_first = Signal::derive(move || at == 0);
    let is_last = Signal::derive(move || at + 1 >= count());
    let is_needed = Signal::derive(move || count() <= least.get());
    view! {
        <div
            class="item"
            role="group"
            aria-label=move || words::item(at + 1, &place.label())
            on:keydown=moved
        >
            <Fields fields=Signal::derive(move || field.get().into_iter().collect::<Vec<_>>()) is_row=true />
            <div class="item__actions">
                <Act place at what=words::UP face="↑" part="up" disabled=is_first run=move || go(true) />
                <Act place at what=words::DOWN face="↓" part="down" disabled=is_last run=move || go(false) />
                <Act place at what=words::COPY face=words::COPY part="copy" disabled=is_full run=move || act(Action::Copy) />
                <Act place at what=words::REMOVE face="✕" part="remove" disabled=is_needed run=remove />
            </div>
        </div>
    }
}

/// A button of an item.
#[component]
fn Act(
    /// The field of the array.
    place: FieldContext,
    /// The index of the item.
    at: usize,
    /// The name of its action.
    what: &'static str,
    /// The visible text.
    face: &'static str,
    /// The suffix of the button's id.
    part: &'static str,
    /// Whether the action is unavailable.
    disabled: Signal<bool>,
    /// Runs the action.
    run: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            class="button button--small button--quiet"
            type="button"
            id=place.part(&format!("{at}/{part}"))
            aria-label=move || words::on_item(what, at + 1, &place.label())
            title=what
            disabled=move || disabled.get()
            on:click=move |_| run()
        >
            {face}
        </button>
    }
}
