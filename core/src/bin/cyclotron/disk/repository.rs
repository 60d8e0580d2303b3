//! Finds the repository of a file, and files in its parent folders.

use std::env;
use std::path::{Component, MAIN_SEPARATOR_STR, Path, PathBuf};

use super::shown;

/// `path` relative to the root of the repository, for reports that GitHub shows next to the files. The repository
/// is that of the working directory, so that a nested repository is a folder in it; else that of the file. Without
/// a repository, `path` is unchanged.
pub fn within_repository(path: &str) -> String {
    let (full, here) = (full(path), full(""));
    let checked = repository(&here).filter(|root| full.starts_with(root));
    let root = checked.or_else(|| repository(&full));
    match root.and_then(|root| full.strip_prefix(root).ok()) {
        Some(inside) => shown(inside),
        None => path.to_owned(),
    }
}

/// `path` relative to the folder of the file `from`.
pub fn beside(from: &Path, path: &str) -> String {
    let from = full(from);
    relative(from.parent().unwrap_or(&from), &full(path))
}

/// The files with this `name` in the parent folders of `bundle`, the innermost first: up to the root of the
/// repository, or up to the working directory outside a repository.
pub fn around(bundle: &str, name: &str) -> Vec<String> {
    let bundle = full(bundle);
    let here = full("");
    let Some(top) = repository(&bundle).or_else(|| bundle.starts_with(&here).then_some(&here))
    else {
        return vec![];
    };
    let folders = bundle.ancestors().skip(1).take_while(|folder| folder.starts_with(top));
    let files = folders.map(|folder| folder.join(name)).filter(|file| file.is_file());
    files.map(|file| relative(&here, &file)).collect()
}

/// The root of the repository that contains `path`.
fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").exists())
}

/// The absolute form of `path`, without `.` and `..`. Links are not resolved: GitHub knows a file by the link's
/// name.
pub(super) fn full(path: impl AsRef<Path>) -> PathBuf {
    let mut full = PathBuf::new();
    for part in env::current_dir().unwrap_or_default().join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                full.pop();
            }
            part => full.push(part),
        }
    }
    full
}

/// `path` relative to `folder`; both are absolute.
fn relative(folder: &Path, path: &Path) -> String {
    for (up, around) in folder.ancestors().enumerate() {
        if let Ok(inside) = path.strip_prefix(around) {
            // If only the root is shared, the absolute path is clearer.
            if around.parent().is_some() || up == 0 {
                return shown(Path::new(&format!(
                    "{}{}",
                    format!("..{MAIN_SEPARATOR_STR}").repeat(up),
                    inside.display()
                )));
            }
        }
    }
    shown(path)
}
