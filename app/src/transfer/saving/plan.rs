//! Decides which files to write to a folder, and whether to ask first.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::{Bundle, File};

/// The minimum number of existing files for which overwriting most of a folder requires a question.
const MANY: usize = 3;

/// The contents that a bundle last read or wrote in its folder: a [`hash`] for each path.
pub type Seen = HashMap<String, u64>;

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The path below the bundle's root.
    pub path: String,
    /// The new contents.
    pub bytes: Vec<u8>,
    /// The state of the file in the folder.
    pub there: There,
}

/// The state of a path in the folder, compared with the last read or write by the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum There {
    /// No file, and the bundle never saw one.
    Nothing,
    /// The contents that the bundle last read or wrote.
    Same,
    /// Other contents.
    Other(Vec<u8>),
    /// No file where the bundle last saw one.
    Deleted,
}

impl There {
    /// Whether another program or another bundle has changed the file.
    pub fn is_changed(&self) -> bool {
        matches!(self, Self::Other(_) | Self::Deleted)
    }
}

impl Write {
    /// Whether the file in the folder, whose contents are `found`, is still in the state of this write.
    pub fn is_current(&self, found: Option<&[u8]>, seen: &Seen) -> bool {
        match (&self.there, found) {
            (There::Nothing | There::Deleted, None) => true,
            (There::Same, Some(found)) => seen.get(&self.path) == Some(&hash(found)),
            (There::Other(before), Some(found)) => before == found,
            _ => false,
        }
    }
}

/// The hash of a file's contents.
pub fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// The files of `bundle` that differ from what was last seen in its folder.
pub fn changed<'b>(bundle: &'b Bundle, seen: &Seen) -> Vec<&'b File> {
    let differs = |file: &&File| differs(bundle, file, seen, hash(file.bytes()));
    bundle.files.iter().filter(differs).collect()
}

/// Whether a file, whose contents have this hash, differs from what was last seen in the folder of its bundle.
pub fn differs(bundle: &Bundle, file: &File, seen: &Seen, hash: u64) -> bool {
    let seen = seen.get(&file.path).copied();
    // A sample that is excluded from the download is not written to the folder either.
    let stays_out = seen.is_none() && !bundle.pack_sample && file.path.starts_with(SAMPLE_FOLDER);
    !stays_out && seen != Some(hash)
}

/// The write for a file from [`changed`], given its contents in the folder, `found`. `None` if the folder already
/// has these contents; then `seen` records them.
pub fn write(file: &File, found: Option<Vec<u8>>, seen: &mut Seen) -> Option<Write> {
    let bytes = file.bytes();
    let last = seen.get(&file.path).copied();
    let on_disk = match found {
        Some(found) if found == bytes => {
            seen.insert(file.path.clone(), hash(bytes));
            return None;
        }
        Some(found) if last == Some(hash(&found)) => There::Same,
        Some(found) => There::Other(found),
        None if last.is_some() => There::Deleted,
        None => There::Nothing,
    };
    Some(Write { path: file.path.clone(), bytes: bytes.to_vec(), there: on_disk })
}

/// Whether to ask the user before `writes` are made. `is_first` says that the bundle is new to the folder.
pub fn asks(writes: &[Write], seen: &Seen, is_first: bool) -> bool {
    let over = writes.iter().filter(|write| write.there != There::Nothing).count();
    let is_most = over >= MANY && 2 * over > seen.len();
    !writes.is_empty()
        && (is_first || is_most || writes.iter().any(|write| write.there.is_changed()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(text: &str, last: Option<&str>, found: Option<&str>) -> Option<There> {
        let file = File::new("a.yaml", text);
        let bundle = Bundle { files: vec![file.clone()], ..Bundle::default() };
        let mut seen = Seen::new();
        seen.extend(last.map(|last| (file.path.clone(), hash(last.as_bytes()))));
        if changed(&bundle, &seen).is_empty() {
            return None;
        }
        let found = found.map(|found| found.as_bytes().to_vec());
        write(&file, found, &mut seen).map(|write| write.there)
    }

    #[test]
    fn a_file_is_written_unasked_over_what_was_last_seen_alone() {
        assert_eq!(plan("new", Some("old"), Some("old")), Some(There::Same));
        assert_eq!(plan("new", None, None), Some(There::Nothing));
        let other = There::Other(b"theirs".to_vec());
        assert_eq!(plan("new", Some("old"), Some("theirs")), Some(other.clone()));
        assert_eq!(plan("new", None, Some("theirs")), Some(other));
        assert_eq!(plan("new", Some("old"), None), Some(There::Deleted));
        for there in [There::Deleted, There::Other(vec![])] {
            let writes = [Write { path: "a.yaml".into(), bytes: vec![], there }];
            assert!(asks(&writes, &Seen::new(), false));
        }
    }

    #[test]
    fn a_write_is_outdated_once_the_file_on_the_disk_has_changed() {
        let seen: Seen = [("a.yaml".to_owned(), hash(b"old"))].into();
        let is_current = |there: There, found: Option<&[u8]>| {
            Write { path: "a.yaml".into(), bytes: b"new".to_vec(), there }.is_current(found, &seen)
        };
        let other = || There::Other(b"theirs".to_vec());
        assert!(is_current(There::Same, Some(b"old")) && !is_current(There::Same, Some(b"theirs")));
        assert!(is_current(other(), Some(b"theirs")) && !is_current(other(), Some(b"old")));
        assert!(is_current(There::Nothing, None) && !is_current(There::Nothing, Some(b"theirs")));
        assert!(is_current(There::Deleted, None) && !is_current(There::Deleted, Some(b"theirs")));
        assert!(!is_current(There::Same, None) && !is_current(other(), None));
    }

    #[test]
    fn nothing_is_written_where_the_contents_are_there_already() {
        assert_eq!(plan("same", Some("same"), Some("theirs")), None);
        assert_eq!(plan("new", Some("old"), Some("new")), None);
        assert_eq!(plan("new", None, Some("new")), None);
        assert!(!asks(&[], &Seen::new(), true));
    }

    #[test]
    fn a_folder_that_is_new_to_the_bundle_and_most_of_a_folder_are_asked_about() {
        let write = |path: &str, there| Write { path: path.into(), bytes: vec![], there };
        let seen: Seen = ["a", "b", "c", "d", "e"].map(|path| (path.to_owned(), 0)).into();
        let new = [write("f", There::Nothing)];
        assert!(asks(&new, &seen, true));
        assert!(!asks(&new, &seen, false));
        let some = ["a", "b"].map(|path| write(path, There::Same));
        assert!(!asks(&some, &seen, false));
        let most = ["a", "b", "c"].map(|path| write(path, There::Same));
        assert!(asks(&most, &seen, false));
    }

    #[test]
    fn a_sample_stays_out_until_it_is_wanted_or_was_there() {
        let file = File::new("spec/spec.yaml", "a");
        let mut bundle = Bundle { files: vec![file], ..Bundle::default() };
        assert!(changed(&bundle, &Seen::new()).is_empty());
        assert_eq!(changed(&bundle, &[("spec/spec.yaml".to_owned(), 0)].into()).len(), 1);
        bundle.pack_sample = true;
        assert_eq!(changed(&bundle, &Seen::new()).len(), 1);
    }
}
