//! Finds the bundles among the files of a folder on disk.

use super::root::{names, of, roots_where};
use crate::bundle::is_version;

/// A bundle that was found in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderBundle {
    /// Its folder, relative to the searched one; empty for that folder itself.
    pub root: String,
    /// Its name: that of its folder, with as much of the path as makes it unique.
    pub name: String,
    /// The top folder of its archive: `my-template`, or `my-template/v1`.
    pub top_folder: String,
    /// The paths of its files, relative to `root`: a file belongs to the innermost bundle around it.
    pub files: Vec<String>,
}

/// Finds the bundles in the folder at `path`, which is absolute with `/` as separator, given the paths of all
/// `files` below it. `names_engine` is as in [`roots_where`]. The page reads folders and archives in the same way.
pub fn in_folder<'f>(
    path: &str,
    files: &[&'f str],
    names_engine: impl Fn(&str) -> bool,
) -> Vec<FolderBundle> {
    let found: Vec<&'f str> = roots_where(files.iter().copied(), names_engine);
    let whole = |root: &&str| match (path.trim_matches('/'), *root) {
        (path, "") => path.to_owned(),
        ("", root) => root.to_owned(),
        (path, root) => format!("{path}/{root}"),
    };
    let places: Vec<String> = found.iter().map(whole).collect();
    let names = names(&places.iter().map(String::as_str).collect::<Vec<_>>(), "bundle", &[]);
    let mut bundles: Vec<FolderBundle> = (found.iter().zip(&places).zip(names))
        .map(|((root, place), name)| FolderBundle {
            root: (*root).to_owned(),
            top_folder: top_folder(place).unwrap_or(&name).to_owned(),
            name,
            files: vec![],
        })
        .collect();
    for file in files {
        let Some(root) = of(file, &found) else { continue };
        let at = found.partition_point(|other| *other < root);
        let below = if root.is_empty() { file } else { &file[root.len() + 1..] };
        bundles[at].files.push(below.to_owned());
    }
    bundles
}

/// The end of a path that names a template: the last folder, and its parent if that one is a version.
fn top_folder(path: &str) -> Option<&str> {
    let mut start = path.len();
    for part in path.rsplit('/') {
        start -= part.len();
        if !part.is_empty() && !is_version(part) {
            return Some(&path[start..]);
        }
        start = start.saturating_sub(1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = "schema/schema.yaml";

    fn found(path: &str, files: &[&str]) -> Vec<(String, String, usize)> {
        let bundles = in_folder(path, files, |_| true).into_iter();
        bundles.map(|one| (one.name, one.top_folder, one.files.len())).collect()
    }

    fn bundle(name: &str, top_folder: &str, files: usize) -> (String, String, usize) {
        (name.to_owned(), top_folder.to_owned(), files)
    }

    #[test]
    fn versions_get_names_with_their_numbers() {
        let files = ["v1", "v2", "v3"].map(|version| format!("my-service/{version}/{SCHEMA}"));
        let files = files.each_ref().map(String::as_str);
        assert_eq!(
            found("/home/me/templates", &files),
            [
                bundle("my-service-v1", "my-service/v1", 1),
                bundle("my-service-v2", "my-service/v2", 1),
                bundle("my-service-v3", "my-service/v3", 1),
            ]
        );
    }

    #[test]
    fn a_folder_is_called_by_its_own_path() {
        assert_eq!(found("/home/me/my-env", &[SCHEMA]), [bundle("my-env", "my-env", 1)]);
        assert_eq!(found("/home/my-env/v1", &[SCHEMA]), [bundle("my-env", "my-env/v1", 1)]);
        assert_eq!(found("/", &[SCHEMA]), [bundle("bundle", "bundle", 1)]);
    }

    #[test]
    fn a_file_belongs_to_the_innermost_bundle() {
        let files = [SCHEMA, "README.md", "examples/svc/schema/schema.yaml", "examples/README.md"];
        assert_eq!(found("/env", &files), [bundle("env", "env", 3), bundle("svc", "svc", 1)]);
    }
}
