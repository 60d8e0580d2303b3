//! The actions on an item of the tree.

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::state::{TreeState, use_tree};
use super::tree_rows::TreeRow;
use crate::session::{Session, use_session};
use crate::shell::dialogs::{Dialogs, PageDialog, use_dialogs};
use crate::words::files::tree as words;

/// An action on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Creates a file in the bundle or folder, or beside the file.
    NewFile,
    /// Copies the bundle or file.
    Duplicate,
    /// Renames or moves the item.
    Rename,
    /// Deletes the file or folder, or closes the bundle.
    Delete,
}

/// The actions on an item, in the order of the menu.
pub fn actions(session: Session, item: &FileId) -> Vec<Action> {
    let is_folder = !item.path.is_empty() && !session.is_file(item);
    let mut all = vec![Action::NewFile, Action::Duplicate, Action::Rename, Action::Delete];
    all.retain(|action| *action != Action::Duplicate || !is_folder);
    all
}

impl Action {
    /// The label of the action for an item; an action on a whole bundle names the bundle.
    pub fn name(self, item: &FileId) -> String {
        let name = match self {
            _ if item.path.is_empty() => return self.name_for_bundle(&item.bundle),
            Self::NewFile => words::NEW_FILE,
            Self::Duplicate => words::DUPLICATE,
            Self::Rename => words::MOVE,
            Self::Delete => words::DELETE,
        };
        name.to_owned()
    }

    fn name_for_bundle(self, bundle: &str) -> String {
        match self {
            Self::NewFile => words::new_file_in(bundle),
            Self::Duplicate => words::duplicate(bundle),
            Self::Rename => words::rename(bundle),
            Self::Delete => words::close(bundle),
        }
    }

    /// The key of the action in the tree.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::NewFile | Self::Duplicate => None,
            Self::Rename => Some("F2"),
            Self::Delete => Some("Delete"),
        }
    }

    /// Runs the action.
    pub fn run(self, act: ItemActions, item: &FileId) {
        let ItemActions { session, tree, dialogs } = act;
        let is_bundle = item.path.is_empty();
        match self {
            Self::NewFile => dialogs.open(PageDialog::NewFile(item.clone())),
            Self::Rename => dialogs.open(PageDialog::Rename(item.clone())),
            Self::Duplicate if is_bundle => session.duplicate(&item.bundle),
            Self::Duplicate => session.duplicate_file(item),
            Self::Delete => {
                if let Some(next) = tree.rows.with_untracked(|rows| next(rows, item)) {
                    tree.focus(next);
                }
                if is_bundle {
                    session.close(&item.bundle);
                } else {
                    session.delete(item);
                }
            }
        }
    }
}

/// The state that the actions change. Cheap to copy.
#[derive(Clone, Copy)]
pub struct ItemActions {
    session: Session,
    tree: TreeState,
    dialogs: Dialogs,
}

/// The state that the actions change. Must be called below the root component.
pub fn use_item_actions() -> ItemActions {
    ItemActions { session: use_session(), tree: use_tree(), dialogs: use_dialogs() }
}

/// The row that gets the focus when an item is removed: the one after it, or else the one before.
fn next(rows: &[TreeRow], item: &FileId) -> Option<FileId> {
    let at = rows.iter().position(|row| row.id == *item)?;
    let level = rows[at].level;
    let after = rows[at + 1..].iter().find(|row| row.level <= level);
    // The row after a last file is a folder around it, or another bundle: the row before is nearer.
    let beside = after.filter(|row| row.level == level);
    beside.or(rows[..at].last()).or(after).map(|row| row.id.clone())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use cyclotron_core::{Bundle, File, Workspace};

    use super::super::tree_rows::rows;
    use super::*;

    fn id(bundle: &str, path: &str) -> FileId {
        FileId { bundle: bundle.into(), path: path.into() }
    }

    #[test]
    fn the_keyboard_goes_to_a_neighbour() {
        let bundles = ["one", "two"].map(|name| {
            let files = ["a/b.yaml", "a/c.yaml", "d.yaml"].map(|path| File::new(path, ""));
            Bundle { name: name.into(), files: files.into(), ..Bundle::default() }
        });
        let rows = rows(&Workspace { bundles: bundles.into() }, &HashSet::new());
        for (item, to) in [
            (id("one", "a/b.yaml"), Some(id("one", "a/c.yaml"))),
            (id("one", "a/c.yaml"), Some(id("one", "a/b.yaml"))),
            (id("one", "a"), Some(id("one", "d.yaml"))),
            (id("one", ""), Some(id("two", ""))),
            (id("two", ""), Some(id("one", "d.yaml"))),
            (id("none", ""), None),
        ] {
            assert_eq!(next(&rows, &item), to, "{item:?}");
        }
        assert_eq!(next(&rows[..1], &id("one", "")), None);
    }
}
