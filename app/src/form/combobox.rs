//! The control for one of many values: a combobox whose list is filtered by the typed text.

use cyclotron_core::Value;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::context::FieldContext;
use super::radios::{current, name, options};
use super::text::text;
use crate::browser::lifetime::bound;
use crate::ui::flow::{For, Show};
use crate::ui::listbox::{ListOption, Listbox, MoveKeys};
use crate::ui::scroll::bring_item_into_view;
use crate::words::form as words;

/// The most options that are listed at a time: a browser takes seconds for a list of unlimited length.
const MAX_LISTED: usize = 500;

/// The height in pixels that shows some options.
const ENOUGH: f64 = 160.0;
/// The distance in pixels between the list, the field and the edge of the pane.
const MARGIN: f64 = 12.0;

/// A combobox with a filtered list of options.
#[component]
pub fn Search(
    /// The field.
    place: FieldContext,
) -> impl IntoView {
    let options = options(place);
    let current = current(place);
    let query = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let list = NodeRef::<html::Ul>::new();
    let field = NodeRef::<html::Div>::new();
    let room = RwSignal::new(Room::default());
    let (found, more) = found(options, query);
    let items = Listbox::new(move || found.with(Vec::len), MoveKeys::default());
    let shown = move || shown(place, options, query);
    let close = move || {
        open.set(false);
        query.set(None);
    };
    // A text that is not an option is dropped, which is easily overlooked.
    let leave = move || {
        let typed = query.get_untracked().filter(|typed| !typed.trim().is_empty());
        let is_option = |typed: &String| {
            options.with_untracked(|all| all.iter().any(|(_, name)| name == typed))
        };
        if let Some(typed) = typed.filter(|typed| !is_option(typed)) {
            place.tell(words::not_an_option(&typed, &place.label()));
        }
        close();
    };
    let choose = move |at: usize| {
        if let Some((value, name)) = options.with_untracked(|all| all.get(at).cloned()) {
            place.set(Some(value));
            // The value itself arrives a moment later, with the next analysis.
            query.set(Some(name));
        }
        open.set(false);
    };
    let unfold = move || {
        if !open.get_untracked() {
            let at = current.with_untracked(|value| {
                options.with_untracked(|all| {
                    all.iter().position(|(option, _)| Some(option) == value.as_ref())
                })
            });
            items.activate(at.filter(|at| *at < MAX_LISTED).unwrap_or(0));
            query.set(None);
            if let Some(field) = field.get_untracked() {
                room.set(Room::around(&field));
            }
            open.set(true);
        }
    };
    let key = move |event: KeyboardEvent| {
        match (event.key().as_str(), open.get_untracked()) {
            ("ArrowDown", false) => unfold(),
            (_, false) => return,
            ("Enter", true) => {
                let at = items.active();
                if let Some(at) = found.with_untracked(|found| found.get(at?).copied()) {
                    choose(at);
                }
            }
            ("Escape", true) => close(),
            (key, true) => {
                let Some(to) = items.press(key) else { return };
                if let Some(list) = list.get_untracked() {
                    bring_item_into_view(&list, to);
                }
            }
        }
        event.prevent_default();
    };
    let controls = place.part("options");
    view! {
        <div class="search" node_ref=field>
            <input
                class="field__input"
                {..place.attributes()}
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=controls
                aria-activedescendant=move || {
                    let at = items.active().and_then(|at| found.with(|found| found.get(at).copied()));
                    open.get().then_some(at).flatten().map(|at| option_id(place, at))
                }
                placeholder=move || place.read(|field| match &field.default {
                    Some(default) => name(default, false),
                    None => words::CHOOSE.to_owned(),
                })
                prop:value=shown
                on:input:target=move |event| {
                    query.set(Some(event.target().value()));
                    items.activate(0);
                    open.set(true);
                }
                on:click=move |_| unfold()
                on:keydown=key
                on:blur=bound(move |_| leave())
            />
            <Found place options found more current items open room list choose=Callback::new(choose) />
        </div>
    }
}

/// The room for the list in the pane, below the field or above it.
#[derive(Clone, Copy, Default, PartialEq)]
struct Room {
    is_above: bool,
    /// In pixels.
    height: f64,
}

