//! The state of the file tree, its menu and the open dialog.
//!
//! An item is identified by a `FileId`: a folder by its path, a bundle by the empty path.

use std::collections::HashSet;

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::Session;

/// The state of the file tree. Cheap to copy, as it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct TreeView {
    /// The collapsed bundles and folders.
    pub closed: RwSignal<HashSet<FileId>>,
    /// The item that had the focus last.
    pub focused: RwSignal<Option<FileId>>,
    /// The item to focus next.
    pub wanted: RwSignal<Option<FileId>>,
    /// The menu of an item, while it is open.
    pub menu: RwSignal<Option<MenuPlace>>,
    /// The open dialog.
    pub asking: RwSignal<Option<Asking>>,
}

/// A context menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuPlace {
    /// The item of the menu.
    pub item: FileId,
    /// The position in pixels from the left and top of the page.
    pub at: (i32, i32),
}

/// A dialog of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// Create a bundle: its kind and name.
    NewBundle,
    /// Create a file beside or in this item: its path.
    NewFile(FileId),
    /// Rename or move this item.
    Rename(FileId),
    /// Choose what to download, and how.
    Download,
    /// Share the selected bundle.
    Share,
    /// Choose one of the workspaces that the browser stores.
    Workspaces,
}

impl TreeView {
    /// Focuses an item, and expands the folders around it.
    pub fn want(&self, item: FileId) {
        self.open_around(&item);
        self.wanted.set(Some(item));
    }

    /// Expands the bundle and the folders around an item.
    pub fn open_around(&self, item: &FileId) {
        if self.closed.with_untracked(|closed| closed.iter().any(|one| is_around(one, item))) {
            self.closed.update(|closed| closed.retain(|one| !is_around(one, item)));
        }
    }
}

/// Whether `item` is in the bundle or the folder `outer`.
fn is_around(outer: &FileId, item: &FileId) -> bool {
    let rest = item.path.strip_prefix(outer.path.as_str());
    let is_below = rest.is_some_and(|rest| rest.starts_with('/') || outer.path.is_empty());
    outer.bundle == item.bundle && is_below && !item.path.is_empty()
}

impl Session {
    /// Whether an item is a file.
    pub fn is_file(&self, item: &FileId) -> bool {
        self.workspace.with_untracked(|workspace| workspace.file(item).is_some())
    }

    /// Opens a dialog.
    pub fn ask(&self, asking: Asking) {
        self.tree.asking.set(Some(asking));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(path: &str) -> FileId {
        FileId { bundle: "bundle".into(), path: path.into() }
    }

    #[test]
    fn what_gets_the_keyboard_is_in_sight() {
        Owner::new().with(|| {
            let tree = TreeView::default();
            let closed = ["", "a", "a/b", "a/bc", "c"].map(id);
            tree.closed.set(closed.into());
            tree.want(id("a/b/d.yaml"));
            let left: HashSet<_> = ["a/bc", "c"].map(id).into();
            assert_eq!(tree.closed.get_untracked(), left);
            tree.want(id(""));
            assert_eq!(tree.closed.get_untracked(), left);
        });
    }
}
