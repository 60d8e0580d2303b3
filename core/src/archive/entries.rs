//! From a tar to its files, and what a tar may not hold.

use std::collections::BTreeMap;
use std::io::Read;

use tar::{Archive, Entry, EntryType};

use super::{MAX_FILES, MAX_PATH, OpenError};

/// Files by path: relative, without `.`, `..` or doubled slashes.
pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// Reads all files of `tar`.
pub(super) fn read(tar: &[u8]) -> Result<Files, OpenError> {
    let mut files = Files::new();
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
        if is_finders(&path, &bytes) {
            continue;
        }
        if files.contains_key(&path) {
            return Err(OpenError::new(
                format!("holds `{path}` twice."),
                "`tar -r` and `tar -u` add a second copy; pack the folder anew with `tar -czf`.",
            ));
        }
        if files.len() == MAX_FILES {
            return Err(OpenError::new(
                format!("holds more than {MAX_FILES} files; Proton's limit was 10 templates."),
                "Leave out what is no template, such as `.git`, dependencies and build output.",
            ));
        }
        files.insert(path, bytes);
    }
    no_file_is_a_folder(&files)?;
    Ok(files)
}

/// What the entry is. A file with holes looks like a plain one where PAX headers describe it.
fn kind(entry: &mut Entry<&[u8]>) -> EntryType {
    let kind = entry.header().entry_type();
    let holes = !kind.is_pax_global_extensions()
        && entry.pax_extensions().ok().flatten().is_some_and(|mut records| {
            records.any(|record| record.is_ok_and(|r| r.key_bytes().starts_with(b"GNU.sparse.")))
        });
    if holes { EntryType::GNUSparse } else { kind }
}

/// A name in the archive as a path below the folder it is unpacked into.
fn clean(raw: &[u8]) -> Result<String, OpenError> {
    let shown = String::from_utf8_lossy(raw);
    let Ok(name) = str::from_utf8(raw) else {
        return Err(OpenError::new(
            format!("holds `{shown}`, whose name is not UTF-8."),
            "Rename the file with plain letters and pack again.",
        ));
    };
    if name.contains('\0') {
        return Err(OpenError::new(
            format!("holds {name:?}, whose name has a zero byte in it."),
            "No file system takes such a name; pack the folder anew with `tar -czf`.",
        ));
    }
    if raw.len() > MAX_PATH {
        let start = name.chars().take(60).collect::<String>();
        return Err(OpenError::new(
            format!("holds `{start}…`, a path of {} bytes; the limit is {MAX_PATH}.", raw.len()),
            "Use shorter names or fewer folders.",
        ));
    }
    if name.starts_with('/') || name.split('/').any(|part| part == "..") {
        return Err(OpenError::new(
            format!("holds `{name}`, a path that leads out of the folder it is unpacked into."),
            "Pack from beside the bundle's folder, and name the folder alone: \
             `tar -czf my-template.tar.gz my-template`.",
        ));
    }
    let parts: Vec<_> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    Ok(parts.join("/"))
}

/// What Finder adds to a folder, and no author ever wrote.
fn is_finders(path: &str, bytes: &[u8]) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == ".DS_Store" || name.starts_with("._") && bytes.starts_with(&[0, 5, 0x16, 7])
}

/// Tells an entry that is no file: what it is, and why it is not taken.
fn no_file(kind: EntryType, path: &str, entry: &Entry<&[u8]>) -> OpenError {
    let target = entry.link_name_bytes().unwrap_or_default();
    let target = String::from_utf8_lossy(&target);
    match kind {
        EntryType::Symlink => OpenError::new(
            format!("holds `{path}`, a link to `{target}`; a bundle has to stand on its own."),
            "Pack what the links point to with `tar -czhf my-template.tar.gz my-template`.",
        ),
        EntryType::Link => OpenError::new(
            format!("holds `{path}`, a hard link to `{target}`; a bundle has plain files only."),
            "Pack them as files with `tar --hard-dereference -czf my-template.tar.gz my-template`.",
        ),
        EntryType::GNUSparse => OpenError::new(
            format!("holds `{path}`, a file with holes; a bundle has plain files only."),
            "Pack it anew without `--sparse`: `tar -czf my-template.tar.gz my-template`.",
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
            "Pack it anew: `tar -czf my-template.tar.gz my-template`.",
        ),
    }
}

/// Refuses `a` beside `a/b`: no file system could hold both.
fn no_file_is_a_folder(files: &Files) -> Result<(), OpenError> {
    for path in files.keys() {
        let folder = path.match_indices('/').map(|(slash, _)| &path[..slash]);
        if let Some(both) = folder.into_iter().find(|folder| files.contains_key(*folder)) {
            return Err(OpenError::new(
                format!("holds `{both}` twice: as a file, and as the folder of `{path}`."),
                "Pack the folder anew with `tar -czf`.",
            ));
        }
    }
    Ok(())
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
