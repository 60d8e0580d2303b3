//! The tree of the open bundles and their files, after the ARIA Authoring Practices: one item is in the tab order,
//! and arrows move between the items.

use cyclotron_core::FileId;
use leptos::attr::custom::custom_attribute;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement, ScrollLogicalPosition};

use super::actions::{actions, use_item_actions};
use super::filter::{FILTER_ID, begins_filter};
use super::kind_icon::KindIcon;
use super::marks::{Marks, TreeMarks, counts};
use super::state::{MenuPlace, TreeState, data_of, use_tree};
use super::tree_keys::{KeyEffect, does};
use super::tree_rows::TreeRow;
use crate::browser::lifetime::{Lifetime, bound};
use crate::session::{Session, is_beside, use_session};
use crate::transfer::saving::use_folders;
use crate::ui::await_element::focus_when_there;
use crate::ui::flow::For;
use crate::ui::focus::focus_in;
use crate::ui::scroll::bring_into_view;
use crate::words::files::tree as words;

/// The tree.
#[component]
pub fn Tree() -> impl IntoView {
    let session = use_session();
    let tree = use_tree();
    let TreeState { focused, rows, .. } = tree;
    // The item in the tab order: the focused one, or else the selected file, or else the first.
    let current = Memo::new(move |_| {
        rows.with(|rows| {
            let existing =
                |id: Option<FileId>| id.filter(|id| rows.iter().any(|row| row.id == *id));
            existing(focused.get())
                .or_else(|| existing(session.selected.get()))
                .or_else(|| rows.first().map(|row| row.id.clone()))
        })
    });
    let marks = TreeMarks {
        problems: Memo::new(move |_| {
            session.analysis.with(|analysis| counts(&analysis.diagnostics))
        }),
        unsaved: use_folders().unsaved(),
    };
    let toggle = move |id: &FileId, open: bool| {
        tree.toggle(id, open);
        // The row is replaced, and the new one gets the focus.
        tree.focus(id.clone());
    };
    let choose = Callback::new(move |row: TreeRow| {
        focused.set(Some(row.id.clone()));
        match row.open {
            Some(open) => {
                if !is_beside(&row.id.bundle) {
                    session.select_bundle(&row.id.bundle);
                }
                toggle(&row.id, !open);
            }
            None => session.select(&row.id),
        }
    });
    let menu = Callback::new(move |place: MenuPlace| {
        focused.set(Some(place.item.clone()));
        if actions(session, &place.item).is_empty() {
            return;
        }
        tree.menu.set(Some(place));
    });
    let act = use_item_actions();
    let press = move |event: KeyboardEvent| {
        // The button of a row has keys of its own.
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let is_button = target.is_some_and(|target| target.tag_name() == "BUTTON");
        if is_button && matches!(event.key().as_str(), "Enter" | " ") {
            return;
        }
        let all = rows.get_untracked();
        let here = current.get_untracked();
        let Some(at) = all.iter().position(|row| Some(&row.id) == here.as_ref()) else { return };
        let command = event.ctrl_key() || event.meta_key();
        if !command && !event.alt_key() && begins_filter(&event.key()) {
            event.stop_propagation();
            // The browser types the character into the filter, and those that follow at once.
            if focus_in(FILTER_ID) {
                return;
            }
            event.prevent_default();
            tree.set_filter(&event.key());
            return focus_when_there(FILTER_ID, || {});
        }
        if event.key() == "Escape" && tree.filter.with_untracked(|text| !text.is_empty()) {
            event.prevent_default();
            event.stop_propagation();
            tree.set_filter("");
            return tree.focus(all[at].id.clone());
        }
        let Some(does) = does(&event.key(), command, event.shift_key(), &all, at) else { return };
        event.prevent_default();
        let item = &all[at].id;
        match does {
            KeyEffect::Go(to) => {
                focused.set(Some(all[to].id.clone()));
                tree.focus_row(to);
            }
            KeyEffect::Open(open) => toggle(item, open),
            KeyEffect::Choose => choose.run(all[at].clone()),
            KeyEffect::Act(action) => {
                let available = actions(session, item);
                if available.iter().flatten().any(|other| *other == action) {
                    action.run(&act, item);
                }
            }
            KeyEffect::Menu => menu.run(below(event.target(), item)),
            KeyEffect::Undo => session.undo_last(),
        }
    };
    show_selected(session, tree);
    view! {
        <ul class="tree" role="tree" aria-label=words::FILES node_ref=tree.element on:keydown=press>
            <For each=move || rows.get() key=Clone::clone let(row)>
                <Item row current marks choose menu />
            </For>
        </ul>
    }
}

