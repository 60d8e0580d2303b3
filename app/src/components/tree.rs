//! The tree of the open bundles and their files, as the ARIA practices have it: one item is in the
//! tab order, arrows go on.

use std::collections::HashSet;

use cyclotron_core::{FileId, Severity};
use leptos::attr::custom::custom_attribute;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::tree_rows::{Row, rows};
use crate::session::use_session;

/// The tree.
#[component]
pub fn Tree() -> impl IntoView {
    let session = use_session();
    let closed = RwSignal::new(HashSet::<FileId>::new());
    let rows = Memo::new(move |_| {
        closed.with(|closed| session.workspace.with(|workspace| rows(workspace, closed)))
    });
    let focused = RwSignal::new(None::<FileId>);
    // The item in the tab order: where the keyboard was, else the selected file, else the first.
    let current = Memo::new(move |_| {
        rows.with(|rows| {
            let there = |id: Option<FileId>| id.filter(|id| rows.iter().any(|row| row.id == *id));
            there(focused.get())
                .or_else(|| there(session.selected.get()))
                .or_else(|| rows.first().map(|row| row.id.clone()))
        })
    });
    let toggle = move |id: &FileId, open: bool| {
        closed.update(|closed| {
            if open {
                closed.remove(id);
            } else {
                closed.insert(id.clone());
            }
        });
    };
    let choose = Callback::new(move |row: Row| {
        focused.set(Some(row.id.clone()));
        match row.open {
            Some(open) => toggle(&row.id, !open),
            None => session.select(&row.id),
        }
    });
    let tree = NodeRef::<html::Ul>::new();
    let focus = move |at: usize| {
        let item = tree.get().and_then(|tree| tree.children().item(u32::try_from(at).ok()?));
        if let Some(item) = item {
            let _ = item.unchecked_into::<HtmlElement>().focus();
        }
    };
    let go = move |event: KeyboardEvent| {
        let all = rows.get();
        let Some(at) = all.iter().position(|row| Some(&row.id) == current.get().as_ref()) else {
            return;
        };
        let to = match (event.key().as_str(), all[at].open) {
            ("ArrowDown", _) | ("ArrowRight", Some(true)) => (at + 1).min(all.len() - 1),
            ("ArrowUp", _) => at.saturating_sub(1),
            ("Home", _) => 0,
            ("End", _) => all.len() - 1,
            ("ArrowRight", Some(false)) => return toggle(&all[at].id, true),
            ("ArrowLeft", Some(true)) => return toggle(&all[at].id, false),
            ("ArrowLeft", _) => {
                all[..at].iter().rposition(|row| row.level < all[at].level).unwrap_or(at)
            }
            ("Enter" | " ", _) => {
                event.prevent_default();
                return choose.run(all[at].clone());
            }
            _ => return,
        };
        event.prevent_default();
        focused.set(Some(all[to].id.clone()));
        focus(to);
    };
    view! {
        <ul class="tree" role="tree" aria-label="Files" node_ref=tree on:keydown=go>
            <For each=move || rows.get() key=Clone::clone let(row)>
                <Item row current choose />
            </For>
        </ul>
    }
}

/// One line.
#[component]
fn Item(
    /// What it is of.
    row: Row,
    /// The item in the tab order.
    current: Memo<Option<FileId>>,
    /// Called when it is chosen.
    choose: Callback<Row>,
) -> impl IntoView {
    let session = use_session();
    let id = StoredValue::new(row.id.clone());
    let is = move |other: Option<&FileId>| id.with_value(|id| other == Some(id));
    let is_file = row.open.is_none();
    let selected = move || is_file && session.selected.with(|file| is(file.as_ref()));
    let severity = Memo::new(move |_| {
        session.analysis.with(|analysis| {
            let own = analysis.diagnostics.iter().filter(|one| is(Some(&one.file)));
            own.map(|one| one.severity).filter(|severity| *severity != Severity::Info).min()
        })
    });
    let mark = move || {
        let (class, sign, words) = match severity.get()? {
            Severity::Error => ("tree__mark tree__mark--error", "●", " has errors"),
            _ => ("tree__mark tree__mark--warning", "▲", " has warnings"),
        };
        Some(view! {
            <span class=class>
                <span aria-hidden="true">{sign}</span>
                <span class="visually-hidden">{words}</span>
            </span>
        })
    };
    let Row { name, open, level, kind, hint, .. } = row.clone();
    view! {
        <li
            class=format!("tree__item tree__item--{kind} tree__item--level-{level}")
            role="treeitem"
            {..custom_attribute("aria-level", level)}
            aria-expanded=open.map(|open| open.to_string())
            aria-selected=move || selected().to_string()
            tabindex=move || if current.with(|current| is(current.as_ref())) { "0" } else { "-1" }
            on:click=move |_| choose.run(row.clone())
        >
            <span class="tree__name">{name}</span>
            {hint.map(|hint| view! { " " <span class="tree__hint">{hint}</span> })}
            {mark}
        </li>
    }
}
