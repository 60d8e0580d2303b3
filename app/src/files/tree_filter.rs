//! Filters the rows of the tree by name.

use std::collections::HashSet;

use cyclotron_core::{FileId, Workspace};

use super::tree_rows::{TreeRow, rows};
use crate::session::{BesideMap, shown_name};

/// The rows whose names contain `text`, whatever its case, and the bundles and folders around them. With a slash, `text`
/// is looked for in the whole path. A bundle or folder is expanded if it contains a match, unless it is in `toggled`; one
/// without a match is expanded if it is in `toggled`, and then shows everything.
pub fn filtered(
    workspace: &Workspace,
    beside: &BesideMap,
    text: &str,
    toggled: &HashSet<FileId>,
) -> Vec<TreeRow> {
    let all = rows(workspace, beside, &HashSet::new());
    let text = text.trim().to_lowercase();
    let is_match: Vec<bool> = all.iter().map(|row| matches(row, &text)).collect();
    let mut has_inner = vec![false; all.len()];
    // Whether a match is inside each row. The rows inside come after it, so this goes from the last row to the first.
    for at in (0..all.len()).rev() {
        let inner = (at + 1..all.len()).take_while(|inner| all[*inner].level > all[at].level);
        let mut children = inner.filter(|inner| all[*inner].level == all[at].level + 1);
        has_inner[at] = children.any(|child| is_match[child] || has_inner[child]);
    }
    // For each level, whether its rows are shown, and whether all of them are.
    let mut levels = vec![(true, false)];
    let mut shown = vec![];
    for (at, row) in all.into_iter().enumerate() {
        levels.truncate(row.level);
        let (is_shown, shows_all) = levels.last().copied().unwrap_or_default();
        let is_shown = is_shown && (shows_all || is_match[at] || has_inner[at]);
        let is_open = has_inner[at] != toggled.contains(&row.id);
        levels.push((is_shown && is_open, shows_all || is_open && !has_inner[at]));
        if is_shown {
            let open = row.open.map(|_| is_open);
            shown.push(TreeRow { open, ..row });
        }
    }
    shown
}

fn matches(row: &TreeRow, text: &str) -> bool {
    if text.contains('/') {
        let path = format!("{}/{}", shown_name(&row.id.bundle), row.id.path);
        row.open.is_none() && path.to_lowercase().contains(text)
    } else {
        row.name.to_lowercase().contains(text)
    }
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{Bundle, File};

    use super::*;

    fn open() -> Workspace {
        let bundle = |name: &str| {
            let paths = [
                "infrastructure/cloudformation.yaml",
                "infrastructure/manifest.yaml",
                "schema/schema.yaml",
            ];
            let files = paths.map(|path| File::new(path, "")).into();
            Bundle { name: name.into(), files, ..Bundle::default() }
        };
        Workspace { bundles: ["Lambda", "queue"].map(bundle).into() }
    }

    fn shown(text: &str, toggled: &[(&str, &str)]) -> Vec<String> {
        let toggled = toggled
            .iter()
            .map(|(bundle, path)| FileId { bundle: (*bundle).into(), path: (*path).into() });
        let rows = filtered(&open(), &BesideMap::new(), text, &toggled.collect());
        let mark = |row: TreeRow| match row.open {
            Some(true) => format!("-{}", row.name),
            Some(false) => format!("+{}", row.name),
            None => row.name,
        };
        rows.into_iter().map(mark).collect()
    }

    #[test]
    fn a_file_is_shown_with_everything_around_it() {
        let both = ["-Lambda", "-schema", "schema.yaml", "-queue", "-schema", "schema.yaml"];
        assert_eq!(shown("schema", &[]), both);
        assert_eq!(shown("queue/schema", &[]), ["-queue", "-schema", "schema.yaml"]);
        assert!(shown("none", &[]).is_empty());
    }

    #[test]
    fn a_bundle_is_found_in_any_case_and_expanded_on_demand() {
        assert_eq!(shown("lambda", &[]), ["+Lambda"]);
        let inside = ["-Lambda", "+infrastructure", "+schema"];
        assert_eq!(shown("lambda", &[("Lambda", "")]), inside);
    }

    #[test]
    fn a_match_can_be_collapsed() {
        assert_eq!(shown("manifest", &[("Lambda", "")])[0], "+Lambda");
        assert_eq!(shown("manifest", &[("Lambda", "")])[1], "-queue");
    }
}
