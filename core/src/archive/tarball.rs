//! Reads the files of a tar, and refuses unsupported entries.

use std::io::Read;

use tar::{Archive, Entry, EntryType};

use super::OpenError;
use super::entries::{Files, SHOWN, Tree, clean, is_finders};
use crate::text::shortened;

/// Reads all files of `tar`.
pub(super) fn read(tar: &[u8]) -> Result<Files, OpenError> {
    let mut tree = Tree::new();
    let mut archive = Archive::new(tar);
    let entries = archive.entries().map_err(|_| not_a_tar())?;
    for (index, entry) in entries.enumerate() {
        let mut entry = entry.map_err(|_| if index == 0 { not_a_tar() } else { damaged(index) })?;
        let kind = kind(&mut entry);
        if kind == EntryType::XGlobalHeader {
            continue; // `git archive` notes the commit there
        }
        let raw = entry.path_bytes().into_owned();
        let path = clean(&raw)?;
        if kind.is_dir() || raw.ends_with(b"/") {
            continue;
        }
        if !matches!(kind, EntryType::Regular | EntryType::Continuous) {
            return Err(no_file(kind, &path, &entry));
        }
        let mut bytes = Vec::new();
        let whole = entry.read_to_end(&mut bytes).is_ok() && bytes.len() as u64 == entry.size();
        if !whole {
            return Err(damaged(index));
        }
        if !is_finders(&path, &bytes) {
            tree.put(path, bytes)?;
        }
    }
    tree.finish()
}

/// The type of an entry. A sparse file with PAX headers has the type of a regular file.
fn kind(entry: &mut Entry<&[u8]>) -> EntryType {
    let kind = entry.header().entry_type();
    let holes = !kind.is_pax_global_extensions()
        && entry.pax_extensions().ok().flatten().is_some_and(|mut records| {
            records.any(|record| record.is_ok_and(|r| r.key_bytes().starts_with(b"GNU.sparse.")))
        });
    if holes { EntryType::GNUSparse } else { kind }
}

/// The error for an entry that is not a file: its type, and why it is refused.
fn no_file(kind: EntryType, path: &str, entry: &Entry<&[u8]>) -> OpenError {
    let target = entry.link_name_bytes().unwrap_or_default();
    let target = String::from_utf8_lossy(&target);
    let target = shortened(&target, SHOWN);
    match kind {
        EntryType::Symlink => OpenError::new(
            format!("holds `{path}`, a link to `{target}`; a bundle must not contain links."),
            "Pack what the links point to with `tar -czhf my-template.tar.gz my-template`.",
        ),
        EntryType::Link => OpenError::new(
            format!("holds `{path}`, a hard link to `{target}`; a bundle has plain files only."),
            "Pack them as files with `tar --hard-dereference -czf my-template.tar.gz my-template`.",
        ),
        EntryType::GNUSparse => OpenError::new(
            format!("holds `{path}`, a file with holes; a bundle has plain files only."),
            "Pack it again without `--sparse`: `tar -czf my-template.tar.gz my-template`.",
        ),
        EntryType::Char | EntryType::Block | EntryType::Fifo => OpenError::new(
            format!("holds `{path}`, a device or pipe; a bundle has plain files only."),
            "Remove it from the folder and pack again.",
        ),
        other => OpenError::new(
            format!(
                "holds `{path}`, an entry of the type {:?}; a bundle has plain files only.",
                char::from(other.as_byte()),
            ),
            "Pack it again: `tar -czf my-template.tar.gz my-template`.",
        ),
    }
}

fn not_a_tar() -> OpenError {
    OpenError::new(
        "is compressed, but what is in it is not a tar archive.",
        "Pack a folder rather than a single file: `tar -czf my-template.tar.gz my-template`.",
    )
}

fn damaged(entries: usize) -> OpenError {
    OpenError::new(
        format!("is damaged or cut off: its tar can be read up to entry {entries} only."),
        "Download or copy it again.",
    )
}
