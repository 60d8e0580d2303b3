//! The rules for any tree of files: a tar, a zip or a folder.

use std::collections::BTreeMap;

use super::{MAX_ENTRIES, MAX_UNPACKED, OpenError};
use crate::bundle::MAX_PATH;
use crate::text::shortened;

/// Files by path; paths are relative, without `.`, `..` and empty parts.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// A tree that is being read: its files by path, each with the data read so far.
pub(super) struct Tree<T> {
    files: BTreeMap<String, T>,
}

impl<T> Tree<T> {
    /// A tree without files.
    pub(super) fn new() -> Self {
        Self { files: BTreeMap::new() }
    }

    /// Adds a file at a path from [`clean`].
    pub(super) fn put(&mut self, path: String, file: T) -> Result<(), OpenError> {
        if self.files.contains_key(&path) {
            return Err(OpenError::new(
                format!("holds `{path}` twice."),
                "Adding to an archive with `tar -r` or `tar -u` makes a second copy. Pack the \
                folder again with `tar -czf`.",
            ));
        }
        if self.files.len() == MAX_ENTRIES {
            return Err(too_many());
        }
        self.files.insert(path, file);
        Ok(())
    }

    /// Returns all files, after the last one was added.
    pub(super) fn finish(self) -> Result<BTreeMap<String, T>, OpenError> {
        for path in self.files.keys() {
            let mut folders = path.match_indices('/').map(|(slash, _)| &path[..slash]);
            // No file system can hold both `a` and `a/b` as files.
            if let Some(both) = folders.find(|folder| self.files.contains_key(*folder)) {
                return Err(OpenError::new(
                    format!("holds `{both}` twice: as a file, and as the folder of `{path}`."),
                    "Pack the folder again with `tar -czf`.",
                ));
            }
        }
        Ok(self.files)
    }
}

/// Reads the files of a folder, whose names may need cleaning.
pub(super) fn gather(files: Vec<(String, Vec<u8>)>) -> Result<Files, OpenError> {
    fit("holds", files.iter().map(|(_, bytes)| bytes.len() as u64))?;
    let mut tree = Tree::new();
    for (name, bytes) in files {
        let path = clean(name.as_bytes())?;
        if !is_finders(&path, &bytes) {
            tree.put(path, bytes)?;
        }
    }
    tree.finish()
}

/// Converts a name in an archive into a path relative to the folder that it is unpacked into.
pub(super) fn clean(raw: &[u8]) -> Result<String, OpenError> {
    let Ok(name) = str::from_utf8(raw) else {
        let name = String::from_utf8_lossy(raw);
        let shown = shortened(&name, SHOWN);
        return Err(OpenError::new(
            format!("holds `{shown}`, whose name is not UTF-8."),
            "Rename the file with plain letters and pack again.",
        ));
    };
    // Check the length first: the messages below show the whole name.
    if raw.len() > 2 * MAX_PATH {
        return Err(too_long(name));
    }
    if name.contains('\0') {
        return Err(OpenError::new(
            format!("holds {name:?}, whose name has a zero byte in it."),
            "No file system accepts such a name; pack the folder again with `tar -czf`.",
        ));
    }
    if leads_out(name) {
        return Err(OpenError::new(
            format!("holds `{name}`, a path that leads out of the folder it is unpacked into."),
            "Run `tar` in the parent of the bundle's folder, and name only the folder: `tar -czf \
            my-template.tar.gz my-template`.",
        ));
    }
    Ok(plain(name))
}

/// Removes `.` and empty parts from a path.
pub(super) fn plain(path: &str) -> String {
    let parts: Vec<_> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    parts.join("/")
}

/// Whether a path leads out of the folder that it is unpacked into, on any operating system.
pub(super) fn leads_out(path: &str) -> bool {
    // `\` is an ordinary character here, but separates folders on Windows.
    let leads_up = path.split(['/', '\\']).any(|part| part == "..");
    path.starts_with(['/', '\\']) || on_drive(path) || leads_up
}

/// Fails if the total size of the files is over the limit. `verb` begins the message: an archive `unpacks to` the
/// files, a folder `holds` them.
pub(super) fn fit(verb: &str, sizes: impl Iterator<Item = u64>) -> Result<(), OpenError> {
    let total = sizes.fold(0_u64, u64::saturating_add);
    if total > MAX_UNPACKED as u64 { Err(too_large(verb)) } else { Ok(()) }
}

/// Whether a file was added by macOS Finder.
pub(super) fn is_finders(path: &str, bytes: &[u8]) -> bool {
    let name = file_name(path);
    name == ".DS_Store" || name.starts_with("._") && bytes.starts_with(&[0, 5, 0x16, 7])
}

/// Whether a file that is not read was probably added by macOS Finder.
pub(super) fn looks_like_finders(path: &str) -> bool {
    let name = file_name(path);
    name == ".DS_Store" || name.starts_with("._")
}

/// The error for a path longer than [`MAX_PATH`].
pub(super) fn too_long(path: &str) -> OpenError {
    OpenError::new(
        format!(
            "holds `{}`, a path of {} bytes; the limit is {MAX_PATH}.",
            shortened(path, SHOWN),
            path.len()
        ),
        "Use shorter names or fewer folders.",
    )
}

/// The error for more files than [`MAX_ENTRIES`].
pub(super) fn too_many() -> OpenError {
    OpenError::new(
        format!("holds more than {MAX_ENTRIES} files, too many to look through."),
        "Choose the folder of the templates, without other files, such as `.git`, dependencies \
        and build output.",
    )
}

/// The error for more bytes than [`MAX_UNPACKED`].
pub(super) fn too_large(verb: &str) -> OpenError {
    OpenError::new(
        format!("{verb} more than {} MB; Proton's limit was 5 MB a bundle.", MAX_UNPACKED >> 20),
        "Leave out other files, such as `.git`, dependencies and build output.",
    )
}

/// The maximum number of characters of a name in a message.
pub(super) const SHOWN: usize = 60;

/// Whether a name begins with a drive, such as `C:\`, which leaves the folder on Windows.
fn on_drive(name: &str) -> bool {
    matches!(name.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
