//! Validates paths of files in a bundle.

use std::collections::{HashMap, HashSet};

use super::Bundle;
use super::{MAX_FILES, MAX_PATH};

/// The paths in use in a bundle.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paths {
    /// The number of bytes of the top folder with its slash.
    top: usize,
    files: HashSet<String>,
    folders: HashSet<String>,
    /// Files and folders by their path in lower case.
    alike: HashMap<String, String>,
}

impl Paths {
    /// The paths of the files for which `stays` is true.
    pub fn of(bundle: &Bundle, stays: impl Fn(&str) -> bool) -> Self {
        let top = bundle.top_folder.as_ref().map_or(0, |top| top.len() + 1);
        let mut paths = Self { top, ..Self::default() };
        for file in bundle.files.iter().filter(|file| stays(&file.path)) {
            let path = file.path.as_str();
            for folder in folders(path) {
                if paths.folders.insert(folder.to_owned()) {
                    paths.alike.insert(folder.to_lowercase(), folder.to_owned());
                }
            }
            paths.files.insert(path.to_owned());
            paths.alike.insert(path.to_lowercase(), path.to_owned());
        }
        paths
    }

    /// The reason why no file can be added at `path`, and what to do; `None` if one can.
    pub fn refusal(&self, path: &str) -> Option<String> {
        malformed(path).or_else(|| self.misfit(path))
    }

    /// A warning about a file at `path`, which is allowed nonetheless.
    pub fn caution(&self, path: &str) -> Option<String> {
        let alike =
            |name: &str| self.alike.get(&name.to_lowercase()).filter(|other| *other != name);
        let other = folders(path).chain([path]).find_map(alike)?;
        Some(format!(
            "`{other}` differs only in capital letters: Windows and macOS treat them as one file."
        ))
    }

    /// The reason why no file can be added at `path`, and what to do. Whether the path is well-formed is not checked,
    /// as the file may have had an unusual path before.
    pub fn misfit(&self, path: &str) -> Option<String> {
        let bytes = self.top + path.len();
        if bytes > MAX_PATH {
            return Some(format!(
                "The path has {bytes} bytes; the limit is {MAX_PATH}. Use shorter names or fewer \
                 folders."
            ));
        }
        if self.files.contains(path) {
            return Some(format!("A file `{path}` already exists. Choose another name."));
        }
        if self.folders.contains(path) {
            return Some(format!("`{path}` is a folder. Add the name of a file: `{path}/…`."));
        }
        if let Some(file) = folders(path).find(|folder| self.files.contains(*folder)) {
            return Some(format!(
                "`{file}` is a file, so nothing can be in it. Choose another folder."
            ));
        }
        (self.files.len() >= MAX_FILES).then(|| {
            format!("The bundle has {MAX_FILES} files, the limit of an archive. Delete one first.")
        })
    }
}

impl Bundle {
    /// The files at `from` or below it, each with its new path if that is renamed to `to`.
    pub fn moves(&self, from: &str, to: &str) -> Vec<(String, String)> {
        let paths = self.files.iter().map(|file| file.path.as_str());
        let moved = paths.filter_map(|path| {
            let rest = path.strip_prefix(from)?;
            let is_it = rest.is_empty() || rest.starts_with('/');
            is_it.then(|| (path.to_owned(), format!("{to}{rest}")))
        });
        moved.collect()
    }

    /// The reason why these moves are not possible, and what to do; `None` if they are. This does not check whether the
    /// paths are well-formed, as a folder moves with all its files: see [`malformed`].
    pub fn refusal(&self, moves: &[(String, String)]) -> Option<String> {
        let existing: HashSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        if let Some((gone, _)) = moves.iter().find(|(from, _)| !existing.contains(from.as_str())) {
            return Some(format!("`{gone}` no longer exists."));
        }
        let paths = self.without(moves);
        moves.iter().find_map(|(_, to)| paths.misfit(to))
    }

    /// A warning about the moves, which are allowed nonetheless.
    pub fn caution(&self, moves: &[(String, String)]) -> Option<String> {
        let paths = self.without(moves);
        moves.iter().find_map(|(_, to)| paths.caution(to))
    }

    fn without(&self, moves: &[(String, String)]) -> Paths {
        let moving: HashSet<&str> = moves.iter().map(|(from, _)| from.as_str()).collect();
        Paths::of(self, |path| !moving.contains(path))
    }
}

/// The reason why a text is not a valid relative path in any folder, and what to do.
pub fn malformed(path: &str) -> Option<String> {
    let parts = || path.split('/');
    let words = if path.is_empty() {
        "Give it a path, such as `schema/schema.yaml`."
    } else if path.starts_with('/') {
        "A path begins at the top of the bundle. Remove the `/` at its beginning."
    } else if path.ends_with('/') {
        "This is a folder. Add the name of a file after the last `/`."
    } else if path.contains('\\') {
        "`\\` isn't a separator here. Write `/` between folders."
    } else if parts().any(str::is_empty) {
        "There is no name between two `/`. Remove one of them."
    } else if parts().any(|part| matches!(part, "." | "..")) {
        "`.` and `..` aren't names. Write the path from the top of the bundle."
    } else if parts().any(|part| part.trim() != part) {
        "A name begins or ends with a space. Remove it."
    } else if matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic()) {
        "On Windows, that would be another drive. Remove the `:`."
    } else if path.chars().any(is_unseen) {
        "It has an invisible character. Type it again."
    } else {
        return None;
    };
    Some(words.to_owned())
}

