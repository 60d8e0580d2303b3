//! Bundles as archives and folders, in and out.
//!
//! What is opened and packed again without an edit has the same files byte for byte, and packing
//! the same bundle twice gives the same archive. Not kept, because Proton never read it: owners,
//! times, modes, empty folders and extended attributes. A file that begins with `#!` is packed as
//! executable, so that the scripts of a CodeBuild bundle run.

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

pub use beside::beside;
pub use choice::{Choice, is_tools, plan};
pub use contents::contents;
pub use folder::{FolderBundle, in_folder};
pub use pack::pack;
pub use root::{name, roots};
pub use top_folder::top_folder;
pub use workspace::pack_workspace;

use crate::bundle::{Bundle, File};
use crate::workspace::Workspace;

/// The most that an archive may unpack to, in bytes. Proton took 5 MB a bundle; more opens here, so
/// that the bundle can be looked at and made smaller.
pub const MAX_UNPACKED: usize = 32 << 20;
/// The most files that an archive or a folder may hold, whatever they are.
pub const MAX_ENTRIES: usize = 10_000;
/// The most bundles that an archive or a folder may hold.
pub const MAX_BUNDLES: usize = 100;

/// What was in an archive or a folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its bundles; no two of the same name.
    pub bundles: Vec<Bundle>,
    /// The folder that each of them lies in, empty for the top.
    pub folders: Vec<String>,
    /// The paths of files that belong to none of them.
    pub left_out: Vec<String>,
    /// Those of them that are kept beside the bundles, byte for byte, see [`beside()`].
    pub beside: Vec<File>,
}

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

    /// The message begins with the verb until it is known what it is about.
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

/// Opens the archive called `file_name`: a tar.gz, a bare tar or a zip.
///
/// A bundle may lie at the archive's root or below a folder, however deep, and there may be several.
/// Each is called after its folder, else after the file. Its sample will be packed again if it was in
/// the archive. What [`pack_workspace`] made opens to the same bundles in the same order.
///
/// Left out without a word is what Finder adds on a Mac, `.DS_Store` and `._*` in the AppleDouble
/// format: the author never sees these files, and Proton would have tried to read them as templates.
pub fn open(file_name: &str, bytes: &[u8]) -> Result<Opened, OpenError> {
    let opened = format::files(bytes).and_then(|(files, unread)| {
        let mut opened = bundles::split(file_name, files, None)?;
        opened.left_out.extend(unread);
        opened.left_out.sort();
        Ok(opened)
    });
    opened.map_err(|error| error.of(file_name))
}

/// The one bundle in the archive called `file_name`.
pub fn unpack(file_name: &str, bytes: &[u8]) -> Result<Bundle, OpenError> {
    let mut bundles = open(file_name, bytes)?.bundles;
    if let (Some(bundle), true) = (bundles.pop(), bundles.is_empty()) {
        return Ok(bundle);
    }
    let message = "holds several template bundles, or none; one was wanted.";
    let help = "Pack the folder of one: `tar -czf my-template.tar.gz my-template`.";
    Err(OpenError::new(message, help).of(file_name))
}

/// The same as [`open`] for the files of the folder `name`, by their paths in it. A bundle that is the
/// whole folder will be packed below it.
pub fn gather(name: &str, files: Vec<(String, Vec<u8>)>) -> Result<Opened, OpenError> {
    let opened = entries::gather(files).and_then(|files| bundles::split(name, files, Some(name)));
    opened.map_err(|error| error.of(name))
}

/// Whether the archive of a workspace will open again: none opens that is larger than one of strangers
/// may be.
pub fn reopens(workspace: &Workspace) -> bool {
    let files = || workspace.bundles.iter().flat_map(|bundle| &bundle.files);
    // A tar rounds each file up to its blocks, after a header that may be three.
    let blocks: usize = files().map(|file| file.bytes().len().div_ceil(512) + 3).sum();
    workspace.bundles.len() <= MAX_BUNDLES
        && files().count() < MAX_ENTRIES
        && blocks * 512 < MAX_UNPACKED - ROOM
}

/// Bytes that the list of bundles and the end of the archive take at most.
const ROOM: usize = 1 << 20;

#[cfg(test)]
mod tests;
