//! The actions on an item of the tree.

use cyclotron_core::FileId;
use leptos::prelude::*;

use super::state::{TreeState, use_tree};
use super::tree_rows::TreeRow;
use crate::compare::sides::{Comparison, use_comparison};
use crate::session::{Session, is_beside, shown_name, use_session};
use crate::shell::dialogs::{Dialogs, PageDialog, use_dialogs};
use crate::transfer::download::{Downloads, use_downloads};
use crate::transfer::folder;
use crate::transfer::saving::{Folders, use_folders};
use crate::versions::marked::{ShownVersions, use_shown_versions};
use crate::words::files::tree as words;

/// An action on an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Downloads the bundle.
    Download,
    /// Saves the bundle to its folder, or lets the user choose one.
    Save,
    /// Includes the samples in downloads of the bundle, or leaves them out.
    IncludeSamples,
    /// Opens the versions of the bundle.
    Versions,
    /// Compares the bundle with a version or another bundle.
    Compare,
    /// Ejects the bundle from Proton.
    Eject,
    /// Creates a file in the bundle or folder, or beside the file.
    NewFile,
    /// Copies the bundle or file.
    Duplicate,
    /// Renames or moves the item.
    Rename,
    /// Deletes the file or folder, or closes the bundle.
    Delete,
}

/// The actions on a bundle, in the groups of its menu.
const ON_BUNDLE: [&[Action]; 4] = [
    &[Action::Download, Action::Save, Action::IncludeSamples],
    &[Action::Versions, Action::Compare, Action::Eject],
    &[Action::NewFile, Action::Duplicate, Action::Rename],
    &[Action::Delete],
];
/// The actions on a file or a folder.
const ON_FILE: [&[Action]; 1] =
    [&[Action::NewFile, Action::Duplicate, Action::Rename, Action::Delete]];

/// The available actions on an item, in the groups of its menu.
pub fn actions(session: Session, item: &FileId) -> Vec<Vec<Action>> {
    if is_beside(&item.bundle) {
        // Files beside bundles can only be edited and saved.
        return if folder::can_pick() { vec![vec![Action::Save]] } else { vec![] };
    }
    let is_bundle = item.path.is_empty();
    let is_folder = !is_bundle && !session.has_file(item);
    let groups: &[&[Action]] = if is_bundle { &ON_BUNDLE } else { &ON_FILE };
    let is_available = |action: &Action| match action {
        Action::Duplicate => !is_folder,
        Action::Save => folder::can_pick(),
        // A safe start runs no template.
        Action::Eject => !session.safe.get_untracked(),
        _ => true,
    };
    groups.iter().map(|group| group.iter().copied().filter(is_available).collect()).collect()
}

impl Action {
    /// The label of the action for an item. An action on a whole bundle names the bundle.
    pub fn name(self, act: &ItemActions, item: &FileId) -> String {
        let name = match self {
            _ if item.path.is_empty() || is_beside(&item.bundle) => {
                return self.name_for_bundle(act, &item.bundle);
            }
            Self::Duplicate => words::DUPLICATE,
            Self::Rename => words::MOVE,
            Self::Delete => words::DELETE,
            _ => words::NEW_FILE,
        };
        name.to_owned()
    }

    fn name_for_bundle(self, act: &ItemActions, bundle: &str) -> String {
        match self {
            Self::Download => words::download(bundle),
            Self::Save => {
                let folder = untrack(|| act.folders.folder_of(bundle));
                words::save(shown_name(bundle), folder.as_deref())
            }
            Self::IncludeSamples => words::INCLUDE_SAMPLES.to_owned(),
            Self::Versions => words::versions(bundle),
            Self::Compare => words::compare(bundle),
            Self::Eject => words::eject(bundle),
            Self::NewFile => words::new_file_in(bundle),
            Self::Duplicate => words::duplicate(bundle),
            Self::Rename => words::rename(bundle),
            Self::Delete => words::close(bundle),
        }
    }

    /// Whether the action is a property of the item, and that is on; `None` for other actions.
    pub fn is_on(self, session: Session, item: &FileId) -> Option<bool> {
        let is_property = self == Self::IncludeSamples;
        is_property.then(|| {
            session.workspace.with_untracked(|open| {
                open.bundle(&item.bundle).is_some_and(|bundle| bundle.pack_sample)
            })
        })
    }

    /// The key of the action in the tree.
    pub fn key(self) -> Option<&'static str> {
        match self {
            Self::Rename => Some("F2"),
            Self::Delete => Some("Delete"),
            _ => None,
        }
    }

    /// Runs the action.
    pub fn run(self, act: &ItemActions, item: &FileId) {
        let ItemActions { session, tree, dialogs, downloads, folders, versions, comparison } = *act;
        let is_bundle = item.path.is_empty();
        let bundle = || item.bundle.clone();
        match self {
            Self::Download => {
                // The download may open a dialog about the selected bundle.
                session.select_bundle(&item.bundle);
                downloads.begin(Some(bundle()));
            }
            Self::Save => folders.save(bundle()),
            Self::IncludeSamples => {
                let is_on = self.is_on(session, item).unwrap_or_default();
                session.pack_sample(&item.bundle, !is_on);
            }
            Self::Versions => versions.open(Some(bundle())),
            Self::Compare => {
                session.select_bundle(&item.bundle);
                comparison.open();
            }
            Self::Eject => dialogs.open(PageDialog::Eject(vec![bundle()])),
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
    downloads: Downloads,
    folders: Folders,
    versions: ShownVersions,
    comparison: Comparison,
}

/// The state that the actions change. Must be called below the root component.
pub fn use_item_actions() -> ItemActions {
    ItemActions {
        session: use_session(),
        tree: use_tree(),
        dialogs: use_dialogs(),
        downloads: use_downloads(),
        folders: use_folders(),
        versions: use_shown_versions(),
        comparison: use_comparison(),
    }
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
    use crate::session::BesideMap;

    fn id(bundle: &str, path: &str) -> FileId {
        FileId { bundle: bundle.into(), path: path.into() }
    }

    #[test]
    fn the_keyboard_goes_to_a_neighbour() {
        let bundles = ["one", "two"].map(|name| {
            let files = ["a/b.yaml", "a/c.yaml", "d.yaml"].map(|path| File::new(path, ""));
            Bundle { name: name.into(), files: files.into(), ..Bundle::default() }
        });
        let rows = rows(&Workspace { bundles: bundles.into() }, &BesideMap::new(), &HashSet::new());
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
