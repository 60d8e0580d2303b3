//! Packs files as tar.gz.

use std::collections::BTreeSet;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{EntryType, Header};

use crate::bundle::{Bundle, SAMPLE_FOLDER};
use crate::sort::CompactSort;

/// 1980-01-01, the earliest date that every archiver supports; GNU tar calls 1970 implausibly old.
const MODIFIED: u64 = 315_532_800;

/// Packs a bundle as tar.gz, to register or to share it. The files are below its original top folder; samples are
/// included only if [`Bundle::pack_sample`] is set.
pub fn pack(bundle: &Bundle) -> Vec<u8> {
    let prefix = bundle.top_folder.as_ref().map_or(String::new(), |top| format!("{top}/"));
    let files = (bundle.files.iter())
        .filter(|file| bundle.pack_sample || !file.path.starts_with(SAMPLE_FOLDER))
        .map(|file| Packed::new(format!("{prefix}{}", file.path), file.bytes()))
        .collect();
    tar_gz(files)
}

/// A file to pack.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packed<'f> {
    /// Its path in the archive.
    pub(crate) path: String,
    pub(crate) content: &'f [u8],
    /// Whether it can be executed.
    pub(crate) is_executable: bool,
}

impl<'f> Packed<'f> {
    /// A file that can be executed if it is a script.
    pub(super) fn new(path: String, content: &'f [u8]) -> Self {
        Self { path, content, is_executable: content.starts_with(b"#!") }
    }
}

/// Packs files as tar.gz; their order doesn't matter, so equal files give equal bytes.
pub(crate) fn tar_gz(mut files: Vec<Packed<'_>>) -> Vec<u8> {
    files.compact_sort();
    let mut tar = Vec::new();
    let mut folders = BTreeSet::new();
    for Packed { path, content, is_executable } in &files {
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..=slash];
            if folders.insert(folder) {
                append(&mut tar, EntryType::Directory, folder, 0o755, &[]);
            }
        }
        let mode = if *is_executable { 0o755 } else { 0o644 };
        append(&mut tar, EntryType::Regular, path, mode, content);
    }
    tar.extend([0; 1024]);

    // The default header of `GzEncoder` has neither time nor name.
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&tar).and_then(|()| gzip.finish()).expect("writing to memory does not fail")
}

/// Appends an entry in GNU format. It doesn't use `tar::Builder`, which treats names as paths of the machine that
/// it runs on and would change `\` in the browser.
pub(super) fn append(tar: &mut Vec<u8>, kind: EntryType, path: &str, mode: u32, content: &[u8]) {
    let mut header = Header::new_gnu();
    let gnu = header.as_gnu_mut().expect("just made");
    if path.len() > gnu.name.len() {
        let name = [path.as_bytes(), b"\0"].concat();
        append(tar, EntryType::GNULongName, "././@LongLink", 0, &name);
    }
    for (slot, byte) in gnu.name.iter_mut().zip(path.bytes()) {
        *slot = byte;
    }
    header.set_entry_type(kind);
    header.set_mode(mode);
    header.set_uid(0);
    header.set_gid(0);
    header.set_mtime(MODIFIED);
    header.set_size(content.len() as u64);
    header.set_cksum();
    tar.extend(header.as_bytes());
    tar.extend(content);
    tar.resize(tar.len().next_multiple_of(512), 0);
}
