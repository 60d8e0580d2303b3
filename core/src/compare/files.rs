//! Compares the files of two bundles.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::texts::{Differences, texts};
use crate::bundle::{Bundle, Content, File};
use crate::sort::CompactSort;

/// The maximum number of bytes, over all files, that are compared line by line. The files after that are reported
/// as too large.
const MAX_BYTES: usize = 6_000_000;
/// The maximum number of rows in the result, over all files.
const MAX_ROWS: usize = 60_000;

/// A file that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDifference {
    /// Its path in the newer bundle; for a removed file, its path in the older one.
    pub path: String,
    /// The kind of change.
    pub change: FileChange,
    /// Whether it is text or binary, with the differences.
    pub kind: FileKind,
}

/// The kinds of changes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileChange {
    /// It was added.
    Added,
    /// It was removed.
    Removed,
    /// Its content has changed.
    Changed,
    /// It was renamed without another change; holds the older path.
    Renamed(String),
}

/// Whether a file is text or binary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A text file, with its differences.
    Text(Differences),
    /// A binary file, with its size in bytes before and after.
    Binary(usize, usize),
}

/// Returns the files that differ, in path order, and the number of equal files.
pub(super) fn files(before: &Bundle, after: &Bundle) -> (Vec<FileDifference>, usize) {
    let mut limits = Limits { bytes: MAX_BYTES, rows: MAX_ROWS };
    let (changes, equal) = changes(before, after);
    let differences = changes.into_iter().map(|change| limits.difference(change)).collect();
    (differences, equal)
}

/// A file that differs: its older and its newer version.
pub(super) struct Changed<'b> {
    before: Option<&'b File>,
    after: Option<&'b File>,
}

impl<'b> Changed<'b> {
    /// Its newer path, if it has one, else the older one.
    pub fn path(&self) -> &'b str {
        self.after.or(self.before).map_or("", |file| &file.path)
    }

    /// The kind of change.
    pub fn change(&self) -> FileChange {
        match (self.before, self.after) {
            (None, _) => FileChange::Added,
            (_, None) => FileChange::Removed,
            (Some(before), Some(after)) if before.path == after.path => FileChange::Changed,
            (Some(before), Some(_)) => FileChange::Renamed(before.path.clone()),
        }
    }
}

/// Returns the files that differ, in path order, and the number of equal files.
pub(super) fn changes<'b>(before: &'b Bundle, after: &'b Bundle) -> (Vec<Changed<'b>>, usize) {
    let by_path = |bundle: &'b Bundle| -> BTreeMap<&'b str, &'b File> {
        bundle.files.iter().map(|file| (file.path.as_str(), file)).collect()
    };
    let (old, new) = (by_path(before), by_path(after));
    let mut found = vec![];
    let mut gone: HashMap<&[u8], Vec<&File>> = HashMap::new();
    for file in old.values().filter(|file| !new.contains_key(file.path.as_str())) {
        gone.entry(file.bytes()).or_default().push(file);
    }
    let mut equal = 0;
    for (path, file) in &new {
        match old.get(path) {
            Some(other) if other.content == file.content => equal += 1,
            Some(other) => found.push(Changed { before: Some(other), after: Some(file) }),
            None => {
                // Empty files are equal by chance, so they don't count as renamed.
                let renamed = gone.get_mut(file.bytes()).filter(|_| !file.bytes().is_empty());
                found.push(Changed { before: renamed.and_then(Vec::pop), after: Some(file) });
            }
        }
    }
    let gone = gone.into_values().flatten();
    found.extend(gone.map(|file| Changed { before: Some(file), after: None }));
    found.compact_sort_by_key(|change| (change.path(), change.after.is_some()));
    (found, equal)
}

/// The budget that is left.
struct Limits {
    bytes: usize,
    rows: usize,
}

impl Limits {
    fn difference(&mut self, one: Changed) -> FileDifference {
        let Changed { before, after } = one;
        let (path, change) = (one.path().to_owned(), one.change());
        let is_binary = |file: &File| matches!(file.content, Content::Binary(_));
        let size = |file: Option<&File>| file.map_or(0, |file| file.bytes().len());
        let kind = if before.into_iter().chain(after).any(is_binary) {
            FileKind::Binary(size(before), size(after))
        } else {
            FileKind::Text(self.texts(text(before), text(after)))
        };
        FileDifference { path, change, kind }
    }

    fn texts(&mut self, before: &str, after: &str) -> Differences {
        let Some(bytes) = self.bytes.checked_sub(before.len() + after.len()) else {
            return Differences::too_large();
        };
        self.bytes = bytes;
        let found = texts(before, after);
        let rows = found.hunks.iter().map(|hunk| hunk.rows.len()).sum();
        match self.rows.checked_sub(rows) {
            Some(left) => self.rows = left,
            None => return Differences::too_large(),
        }
        found
    }
}

fn text(file: Option<&File>) -> &str {
    file.and_then(File::text).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(files: &[(&str, &str)]) -> Bundle {
        let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
        Bundle { name: "b".into(), files, ..Bundle::default() }
    }

    fn summary(before: &Bundle, after: &Bundle) -> (Vec<String>, usize) {
        let (files, equal) = files(before, after);
        let line = |file: &FileDifference| {
            let change = match &file.change {
                FileChange::Added => "added".to_owned(),
                FileChange::Removed => "removed".to_owned(),
                FileChange::Changed => "changed".to_owned(),
                FileChange::Renamed(from) => format!("from {from}"),
            };
            let kind = match &file.kind {
                FileKind::Text(found) if found.is_too_large => "too large".to_owned(),
                FileKind::Text(found) => format!("-{} +{}", found.removed, found.added),
                FileKind::Binary(old, new) => format!("{old} to {new} bytes"),
            };
            format!("{} {change} {kind}", file.path)
        };
        (files.iter().map(line).collect(), equal)
    }

    #[test]
    fn every_file_is_accounted_for() {
        let mut before = bundle(&[
            ("a", "same\n"),
            ("b", "one\ntwo\n"),
            ("c", "gone\n"),
            ("d", "moved\n"),
            ("empty", ""),
        ]);
        let mut after = bundle(&[
            ("a", "same\n"),
            ("b", "one\n2\n"),
            ("e", "moved\n"),
            ("f", "new\n"),
            ("hollow", ""),
        ]);
        before
            .files
            .push(File { path: "logo".into(), content: Content::Binary(vec![0, 255].into()) });
        after
            .files
            .push(File { path: "logo".into(), content: Content::Binary(vec![0, 255, 1].into()) });
        assert_eq!(
            summary(&before, &after),
            (
                [
                    "b changed -1 +1",
                    "c removed -1 +0",
                    "e from d -0 +0",
                    "empty removed -0 +0",
                    "f added -0 +1",
                    "hollow added -0 +0",
                    "logo changed 2 to 3 bytes",
                ]
                .map(str::to_owned)
                .to_vec(),
                1
            )
        );
    }

    #[test]
    fn of_very_much_text_the_lines_are_left_out() {
        let text = "a line of text\n".repeat(19_000);
        let other = text.replace("line", "sign");
        let paths: Vec<String> = (0..30).map(|number| format!("{number:02}")).collect();
        let of = |text: &str| {
            bundle(&paths.iter().map(|path| (path.as_str(), text)).collect::<Vec<_>>())
        };
        let (lines, _) = summary(&of(&text), &of(&other));
        assert_eq!(lines[0], "00 changed -19000 +19000");
        assert_eq!(lines[29], "29 changed too large");
    }
}