/// A row of the tree.
#[component]
fn Item(
    /// The row.
    row: TreeRow,
    /// The item in the tab order.
    current: Memo<Option<FileId>>,
    /// The marks of the items.
    marks: TreeMarks,
    /// Selects a file, or opens or closes a folder.
    choose: Callback<TreeRow>,
    /// Opens the menu of the item.
    menu: Callback<MenuPlace>,
) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(row.id.clone());
    let is = move |other: Option<&FileId>| id.with_value(|id| other == Some(id));
    let is_file = row.open.is_none();
    let selected = move || is_file && session.selected.with(|file| is(file.as_ref()));
    let point = move |event: MouseEvent| {
        event.prevent_default();
        event.stop_propagation();
        menu.run(MenuPlace { item: id.get_value(), at: (event.client_x(), event.client_y()) });
    };
    let open_menu = move |event: MouseEvent| {
        event.stop_propagation();
        menu.run(below(event.current_target(), &id.get_value()));
    };
    // Assistive technology may move the focus to any row.
    let focused = use_tree().focused;
    let focus = move || {
        if !focused.with_untracked(|focused| is(focused.as_ref())) {
            focused.set(Some(id.get_value()));
        }
    };
    let is_current = move || current.with(|current| is(current.as_ref()));
    let TreeRow { name, open, level, kind, hint, icon, .. } = row.clone();
    let label = words::actions_for(if row.id.path.is_empty() { &name } else { &row.id.path });
    view! {
        <li
            class=format!("tree__item tree__item--{kind} tree__item--level-{level}")
            role="treeitem"
            data-item=data_of(&row.id)
            {..custom_attribute("aria-level", level)}
            aria-expanded=open.map(|open| open.to_string())
            aria-selected=move || selected().to_string()
            tabindex=move || if is_current() { "0" } else { "-1" }
            on:focusin=bound(move |_| focus())
            on:click=move |_| choose.run(row.clone())
            on:contextmenu=point
        >
            <span class="tree__name">{name}</span>
            {icon.map(|kind| view! { " " <KindIcon kind /> })}
            {hint.map(|hint| view! { " " <span class="tree__hint">{hint}</span> })}
            <Marks item=id marks />
            <button
                class="tree__more"
                type="button"
                title=label.clone()
                aria-label=label
                aria-haspopup="menu"
                on:click=open_menu
            >
                "⋯"
            </button>
        </li>
    }
}

/// Scrolls to the row of each file that is selected, unless its folder is collapsed.
fn show_selected(session: Session, tree: TreeState) {
    let lifetime = Lifetime::current();
    Effect::new(move || {
        session.selected.track();
        lifetime.next_frame(move || {
            let list = tree.element.get_untracked();
            let row = list.and_then(|list| list.query_selector("[aria-selected=true]").ok()?);
            if let Some(row) = row {
                bring_into_view(&row, ScrollLogicalPosition::Nearest);
            }
        });
    });
}

/// The position of a menu below an element.
pub fn below(element: Option<EventTarget>, item: &FileId) -> MenuPlace {
    let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let (x, y) = element.map_or((0.0, 0.0), |element| {
        let rectangle = element.get_bounding_client_rect();
        (rectangle.left(), rectangle.bottom())
    });
    #[expect(clippy::cast_possible_truncation, reason = "a page is not a billion pixels wide")]
    MenuPlace { item: item.clone(), at: (x as i32, y as i32) }
}
