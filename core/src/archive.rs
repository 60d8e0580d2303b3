//! Bundles as `.tar.gz` archives, in and out.
//!
//! What is opened and packed again without an edit has the same files byte for byte, and packing
//! the same bundle twice gives the same archive. Not kept, because Proton never read it: owners,
//! times, modes, empty folders and extended attributes. A file that begins with `#!` is packed as
//! executable, so that the scripts of a CodeBuild bundle run.

mod entries;
mod gzip;
mod root;

use std::collections::BTreeSet;
use std::fmt;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use tar::{EntryType, Header};

pub use root::{name, roots};

use crate::bundle::{Bundle, Content, File, SAMPLE_FOLDER};

/// The most that an archive may unpack to, in bytes. Proton took 5 MB; more opens here, so that
/// the bundle can be looked at and made smaller.
pub const MAX_UNPACKED: usize = 32 << 20;
/// The most files that an archive may hold. Proton took 10 templates.
pub const MAX_FILES: usize = 1000;
/// The longest path of a file, in bytes, its top folder included.
pub const MAX_PATH: usize = 1024;

/// 1980-01-01, the first day that every archiver knows; GNU tar calls 1970 implausibly old.
const MODIFIED: u64 = 315_532_800;

/// Why an archive does not open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenError {
    /// What was found, and where.
    pub message: String,
    /// The way out.
    pub help: String,
}

impl OpenError {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message, self.help)
    }
}

impl std::error::Error for OpenError {}

/// Opens the archive called `file_name`: a tar.gz, or the bare tar.
///
/// The bundle may lie at the archive's root or below one folder, however deep. It is called after
/// that folder, else after the file. Its sample will be packed again if it was in the archive.
///
/// Left out is what Finder adds on a Mac, `.DS_Store` and `._*` in the AppleDouble format: the
/// author never sees these files, and Proton would have tried to read them as templates.
pub fn unpack(file_name: &str, bytes: &[u8]) -> Result<Bundle, OpenError> {
    open(file_name, bytes).map_err(|error| OpenError {
        message: format!("{file_name} {}", error.message),
        help: error.help,
    })
}

/// The tar.gz to register or to share: the bundle below its top folder as it was opened, and its
/// sample only where [`Bundle::pack_sample`] says so.
pub fn pack(bundle: &Bundle) -> Vec<u8> {
    let prefix = bundle.top_folder.as_ref().map_or(String::new(), |top| format!("{top}/"));
    let mut files: Vec<_> = (bundle.files.iter())
        .filter(|file| bundle.pack_sample || !file.path.starts_with(SAMPLE_FOLDER))
        .map(|file| (format!("{prefix}{}", file.path), file.bytes()))
        .collect();
    files.sort_unstable();

    let mut tar = Vec::new();
    let mut folders = BTreeSet::new();
    for (path, content) in &files {
        for (slash, _) in path.match_indices('/') {
            let folder = &path[..=slash];
            if folders.insert(folder) {
                append(&mut tar, EntryType::Directory, folder, 0o755, &[]);
            }
        }
        let mode = if content.starts_with(b"#!") { 0o755 } else { 0o644 };
        append(&mut tar, EntryType::Regular, path, mode, content);
    }
    tar.extend([0; 1024]);

    // The header that GzEncoder writes by default has neither time nor name.
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&tar).and_then(|()| gzip.finish()).expect("writing to memory does not fail")
}

/// All of [`unpack`]; its messages begin with the verb.
fn open(file_name: &str, bytes: &[u8]) -> Result<Bundle, OpenError> {
    let tar = gzip::expand(bytes)?;
    let files = entries::read(&tar)?;
    let root = root::find(&files)?;
    let name = name(&root, file_name);
    let prefix = if root.is_empty() { String::new() } else { format!("{root}/") };
    let mut bundle = Bundle {
        name,
        top_folder: (!root.is_empty()).then_some(root),
        pack_sample: false,
        sample: String::new(),
        files: (files.into_iter())
            .map(|(path, bytes)| File {
                path: path[prefix.len()..].to_owned(),
                content: String::from_utf8(bytes)
                    .map_or_else(|error| Content::Binary(error.into_bytes()), Content::Text),
            })
            .collect(),
    };
    bundle.pack_sample = bundle.files.iter().any(|file| file.path.starts_with(SAMPLE_FOLDER));
    bundle.sort();
    Ok(bundle)
}

/// Appends one entry in GNU's format. Headers are written here rather than by `tar::Builder`,
/// which takes names as paths of the machine it runs on: in the browser it would change `\`.
fn append(tar: &mut Vec<u8>, kind: EntryType, path: &str, mode: u32, content: &[u8]) {
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

#[cfg(test)]
mod tests;