/// Whether a character is a control character, has no width, or changes the direction of text.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

/// The folders that contain `path`, outermost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(slash, _)| &path[..slash])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::File;

    fn bundle(paths: &[&str]) -> Bundle {
        let files = paths.iter().map(|path| File::new(*path, "")).collect();
        Bundle { files, ..Bundle::default() }
    }

    fn paths() -> Paths {
        let bundle = bundle(&["README.md", "schema/schema.yaml", "a/b/c.yaml"]);
        Paths::of(&bundle, |_| true)
    }

    #[test]
    fn invalid_paths_are_refused() {
        for (path, words) in [
            ("", "Give it a path"),
            ("/etc/passwd", "begins at the top of the bundle"),
            ("schema/", "This is a folder"),
            ("a//b", "between two"),
            ("a/./b", "`.` and `..`"),
            ("../b", "`.` and `..`"),
            ("a/..", "`.` and `..`"),
            (r"a\b", "isn't a separator"),
            ("C:/b", "another drive"),
            ("a/ b", "a space"),
            ("a\0b", "invisible character"),
            ("a\nb", "invisible character"),
            ("a\u{202e}b", "invisible character"),
        ] {
            let refusal = paths().refusal(path);
            assert!(refusal.as_ref().is_some_and(|it| it.contains(words)), "{path:?}: {refusal:?}");
        }
        for path in ["b", "a/b/d.yaml", ".template-registration.yaml", "…/ü z", "__proto__"] {
            assert_eq!(paths().refusal(path), None, "{path}");
        }
    }

    #[test]
    fn existing_paths_are_refused() {
        for (path, words) in [
            ("README.md", "already exists"),
            ("a/b", "is a folder"),
            ("README.md/b", "`README.md` is a file"),
            ("a/b/c.yaml/d/e", "`a/b/c.yaml` is a file"),
        ] {
            let refusal = paths().refusal(path);
            assert!(refusal.as_ref().is_some_and(|it| it.contains(words)), "{path:?}: {refusal:?}");
        }
    }

    #[test]
    fn moved_files_free_their_paths() {
        let bundle = bundle(&["a/b/c.yaml", "a/d.yaml"]);
        let paths = Paths::of(&bundle, |path| !path.starts_with("a/b/"));
        assert_eq!(paths.refusal("a/b"), None);
        assert_eq!(paths.refusal("a/b/c.yaml"), None);
        assert!(paths.refusal("a").is_some());
    }

    #[test]
    fn a_folder_moves_with_all_that_is_in_it() {
        let mut bundle = bundle(&["a/b/c.yaml", "a/d.yaml", "ab.yaml", "e/d.yaml"]);
        bundle.sort();
        let moves = bundle.moves("a", "a/x");
        let pairs: Vec<_> = moves.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        assert_eq!(pairs, [("a/b/c.yaml", "a/x/b/c.yaml"), ("a/d.yaml", "a/x/d.yaml")]);
        assert_eq!(bundle.refusal(&moves), None);
        let merged = bundle.refusal(&bundle.moves("a", "e"));
        assert!(merged.is_some_and(|it| it.contains("`e/d.yaml`")));
        assert_eq!(bundle.refusal(&bundle.moves("a/b", "e")), None);
        let gone = [("none.yaml".to_owned(), "b".to_owned())];
        assert!(bundle.refusal(&gone).is_some_and(|it| it.contains("no longer exists")));
        assert_eq!(bundle.refusal(&bundle.moves("ab.yaml", "AB.yaml")), None);
        assert_eq!(bundle.caution(&bundle.moves("ab.yaml", "AB.yaml")), None);
        assert!(bundle.caution(&bundle.moves("ab.yaml", "A")).is_some());
    }

    #[test]
    fn names_that_differ_only_in_case_are_allowed_with_a_warning() {
        for (path, other) in [
            ("readme.md", Some("`README.md`")),
            ("Schema/other.yaml", Some("`schema`")),
            ("schema/Schema.yaml", Some("`schema/schema.yaml`")),
            ("schema/other.yaml", None),
        ] {
            assert_eq!(paths().refusal(path), None);
            let caution = paths().caution(path);
            let found = caution.as_ref().map(|it| other.is_some_and(|other| it.contains(other)));
            assert_eq!(found, other.map(|_| true), "{path}: {caution:?}");
        }
    }

    #[test]
    fn the_limits_of_archives_hold() {
        let mut full = bundle(&[]);
        full.files.extend((0..MAX_FILES).map(|at| File::new(at.to_string(), "")));
        assert!(Paths::of(&full, |_| true).refusal("one more").is_some());
        assert_eq!(Paths::of(&full, |path| path != "7").refusal("one more"), None);
        let top_folder = Some("my-template".to_owned());
        let long = Paths::of(&Bundle { top_folder, ..bundle(&[]) }, |_| true);
        let path = "x".repeat(MAX_PATH - "my-template/".len());
        assert_eq!(long.refusal(&path), None);
        assert!(long.refusal(&format!("{path}x")).is_some_and(|it| it.contains("1025 bytes")));
    }
}
