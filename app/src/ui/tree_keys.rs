//! The keys of trees, after the ARIA Authoring Practices.

/// A visible row of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// The depth, from 1.
    pub level: usize,
    /// Whether it is expanded; `None` if it has nothing to expand.
    pub open: Option<bool>,
}

/// The effect of a key in a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TreeMove {
    /// Focuses a row.
    Go(usize),
    /// Expands or collapses the row.
    Open(bool),
    /// Chooses the row.
    Choose,
}

/// The effect of `key` at the row `at` of the visible rows; `None` if the key does nothing in a tree.
pub fn tree_move(key: &str, rows: &[TreeNode], at: usize) -> Option<TreeMove> {
    let row = rows.get(at)?;
    Some(match (key, row.open) {
        ("ArrowRight", Some(false)) => TreeMove::Open(true),
        ("ArrowLeft", Some(true)) => TreeMove::Open(false),
        ("ArrowDown", _) | ("ArrowRight", Some(true)) => TreeMove::Go((at + 1).min(rows.len() - 1)),
        ("ArrowUp", _) => TreeMove::Go(at.saturating_sub(1)),
        ("ArrowLeft", _) => {
            TreeMove::Go(rows[..at].iter().rposition(|other| other.level < row.level).unwrap_or(at))
        }
        ("Home", _) => TreeMove::Go(0),
        ("End", _) => TreeMove::Go(rows.len() - 1),
        ("Enter" | " ", _) => TreeMove::Choose,
        _ => return None,
    })
}
