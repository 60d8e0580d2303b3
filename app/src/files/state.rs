//! The state of the file tree and its menu.
//!
//! An item is identified by a `FileId`: a folder by its path, a bundle by the empty path.

use std::collections::HashSet;

use cyclotron_core::FileId;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::tree_filter::filtered;
use super::tree_rows::{TreeRow, rows};
use crate::session::{Beside, Event, Move, Session};

/// The number of frames within which a row that gets the focus has to be drawn.
const FRAMES: u32 = 60;

/// The state of the file tree. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TreeState {
    session: Session,
    /// The collapsed bundles and folders.
    pub closed: RwSignal<HashSet<FileId>>,
    /// The text of the filter; all rows are shown while it is empty.
    pub filter: RwSignal<String>,
    /// The bundles and folders that were expanded or collapsed since the filter changed.
    toggled: RwSignal<HashSet<FileId>>,
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
        let filter = RwSignal::<String>::default();
        let toggled = RwSignal::<HashSet<FileId>>::default();
        let rows = Memo::new(move |_| {
            session.workspace.with(|open| {
                session.stored.beside.with(|beside| {
                    filter.with(|text| {
                        if text.trim().is_empty() {
                            closed.with(|closed| rows(open, beside, closed))
                        } else {
                            toggled.with(|toggled| filtered(open, beside, text, toggled))
                        }
                    })
                })
            })
        });
        let tree = Self {
            session,
            closed,
            filter,
            toggled,
            focused: RwSignal::default(),
            menu: RwSignal::default(),
            rows,
            element: NodeRef::new(),
        };
        session.events.listen(move |event| match event {
            Event::Moved(change) => tree.follow(change),
            Event::Item { item, focus } => {
                // The filter may hide its row.
                tree.set_filter("");
                if *focus {
                    tree.focus(item.clone());
                } else {
                    tree.open_around(item);
                    tree.focused.set(Some(item.clone()));
                }
            }
            Event::Resumed => {
                tree.set_filter("");
                tree.collapse_many();
            }
            _ => {}
        });
        tree.collapse_many();
        tree
    }

    /// Sets the text of the filter.
    pub fn set_filter(self, text: &str) {
        if self.filter.with_untracked(|filter| filter != text) {
            self.toggled.update(HashSet::clear);
            self.filter.set(text.to_owned());
        }
    }

    /// Expands a bundle or folder, or collapses it.
    pub fn toggle(self, item: &FileId, is_open: bool) {
        if self.filter.with_untracked(|text| text.trim().is_empty()) {
            self.closed.update(|closed| {
                if is_open {
                    closed.remove(item);
                } else {
                    closed.insert(item.clone());
                }
            });
        } else {
            self.toggled.update(|toggled| {
                if !toggled.remove(item) {
                    toggled.insert(item.clone());
                }
            });
        }
    }

    /// Collapses all bundles, and the files beside them.
    pub fn collapse_all(self) {
        self.set_filter("");
        let Self { session, closed, .. } = self;
        let mut all: Vec<FileId> = session
            .workspace
            .with_untracked(|open| open.bundles.iter().map(|bundle| bundle.id("")).collect());
        let top = |beside: &Beside| FileId { bundle: beside.key(), path: String::new() };
        all.extend(
            session.stored.beside.with_untracked(|all| all.values().map(top).collect::<Vec<_>>()),
        );
        closed.update(|closed| closed.extend(all));
    }

    /// Collapses all bundles but the selected one, if there are many.
    fn collapse_many(self) {
        if untrack(|| self.session.has_many_bundles()) {
            self.collapse_all();
            if let Some(file) = self.session.selected.get_untracked() {
                self.open_around(&file);
            }
        }
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
    use crate::session::MANY;

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
    fn the_tree_of_many_bundles_is_collapsed() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let tree = TreeState::new(session);
            assert!(closed(tree).is_empty());
            let copy = session.workspace.get_untracked().bundles.remove(0);
            let selected = session.selected.get_untracked().unwrap();
            (0..MANY).for_each(|_| session.add(copy.clone()));
            session.selected.set(Some(selected.clone()));
            let tree = TreeState::new(session);
            assert_eq!(closed(tree).len(), MANY + 1);
            assert!(!closed(tree).contains(&FileId { path: String::new(), ..selected }));
            tree.collapse_all();
            assert_eq!(closed(tree).len(), MANY + 2);
            assert_eq!(tree.rows.get_untracked().len(), MANY + 2);
        });
    }

    #[test]
    fn the_filter_is_cleared_where_it_could_hide_a_new_item() {
        Owner::new().with(|| {
            let session = Session::new(None);
            let tree = TreeState::new(session);
            let all = tree.rows.get_untracked().len();
            tree.set_filter("manifest");
            let found = tree.rows.get_untracked();
            assert!(found.len() < all);
            // A collapsed match does not collapse the row of the whole tree.
            tree.toggle(&found[0].id, false);
            assert!(tree.rows.get_untracked().len() < found.len());
            session.events.send(Event::Item { item: id("a"), focus: false });
            assert_eq!(tree.rows.get_untracked().len(), all);
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
