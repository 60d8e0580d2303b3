//! Opens bundles from archives and folders, and packs them.
//!
//! A bundle that is opened and packed again without an edit has the same files byte for byte, and packing the same
//! bundle twice gives the same archive. Owners, times, modes, empty folders and extended attributes are not kept,
//! because Proton never read them. A file that begins with `#!` is packed as executable, so that the scripts of a
//! CodeBuild bundle run.

mod beside;
mod bundles;
mod choice;
mod contents;
mod entries;
mod folder;
mod format;
mod gzip;
mod pack;
mod root;
mod tarball;
mod top_folder;
mod workspace;
mod zip;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use beside::{MAX_FILE as MAX_FILE_BESIDE, MAX_FILES as MAX_FILES_BESIDE, beside};
pub use choice::{Choice, is_apart, is_tools, plan};
pub use contents::contents;
pub use folder::{FolderBundle, in_folder};
pub use format::is_archive;
pub use pack::pack;
pub(crate) use pack::{Packed, tar_gz};
pub use root::{folder_of, name, names_engine, roots, roots_where};
pub use top_folder::top_folder;
pub use workspace::pack_workspace;

use crate::bundle::{Bundle, File};
use crate::sort::CompactSort;
use crate::workspace::Workspace;

/// The maximum unpacked size of an archive, in bytes. Proton accepted 5 MB per bundle; larger ones open here, so
/// that the author can look at the bundle and make it smaller.
pub const MAX_UNPACKED: usize = 32 << 20;
/// The maximum number of files in an archive or a folder, including files outside of bundles.
pub const MAX_ENTRIES: usize = 10_000;
/// The maximum number of bundles in an archive or a folder.
pub const MAX_BUNDLES: usize = 100;

/// The content of an archive or a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its bundles, with unique names.
    pub bundles: Vec<Bundle>,
    /// The folder of each bundle, empty for the root.
    pub folders: Vec<String>,
    /// The paths of files that belong to no bundle.
    pub left_out: Vec<String>,
    /// The files among these that are kept beside the bundles, byte for byte; see [`beside()`].
    pub beside: Vec<File>,
}

/// The error for an archive that can't be opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenError {
    /// The problem and its place.
    pub message: String,
    /// The next step for the user.
    pub help: String,
    /// Whether everything could be read, but holds no template bundle.
    pub lacks_bundle: bool,
}

impl OpenError {
    /// An error other than the lack of a bundle.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), lacks_bundle: false }
    }

    /// The error for an archive or folder without a bundle.
    fn without_bundle(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { lacks_bundle: true, ..Self::new(message, help) }
    }

    /// Puts the name of the archive before the message, which begins with a verb.
    fn of(self, name: &str) -> Self {
        Self { message: format!("{name} {}", self.message), ..self }
    }
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.message, self.help)
    }
}

impl std::error::Error for OpenError {}

/// Opens the archive `file_name`: a tar.gz, a bare tar or a zip.
///
/// A bundle may be at the archive's root or in a folder at any depth, and there may be several. Each is named after
/// its folder, or after the file. Its sample is packed again if it was in the archive. An archive from
/// [`pack_workspace`] opens to the same bundles in the same order.
///
/// The files that macOS Finder adds, `.DS_Store` and `._*` in the AppleDouble format, are skipped silently: the
/// author never sees them, and Proton would have tried to read them as templates.
pub fn open(file_name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    let opened = format::files(bytes).and_then(|(files, unread)| {
        let mut opened = bundles::split(file_name, files, None)?;
        opened.left_out.extend(unread);
        opened.left_out.compact_sort();
        Ok(opened)
    });
    opened.map_err(|error| error.of(file_name))
}

/// Opens the archive `file_name`, which has to hold a single bundle.
pub fn unpack(file_name: &str, bytes: &[u8]) -> Result<Bundle, OpenError> {
    let mut bundles = open(file_name, bytes)?.bundles;
    if let (Some(bundle), true) = (bundles.pop(), bundles.is_empty()) {
        return Ok(bundle);
    }
    let message = "holds several template bundles, or none; it must hold one.";
    let help = "Pack the folder of one: `tar -czf my-template.tar.gz my-template`.";
    Err(OpenError::new(message, help).of(file_name))
}

/// Opens the files of the folder `name`, given by their paths in it, like [`open`]. A bundle at the root of the
/// folder is packed below the folder's name.
pub fn gather(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<Opened, OpenError> {
    let opened = entries::gather(files).and_then(|files| bundles::split(name, files, Some(name)));
    opened.map_err(|error| error.of(name))
}

/// Whether the archive of a workspace, with these files beside its bundles, can be opened again: archives over the limits
/// are refused, whatever their source.
pub fn reopens(workspace: &Workspace, beside: &[(String, Vec<File>)]) -> bool {
    let bundles = || workspace.bundles.iter().flat_map(|bundle| &bundle.files);
    let files = || bundles().chain(beside.iter().flat_map(|(_, files)| files));
    // A tar rounds each file up to a multiple of its block size, after a header of up to three blocks.
    let blocks: usize = files().map(|file| file.bytes().len().div_ceil(512) + 3).sum();
    workspace.bundles.len() <= MAX_BUNDLES
        && files().count() < MAX_ENTRIES
        && blocks * 512 < MAX_UNPACKED - ROOM
}

/// The maximum size of the list of bundles and of the end of the archive, in bytes.
const ROOM: usize = 1 << 20;

#[cfg(test)]
mod tests;
