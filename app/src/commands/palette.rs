//! The command palette: a search field over the page, with a list of matches.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::palette_item::PaletteItem;
use super::{Group, Keys, Listed, PALETTE, PaletteMatch, by_id, is_mac, use_commands};
use crate::browser::lifetime::after_dialog;
use crate::ui::dialog::Dialog;
use crate::ui::flow::Show;
use crate::ui::later::{Frame, later};
use crate::ui::listbox::{Listbox, MoveKeys};
use crate::ui::scroll::bring_into_view;
use crate::words::commands::palette as words;

/// The number of items that Page Up and Page Down move by.
const PAGE: usize = 8;

/// The palette dialog, while it is open.
#[component]
pub fn Palette() -> impl IntoView {
    let commands = use_commands();
    let close = Callback::new(move |()| commands.palette.set(false));
    view! { <Show when=move || commands.palette.get()>{dialog(close)}</Show> }
}

later! {
    /// The open dialog.
    fn dialog in rest(close: Callback<()>) while (Frame::Dialog(close)) {
        view! {
            <Dialog title=words::TITLE bare=true on_close=close>
                <Chooser />
            </Dialog>
        }
    }
}

/// The search field and the list of matches.
#[component]
fn Chooser() -> impl IntoView {
    let commands = use_commands();
    let query = RwSignal::new(String::new());
    let why_not = RwSignal::new(None::<&'static str>);
    let input = NodeRef::<html::Input>::new();
    let results = Memo::new(move |_| query.with(|query| commands.search(query)));
    let listed = Memo::new(move |_| {
        results.with(|all| all.iter().map(|group| group.found.len()).sum::<usize>())
    });
    let list =
        Listbox::new(move || listed.get(), MoveKeys { page: Some(PAGE), ..MoveKeys::default() });
    let type_in = move |text: String| {
        query.set(text);
        list.activate(0);
        why_not.set(None);
    };
    let choose = move |at: usize| {
        let found = results
            .with_untracked(|all| all.iter().flat_map(|group| &group.found).nth(at).cloned());
        let Some(PaletteMatch { item, hindrance, .. }) = found else { return };
        if hindrance.is_some() {
            return why_not.set(hindrance);
        }
        if let Some(key) = item.key() {
            commands.recent.note(key);
        }
        commands.palette.set(false);
        // The dialog must restore the focus before the command moves it.
        after_dialog(move || commands.go(&item));
    };
    let palette = by_id(PALETTE).keys_on(is_mac());
    let key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Enter" => choose(list.active().unwrap_or_default()),
            _ if palette.iter().any(|keys| keys.are(&Keys::of(&event))) => {
                commands.palette.set(false);
            }
            key => {
                let Some(to) = list.press(key) else { return };
                why_not.set(None);
                if let Some(item) = document().get_element_by_id(&item_id(to)) {
                    bring_into_view(&item, web_sys::ScrollLogicalPosition::Nearest);
                }
            }
        }
        event.prevent_default();
    };
    let said = move || match why_not.get() {
        Some(why) => why.to_owned(),
        None => words::count(results.with(|all| all.iter().map(|group| group.count).sum())),
    };
    let nothing = move || {
        // Only the help pages arrive later; everything else is already loaded.
        let is_help = query.with(|query| query.trim_start().starts_with('?'));
        if is_help && !commands.has_help() {
            words::PAGES_COMING.to_owned()
        } else {
            query.with(|query| words::nothing(query.trim()))
        }
    };
    view! {
        <div class="palette" on:keydown=key>
            <div class="palette__head">
                <input
                    class="palette__field"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="go"
                    maxlength="200"
                    aria-label=words::FIELD
                    aria-autocomplete="list"
                    aria-expanded=move || (listed.get() > 0).to_string()
                    aria-controls="palette-list"
                    aria-activedescendant=move || list.active().map(item_id)
                    placeholder=words::PLACEHOLDER
                    autofocus
                    node_ref=input
                    prop:value=move || query.get()
                    on:input:target=move |event| type_in(event.target().value())
                />
                <button
                    class="button button--small button--quiet"
                    type="button"
                    on:click=move |_| commands.palette.set(false)
                >
                    {words::CLOSE}
                </button>
            </div>
            <p class="palette__said" class:visually-hidden=move || why_not.with(Option::is_none) role="status">
                {said}
            </p>
            <div class="palette__list" id="palette-list" role="listbox" aria-label=words::LIST>
                {move || {
                    let mut first = 0;
                    let groups = results.get().into_iter().map(|group| {
                        let begin = first;
                        first += group.found.len();
                        view! { <Listing group begin list choose=Callback::new(choose) /> }
                    });
                    groups.collect_view()
                }}
            </div>
            <Show when=move || listed.get() == 0>
                <p class="palette__nothing">{nothing}</p>
            </Show>
            <div class="palette__signs" role="group" aria-label=words::SIGNS>
                {Group::ALL.map(|(group, sign, _)| view! {
                    <button
                        class="palette__sign"
                        type="button"
                        on:click=move |_| {
                            type_in(format!("{sign} "));
                            if let Some(input) = input.get_untracked() {
                                let _ = input.focus();
                            }
                        }
                    >
                        <kbd class="keys__key" aria-hidden="true">{sign.to_string()}</kbd>
                        {words::group(group)}
                    </button>
                }).into_iter().collect_view()}
            </div>
        </div>
    }
}

/// The listed items of one group.
#[component]
fn Listing(
    /// The group with its items.
    group: Listed,
    /// The index of its first item in the whole list.
    begin: usize,
    /// The whole list.
    list: Listbox,
    /// Chooses the item with an index.
    choose: Callback<usize>,
) -> impl IntoView {
    let Listed { group, found, count } = group;
    let name = words::group(group);
    let id = format!("palette-{name}");
    let labelled = id.clone();
    let some = (count > found.len()).then(|| words::some_of(found.len(), count));
    view! {
        <ul class="palette__group" role="group" aria-labelledby=labelled>
            <li class="palette__heading" role="presentation">
                <span id=id>{name}</span>
                {some.map(|some| view! { <span>{some}</span> })}
            </li>
            {found.into_iter().enumerate().map(|(at, found)| view! {
                <PaletteItem id=item_id(begin + at) at=begin + at found list choose />
            }).collect_view()}
        </ul>
    }
}

/// The element id of the item with an index.
fn item_id(at: usize) -> String {
    format!("palette-item-{at}")
}
