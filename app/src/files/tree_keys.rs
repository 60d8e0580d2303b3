//! The keys of the tree of files.

use super::actions::Action;
use super::tree_rows::TreeRow;
use crate::ui::tree_keys::{TreeMove, TreeNode, tree_move};

/// The effect of a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KeyEffect {
    /// Focuses a row.
    Go(usize),
    /// Opens or closes the folder.
    Open(bool),
    /// Chooses the row.
    Choose,
    /// Runs an action on it.
    Act(Action),
    /// Opens its menu.
    Menu,
    /// Undoes the last change of files.
    Undo,
}

/// The effect of `key` on row `at`; `command` is Control, or Command on a Mac.
pub fn does(
    key: &str,
    command: bool,
    shift: bool,
    rows: &[TreeRow],
    at: usize,
) -> Option<KeyEffect> {
    rows.get(at)?;
    if command {
        return match key {
            "z" => Some(KeyEffect::Undo),
            // The key of the Mac's Finder.
            "Backspace" => Some(KeyEffect::Act(Action::Delete)),
            _ => None,
        };
    }
    let nodes: Vec<_> =
        rows.iter().map(|row| TreeNode { level: row.level, open: row.open }).collect();
    if let Some(effect) = tree_move(key, &nodes, at) {
        return Some(match effect {
            TreeMove::Go(to) => KeyEffect::Go(to),
            TreeMove::Open(open) => KeyEffect::Open(open),
            TreeMove::Choose => KeyEffect::Choose,
        });
    }
    match key {
        "F2" => Some(KeyEffect::Act(Action::Rename)),
        "Delete" => Some(KeyEffect::Act(Action::Delete)),
        "ContextMenu" => Some(KeyEffect::Menu),
        "F10" if shift => Some(KeyEffect::Menu),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use cyclotron_core::{Bundle, File, Workspace};

    use super::*;
    use crate::files::tree_rows::rows;
    use crate::session::BesideMap;

    #[test]
    fn keys_are_those_of_trees() {
        let files = ["a/b.yaml", "c.yaml"].map(|path| File::new(path, ""));
        let bundle = Bundle { name: "one".into(), files: files.into(), ..Bundle::default() };
        let rows = rows(&Workspace { bundles: vec![bundle] }, &BesideMap::new(), &HashSet::new());
        for (key, at, what) in [
            ("ArrowDown", 3, Some(KeyEffect::Go(3))),
            ("ArrowRight", 1, Some(KeyEffect::Go(2))),
            ("ArrowLeft", 1, Some(KeyEffect::Open(false))),
            ("ArrowLeft", 2, Some(KeyEffect::Go(1))),
            ("ArrowUp", 0, Some(KeyEffect::Go(0))),
            ("End", 0, Some(KeyEffect::Go(3))),
            ("F2", 2, Some(KeyEffect::Act(Action::Rename))),
            ("F10", 2, None),
            ("x", 2, None),
            ("ArrowDown", 9, None),
        ] {
            assert_eq!(does(key, false, false, &rows, at), what, "{key} at {at}");
        }
        assert_eq!(does("F10", false, true, &rows, 0), Some(KeyEffect::Menu));
        assert_eq!(does("z", true, false, &rows, 0), Some(KeyEffect::Undo));
        assert_eq!(does("ArrowDown", true, false, &rows, 0), None);
        assert_eq!(does("ArrowDown", false, false, &[], 0), None);
    }
}
