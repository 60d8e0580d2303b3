//! The keys of the tree of files.

use super::actions::Action;
use super::tree_rows::TreeRow;

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
    let row = rows.get(at)?;
    if command {
        return match key {
            "z" => Some(KeyEffect::Undo),
            // The key of the Mac's Finder.
            "Backspace" => Some(KeyEffect::Act(Action::Delete)),
            _ => None,
        };
    }
    Some(match (key, row.open) {
        ("ArrowRight", Some(false)) => KeyEffect::Open(true),
        ("ArrowLeft", Some(true)) => KeyEffect::Open(false),
        ("ArrowDown", _) | ("ArrowRight", Some(true)) => {
            KeyEffect::Go((at + 1).min(rows.len() - 1))
        }
        ("ArrowUp", _) => KeyEffect::Go(at.saturating_sub(1)),
        ("ArrowLeft", _) => KeyEffect::Go(
            rows[..at].iter().rposition(|other| other.level < row.level).unwrap_or(at),
        ),
        ("Home", _) => KeyEffect::Go(0),
        ("End", _) => KeyEffect::Go(rows.len() - 1),
        ("Enter" | " ", _) => KeyEffect::Choose,
        ("F2", _) => KeyEffect::Act(Action::Rename),
        ("Delete", _) => KeyEffect::Act(Action::Delete),
        ("ContextMenu", _) => KeyEffect::Menu,
        ("F10", _) if shift => KeyEffect::Menu,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use cyclotron_core::{Bundle, File, Workspace};

    use super::*;
    use crate::files::tree_rows::rows;

    #[test]
    fn keys_are_those_of_trees() {
        let files = ["a/b.yaml", "c.yaml"].map(|path| File::new(path, ""));
        let bundle = Bundle { name: "one".into(), files: files.into(), ..Bundle::default() };
        let rows = rows(&Workspace { bundles: vec![bundle] }, &HashSet::new());
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
