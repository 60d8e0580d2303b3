//! The rows of the tree of files.

use std::collections::HashSet;

use cyclotron_core::{Bundle, FileId, Kind, Workspace, bundle};

use crate::session::BesideMap;
use crate::words::files::tree as words;

/// A row of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TreeRow {
    /// The file; a folder has its own path, and a bundle an empty one.
    pub id: FileId,
    /// The name.
    pub name: String,
    /// Whether it is open; `None` for a file.
    pub open: Option<bool>,
    /// The depth in the tree, from 1.
    pub level: usize,
    /// `bundle`, `beside` for a folder of files that belong to no bundle, `folder` or `file`.
    pub kind: &'static str,
    /// The version of a bundle, or a note about a folder.
    pub hint: Option<String>,
    /// The kind of a bundle.
    pub icon: Option<Kind>,
}

/// The rows of all bundles and of the files beside them, without the contents of closed folders.
pub fn rows(workspace: &Workspace, beside: &BesideMap, closed: &HashSet<FileId>) -> Vec<TreeRow> {
    let bundles = workspace.bundles.iter().flat_map(|bundle| bundle_rows(bundle, closed));
    let beside = beside.iter().filter(|(_, beside)| beside.is_open(workspace));
    let beside = beside.flat_map(|(id, beside)| {
        let mut rows = bundle_rows(&beside.as_bundle(*id), closed);
        let top = TreeRow {
            name: beside.name.clone(),
            kind: "beside",
            hint: Some(words::BESIDE.to_owned()),
            icon: None,
            ..rows.remove(0)
        };
        rows.insert(0, top);
        rows
    });
    bundles.chain(beside).collect()
}

fn bundle_rows(bundle: &Bundle, closed: &HashSet<FileId>) -> Vec<TreeRow> {
    let row = |path: &str, name: &str, is_folder: bool, level, kind, hint| {
        let id = bundle.id(path);
        let open = is_folder.then(|| !closed.contains(&id));
        TreeRow { id, name: name.to_owned(), open, level, kind, hint, icon: None }
    };
    let hint = bundle.version().map(str::to_owned);
    let top = row("", &bundle.name, true, 1, "bundle", hint);
    let mut rows = vec![TreeRow { icon: Some(bundle.kind()), ..top }];
    let mut folder: Vec<&str> = Vec::new();
    for file in &bundle.files {
        let mut parts: Vec<&str> = file.path.split('/').collect();
        let name = parts.pop().unwrap_or_default();
        let known = folder.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        for depth in known..parts.len() {
            let path = parts[..=depth].join("/");
            let hint =
                bundle::SPEC.starts_with(&format!("{path}/")).then(|| words::SAMPLE.to_owned());
            rows.push(row(&path, parts[depth], true, depth + 2, "folder", hint));
        }
        rows.push(row(&file.path, name, false, parts.len() + 2, "file", None));
        folder = parts;
    }
    // Removes the contents of closed folders.
    let hidden: Vec<String> = rows
        .iter()
        .filter(|row| row.open == Some(false))
        .map(|row| if row.id.path.is_empty() { String::new() } else { format!("{}/", row.id.path) })
        .collect();
    rows.retain(|row| {
        row.id.path.is_empty()
            || !hidden.iter().any(|folder| row.id.path.starts_with(folder.as_str()))
    });
    rows
}

#[cfg(test)]
mod tests {
    use cyclotron_core::{BundleId, File};

    use super::*;
    use crate::session::Beside;

    fn names(closed: &[&str]) -> Vec<(usize, String)> {
        let paths = ["infrastructure/cloudformation.yaml", "schema/schema.yaml", "spec/spec.yaml"];
        let files = paths.iter().map(|path| File::new(*path, "")).collect();
        let bundle = Bundle { name: "env".into(), files, ..Bundle::default() };
        let closed = closed.iter().map(|path| bundle.id(*path)).collect();
        bundle_rows(&bundle, &closed).into_iter().map(|row| (row.level, row.name)).collect()
    }

    #[test]
    fn folders_stand_above_their_files() {
        let tree = names(&[]);
        let tree: Vec<_> = tree.iter().map(|(level, name)| (*level, name.as_str())).collect();
        assert_eq!(
            tree[..4],
            [(1, "env"), (2, "infrastructure"), (3, "cloudformation.yaml"), (2, "schema")]
        );
    }

    #[test]
    fn a_bundle_says_its_kind_and_its_version() {
        let files = vec![File::new("infrastructure/manifest.yaml", "")];
        let top_folder = Some("env/v2".into());
        let bundle = Bundle { name: "env-v2".into(), top_folder, files, ..Bundle::default() };
        let row = bundle_rows(&bundle, &HashSet::new()).swap_remove(0);
        assert_eq!((row.icon, row.hint.as_deref()), (Some(Kind::Environment), Some("v2")));
    }

    #[test]
    fn files_beside_bundles_come_last_while_one_of_the_bundles_is_open() {
        let bundle = Bundle { id: BundleId(1), name: "env".into(), ..Bundle::default() };
        let files = vec![File::new("README.md", ""), File::new("docs/how.md", "")];
        let beside = Beside { name: "repo".into(), bundles: vec![BundleId(1)], files };
        let beside = BesideMap::from([(BundleId(2), beside)]);
        let open = Workspace { bundles: vec![bundle] };
        let rows = |open: &Workspace| super::rows(open, &beside, &HashSet::new());
        let shown: Vec<_> =
            rows(&open).into_iter().map(|row| (row.level, row.kind, row.name)).collect();
        let row = |level, kind, name: &str| (level, kind, name.to_owned());
        assert_eq!(
            shown,
            [
                row(1, "bundle", "env"),
                row(1, "beside", "repo"),
                row(2, "file", "README.md"),
                row(2, "folder", "docs"),
                row(3, "file", "how.md"),
            ]
        );
        assert!(rows(&Workspace::default()).is_empty());
    }

    #[test]
    fn a_closed_folder_hides_what_is_in_it() {
        assert_eq!(names(&["schema"]).len(), 6);
        assert_eq!(names(&[""]).len(), 1);
    }
}
