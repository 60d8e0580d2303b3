//! The state of the file tree and its menu.
//!
//! An item is identified by a `FileId`: a folder by its path, a bundle by the empty path.

use std::collections::HashSet;

use cyclotron_core::FileId;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::tree_rows::{TreeRow, rows};
use crate::session::{Event, Move, Session};

/// The number of frames within which a row that gets the focus has to be drawn.
const FRAMES: u32 = 60;

/// The state of the file tree. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TreeState {
    /// The collapsed bundles and folders.
    pub closed: RwSignal<HashSet<FileId>>,
    /// The item that had the focus last.
    pub focused: RwSignal<Option<FileId>>,
    /// The menu of an item, while it is open.
    pub menu: RwSignal<Option<MenuPlace>>,
    /// The visible rows.
    pub rows: Memo<Vec<TreeRow>>,
    /// The element of the tree.
    pub element: NodeRef<html::Ul>,
}

/// A context menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuPlace {
    /// The item of the menu.
    pub item: FileId,
    /// The position in pixels from the left and top of the page.
    pub at: (i32, i32),
}

/// The identity of an item in the element of its row.
pub fn data_of(FileId { bundle, path }: &FileId) -> String {
    format!("{bundle}/{path}")
}

/// Whether an element is that of a row as it is now.
fn is_drawn(element: &Element, row: &TreeRow) -> bool {
    element.get_attribute("data-item") == Some(data_of(&row.id))
        && element.get_attribute("aria-expanded") == row.open.map(|open| open.to_string())
}

impl TreeState {
    /// Creates the state, which follows the items of the session from now on.
    pub fn new(session: Session) -> Self {
        let closed = RwSignal::<HashSet<FileId>>::default();
        let rows = Memo::new(move |_| {
            closed.with(|closed| session.workspace.with(|workspace| rows(workspace, closed)))
        });
        let tree = Self {
            closed,
            focused: RwSignal::default(),
            menu: RwSignal::default(),
            rows,
            element: NodeRef::new(),
        };
        session.events.listen(move |event| match event {
            Event::Moved(change) => tree.follow(change),
            Event::Item { item, focus: true } => tree.focus(item.clone()),
            Event::Item { item, focus: false } => {
                tree.open_around(item);
                tree.focused.set(Some(item.clone()));
            }
            _ => {}
        });
        tree
    }

    /// Focuses an item, and expands the folders around it.
    pub fn focus(self, item: FileId) {
        self.open_around(&item);
        self.focused.set(Some(item.clone()));
        // The change that creates the row may follow.
        request_animation_frame(move || self.focus_when_drawn(item, FRAMES));
    }

    /// Focuses the row of an item once it is drawn, within this many frames. A dialog that closes may give the focus to
    /// another row until then.
    fn focus_when_drawn(self, item: FileId, frames: u32) {
        let row = self.rows.try_with_untracked(|rows| {
            let at = rows.iter().position(|row| row.id == item)?;
            Some((at, rows[at].clone()))
        });
        let Some((at, row)) = row.flatten() else { return };
        if self.element_of(at).is_some_and(|element| is_drawn(&element, &row)) {
            self.focus_row(at);
        } else if frames > 0 {
            request_animation_frame(move || self.focus_when_drawn(item, frames - 1));
        }
    }

    /// Focuses the row with an index.
    pub fn focus_row(self, at: usize) {
        if let Some(row) = self.element_of(at) {
            let _ = row.unchecked_into::<HtmlElement>().focus();
        }
    }

    fn element_of(self, at: usize) -> Option<Element> {
        self.element.get_untracked()?.children().item(u32::try_from(at).ok()?)
    }

    /// Expands the bundle and the folders around an item.
    fn open_around(self, item: &FileId) {
        if self.closed.with_untracked(|closed| closed.iter().any(|folder| is_around(folder, item)))
        {
            self.closed.update(|closed| closed.retain(|folder| !is_around(folder, item)));
        }
    }

    /// Updates the names and paths of the items.
    fn follow(self, change: &Move) {
        self.closed.update(|closed| {
            *closed = closed.drain().map(|id| change.of(&id).unwrap_or(id)).collect();
        });
        self.focused.update(|focused| focused.iter_mut().for_each(|id| change.follow(id)));
    }
}

/// Whether `item` is in the bundle or the folder `outer`.
fn is_around(outer: &FileId, item: &FileId) -> bool {
    let rest = item.path.strip_prefix(outer.path.as_str());
    let is_below = rest.is_some_and(|rest| rest.starts_with('/') || outer.path.is_empty());
    outer.bundle == item.bundle && is_below && !item.path.is_empty()
}

/// The state of the file tree. Must be called below the root component.
pub fn use_tree() -> TreeState {
    expect_context()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> FileId {
        FileId { bundle: "bundle".into(), path: path.into() }
    }

    fn closed(tree: TreeState) -> HashSet<FileId> {
        tree.closed.get_untracked()
    }

    #[test]
    fn the_folders_around_an_item_are_expanded() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let tree = TreeState::new(session);
            tree.closed.set(["", "a", "a/b", "a/bc", "c"].map(id).into());
            session.events.send(Event::Item { item: id("a/b/d.yaml"), focus: false });
            assert_eq!(tree.focused.get_untracked(), Some(id("a/b/d.yaml")));
            let left: HashSet<_> = ["a/bc", "c"].map(id).into();
            assert_eq!(closed(tree), left);
            tree.open_around(&id(""));
            assert_eq!(closed(tree), left);
        });
    }

    #[test]
    fn a_collapsed_folder_stays_collapsed_when_it_is_moved_or_its_bundle_renamed() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let tree = TreeState::new(session);
            tree.closed.set(["a/b", "d"].map(id).into());
            tree.focused.set(Some(id("a/b")));
            let paths = [("a", "x/y"), ("a/b", "x/y/b"), ("a/b/c.yaml", "x/y/b/c.yaml")];
            let paths = paths.map(|(from, to)| (from.to_owned(), to.to_owned()));
            let change = Move::Files { bundle: "bundle".into(), paths: paths.into() };
            session.events.send(Event::Moved(change));
            assert_eq!(closed(tree), ["x/y/b", "d"].map(id).into());
            assert_eq!(tree.focused.get_untracked(), Some(id("x/y/b")));
            let change = Move::Bundle { from: "bundle".into(), to: "other".into() };
            session.events.send(Event::Moved(change));
            let renamed = |path: &str| FileId { bundle: "other".into(), path: path.into() };
            assert_eq!(closed(tree), ["x/y/b", "d"].map(renamed).into());
        });
    }
}
