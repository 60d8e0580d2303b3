//! The tree of problems: files, their problems, and the details of each on demand.

use std::collections::HashSet;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::item::{FileItem, ProblemItem};
use super::rows::{Row, RowKey, Rows};
use super::state::{ProblemsState, use_problems};
use crate::commands::{Keys, by_id, is_mac};
use crate::ui::flow::For;
use crate::ui::tree_keys::{TreeMove, TreeNode, tree_move};

/// The state that the rows of a tree share. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ProblemTree {
    /// The rows.
    pub rows: Memo<Rows>,
    /// The row in the tab order.
    pub current: Memo<Option<RowKey>>,
    problems: ProblemsState,
}

impl ProblemTree {
    /// Notes that the focus is in a row.
    pub fn focused(self, key: &RowKey) {
        if self.problems.focused.with_untracked(|focused| focused.as_ref() != Some(key)) {
            self.problems.focused.set(Some(key.clone()));
        }
    }

    /// Expands or collapses a row.
    pub fn toggle(self, key: &RowKey) {
        self.problems.focused.set(Some(key.clone()));
        match key {
            RowKey::File(file) => self.problems.closed.update(|closed| flip(closed, file)),
            RowKey::Problem(_) => self.problems.open.update(|open| flip(open, key)),
        }
    }

    /// Whether a row is expanded.
    pub fn is_open(self, key: &RowKey) -> bool {
        match key {
            RowKey::File(file) => self.problems.closed.with(|closed| !closed.contains(file)),
            RowKey::Problem(_) => self.problems.open.with(|open| open.contains(key)),
        }
    }

    fn node(self, key: &RowKey) -> TreeNode {
        let level = match (key, self.rows.with(|rows| rows.rows.get(key).cloned())) {
            (RowKey::File(_), _) => 1,
            (_, Some(Row::Problem(row))) if row.is_effect => 3,
            _ => 2,
        };
        TreeNode { level, open: Some(self.is_open(key)) }
    }
}

fn flip<T: Clone + Eq + std::hash::Hash>(set: &mut HashSet<T>, item: &T) {
    if !set.remove(item) {
        set.insert(item.clone());
    }
}

/// The tree. Arrows move between rows and expand them, Enter goes to the place of a problem, Space shows its details,
/// and the keys of the fix at the cursor apply its fix.
#[component]
pub fn Tree(
    /// The rows.
    rows: Memo<Rows>,
    /// The accessible name.
    label: &'static str,
) -> impl IntoView {
    let problems = use_problems();
    let visible =
        Memo::new(move |_| problems.closed.with(|closed| rows.with(|rows| rows.visible(closed))));
    let current = Memo::new(move |_| {
        visible.with(|visible| {
            let focused = problems.focused.get().filter(|key| visible.contains(key));
            focused.or_else(|| visible.first().cloned())
        })
    });
    let tree = ProblemTree { rows, current, problems };
    let list = NodeRef::<html::Ul>::new();
    let focus_row = move |at: usize| {
        let row =
            list.get_untracked().and_then(|list| list.children().item(u32::try_from(at).ok()?));
        if let Some(row) = row {
            let _ = row.unchecked_into::<HtmlElement>().focus();
        }
    };
    let press = move |event: KeyboardEvent| {
        // Buttons in the details handle their own keys.
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.and_then(|target| target.get_attribute("role")).as_deref() != Some("treeitem") {
            return;
        }
        let keys = visible.get_untracked();
        let Some(here) = current.get_untracked() else { return };
        let Some(at) = keys.iter().position(|key| *key == here) else { return };
        let row = rows.with_untracked(|rows| rows.rows.get(&here).cloned());
        let pressed = Keys::of(&event);
        let is_fix = by_id("fix").keys_on(is_mac()).iter().any(|keys| keys.are(&pressed));
        if !is_fix && (event.ctrl_key() || event.meta_key() || event.alt_key()) {
            return;
        }
        match (event.key().as_str(), row) {
            (_, Some(Row::Problem(row))) if is_fix => problems.fix_row(&row),
            ("Enter", Some(Row::Problem(row))) => problems.show(row.first()),
            ("Enter" | " ", _) => tree.toggle(&here),
            (key, _) => {
                let nodes: Vec<_> = untrack(|| keys.iter().map(|key| tree.node(key)).collect());
                match tree_move(key, &nodes, at) {
                    Some(TreeMove::Go(to)) => {
                        problems.focused.set(Some(keys[to].clone()));
                        focus_row(to);
                    }
                    Some(TreeMove::Open(_)) => tree.toggle(&here),
                    Some(TreeMove::Choose) | None => return,
                }
            }
        }
        event.prevent_default();
        event.stop_propagation();
    };
    view! {
        <ul class="problems" role="tree" aria-label=label node_ref=list on:keydown=press>
            <For each=move || visible.get() key=Clone::clone let(key)>
                {match key {
                    RowKey::File(_) => view! { <FileItem tree key /> }.into_any(),
                    RowKey::Problem(_) => view! { <ProblemItem tree key /> }.into_any(),
                }}
            </For>
        </ul>
    }
}