impl Room {
    /// The larger room, unless the one below is enough for some options.
    fn around(field: &Element) -> Self {
        let pane = field.closest(".pane__body, dialog").ok().flatten();
        let Some(pane) = pane else { return Self { is_above: false, height: ENOUGH } };
        let (field, pane) = (field.get_bounding_client_rect(), pane.get_bounding_client_rect());
        let (above, below) = (field.top() - pane.top(), pane.bottom() - field.bottom());
        let is_above = below < ENOUGH && above > below;
        let height = if is_above { above } else { below };
        Self { is_above, height: (height - MARGIN).max(ENOUGH / 2.0) }
    }
}

/// The list of the options that match.
#[component]
fn Found(
    /// The field.
    place: FieldContext,
    /// All options.
    options: Memo<Vec<(Value, String)>>,
    /// The indices of those that are listed.
    found: Memo<Vec<usize>>,
    /// The number of matches that are not listed.
    more: Signal<usize>,
    /// The value, or else the default.
    current: Memo<Option<Value>>,
    /// The listed options.
    items: Listbox,
    /// Whether the list is open.
    open: RwSignal<bool>,
    /// The room for the list.
    room: RwSignal<Room>,
    /// The element of the list.
    list: NodeRef<html::Ul>,
    /// Chooses the option with an index.
    choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <ul
            class="search__options"
            class:search__options--above=move || room.get().is_above
            // The room is known only at run time, so it cannot be in a style sheet.
            style=("--room", move || format!("{}px", room.get().height))
            role="listbox"
            id=place.part("options")
            aria-label=move || place.label()
            hidden=move || !open.get()
            node_ref=list
        >
            <For each=move || found.get().into_iter().enumerate() key=Clone::clone let((nth, at))>
                {
                    let (value, name) = options.with_untracked(|all| all.get(at).cloned()).unwrap_or_default();
                    view! {
                        <ListOption
                            id=option_id(place, at)
                            list=items
                            at=nth
                            class="search__option"
                            active="search__option--active"
                            chosen=Signal::derive(move || current.get().as_ref() == Some(&value))
                            choose=Callback::new(move |_| choose.run(at))
                        >
                            {name}
                        </ListOption>
                    }
                }
            </For>
            <Show when=move || found.with(Vec::is_empty)>
                <li class="search__none" role="option" aria-disabled="true" aria-selected="false">{words::NO_RESULTS}</li>
            </Show>
            <Show when=move || { more.get() > 0 }>
                <li class="search__none" role="option" aria-disabled="true" aria-selected="false">
                    {move || words::more_options(more.get())}
                </li>
            </Show>
        </ul>
    }
}

/// The element id of an option.
fn option_id(place: FieldContext, at: usize) -> String {
    place.part(&format!("options/{at}"))
}

/// The indices of the listed options that contain the typed text, and the number of matches that are not listed.
fn found(
    options: Memo<Vec<(Value, String)>>,
    query: RwSignal<Option<String>>,
) -> (Memo<Vec<usize>>, Signal<usize>) {
    let all = Memo::new(move |_| {
        let query = query.get().unwrap_or_default().to_lowercase();
        options.with(|options| {
            let fits =
                |(_, (_, name)): &(usize, &(Value, String))| name.to_lowercase().contains(&query);
            options.iter().enumerate().filter(fits).map(|(at, _)| at).collect::<Vec<_>>()
        })
    });
    let listed = Memo::new(move |_| all.with(|all| all.iter().take(MAX_LISTED).copied().collect()));
    (listed, Signal::derive(move || all.with(Vec::len).saturating_sub(MAX_LISTED)))
}

/// The text in the field: the typed text, or else the name of the value.
fn shown(
    place: FieldContext,
    options: Memo<Vec<(Value, String)>>,
    query: RwSignal<Option<String>>,
) -> String {
    query.get().unwrap_or_else(|| {
        place
            .read(|field| field.value.clone())
            .map(|value| {
                options.with(|all| {
                    let known = all.iter().find(|(option, _)| *option == value);
                    known.map_or_else(|| text(&value), |(_, name)| name.clone())
                })
            })
            .unwrap_or_default()
    })
}
