//! How the tree of files is shown, and what is asked about an item of it.
//!
//! An item is the id of a file; that of a folder has the folder's path, and that of a bundle none.

use std::collections::HashSet;

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::Session;

/// The state of the tree. Copy it freely: it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct TreeView {
    /// The bundles and folders that are closed.
    pub closed: RwSignal<HashSet<FileId>>,
    /// The item that had the keyboard last.
    pub focused: RwSignal<Option<FileId>>,
    /// The item that is to get the keyboard.
    pub wanted: RwSignal<Option<FileId>>,
    /// The menu of an item, while it is open.
    pub menu: RwSignal<Option<MenuPlace>>,
    /// What is asked in a dialog.
    pub asking: RwSignal<Option<Asking>>,
}

/// A menu over the page.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuPlace {
    /// The item that it is for.
    pub item: FileId,
    /// Where it is, in pixels from the left and the top of the page.
    pub at: (i32, i32),
}

/// What a dialog asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Asking {
    /// For the kind and the name of a new bundle.
    NewBundle,
    /// For the path of a new file, beside or in this item.
    NewFile(FileId),
    /// For another name or place of this item.
    Rename(FileId),
    /// What to download, and how.
    Download,
    /// How to share the bundle that is shown.
    Share,
    /// Which of the workspaces that the browser keeps.
    Workspaces,
}

impl TreeView {
    /// Gives an item the keyboard, the folders around it opened.
    pub fn want(&self, item: FileId) {
        self.open_around(&item);
        self.wanted.set(Some(item));
    }

    /// Opens what is around an item.
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

    /// Asks something in a dialog.
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
