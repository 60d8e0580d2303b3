//! The repository that files are in, and the folders around them.

use std::env;
use std::path::{Component, MAIN_SEPARATOR_STR, Path, PathBuf};

use super::shown;

/// `path` from the root of the repository that is checked, for reports that GitHub shows beside the files:
/// that of the working directory, so that a repository nested in it is a folder of it; else that of the file.
/// The same where there is no repository.
pub fn within_repository(path: &str) -> String {
    let (full, here) = (full(path), full(""));
    let checked = repository(&here).filter(|root| full.starts_with(root));
    let root = checked.or_else(|| repository(&full));
    match root.and_then(|root| full.strip_prefix(root).ok()) {
        Some(inside) => shown(inside),
        None => path.to_owned(),
    }
}

/// `path` as it is called from the folder of the file `from`.
pub fn beside(from: &Path, path: &str) -> String {
    let from = full(from);
    relative(from.parent().unwrap_or(&from), &full(path))
}

/// The files called `name` in the folders around `bundle`, the innermost first: as far as the
/// repository goes, or without one as far as the working directory.
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

/// The folder of the repository that `path` is in or is.
fn repository(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.join(".git").exists())
}

/// `path` from the root, without `.` and `..`. Links stay: GitHub knows a file by the link's name.
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

/// `path` as it is called in `folder`; both from the root.
fn relative(folder: &Path, path: &Path) -> String {
    for (up, around) in folder.ancestors().enumerate() {
        if let Ok(inside) = path.strip_prefix(around) {
            // A path that has only the root in common is clearer in full.
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
