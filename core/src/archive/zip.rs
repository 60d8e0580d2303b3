//! Reads the files of a zip, and refuses unsupported entries.
//!
//! It uses `rawzip`, because `zip` silently keeps only the last of two files with the same name.

use std::io::Read;

use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, CreatorSystem, ZipArchive, ZipArchiveEntryWayfinder};
use rawzip::{ZipFileHeaderRecord, ZipSliceArchive};

use super::beside::beside;
use super::choice::choose;
use super::entries::{Files, Tree, clean, is_finders, too_many};
use super::{MAX_ENTRIES, OpenError};

/// The first bytes of a zip: of a file, of the end of an empty zip, or of a part of a multi-part zip.
pub(super) const MAGICS: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// A file that is not unpacked yet.
struct Packed {
    at: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    /// The unpacked size that the archive states.
    size: u64,
}

/// Reads the files of `zip` that belong to bundles or are kept beside them; returns the paths of the others.
pub(super) fn read(zip: &[u8]) -> Result<(Files, Vec<String>), OpenError> {
    let archive = ZipArchive::from_slice(zip).map_err(|_| cut_off())?;
    let mut tree = Tree::new();
    for (index, entry) in archive.entries().enumerate() {
        let entry = entry.map_err(|_| damaged(&format!("its list ends after {index} entries")))?;
        if index == 2 * MAX_ENTRIES {
            return Err(too_many()); // folders, mostly
        }
        let path = clean(&name(&entry))?;
        if entry.is_dir() || path.is_empty() {
            continue;
        }
        refuse_odd(&entry, &path)?;
        let (at, method) = (entry.wayfinder(), entry.compression_method());
        tree.put(path, Packed { at, method, size: entry.uncompressed_size_hint() })?;
    }
    let packed = tree.finish()?;
    let choice =
        choose("unpacks to", packed.iter().map(|(path, file)| (path.as_str(), file.size)))?;
    let mut files = Files::new();
    for path in choice.wanted {
        let bytes = unpack(&archive, &packed[path.as_str()], &path)?;
        if !is_finders(&path, &bytes) {
            files.insert(path, bytes);
        }
    }
    let mut left_out = choice.left_out;
    let sizes = left_out.iter().map(|path| (path.as_str(), packed[path.as_str()].size));
    let kept: Vec<String> = beside(sizes).into_iter().map(str::to_owned).collect();
    for path in kept {
        // A damaged file beside the bundles doesn't keep them from opening.
        if let Ok(bytes) = unpack(&archive, &packed[path.as_str()], &path) {
            left_out.retain(|other| *other != path);
            files.insert(path, bytes);
        }
    }
    Ok((files, left_out))
}

/// The name of an entry with `/`, as the format requires; some Windows tools write `\`.
fn name(entry: &ZipFileHeaderRecord) -> Vec<u8> {
    let mut name = entry.file_path().as_bytes().to_vec();
    let system = entry.version_made_by().creator_system();
    if !matches!(system, CreatorSystem::UNIX | CreatorSystem::MACOS) {
        for byte in &mut name {
            if *byte == b'\\' {
                *byte = b'/';
            }
        }
    }
    name
}

/// Refuses an entry that is not a regular file or can't be read.
fn refuse_odd(entry: &ZipFileHeaderRecord, path: &str) -> Result<(), OpenError> {
    const FILE: u32 = 0o100_000;
    const KIND: u32 = 0o170_000;
    let flags = entry.flags();
    let method = entry.compression_method();
    if flags.is_encrypted() || flags.has_strong_encryption() || flags.is_masked() {
        return Err(OpenError::new(
            format!("holds `{path}`, which is encrypted."),
            "Create the archive again without a password: `zip -r my-template.zip my-template`.",
        ));
    }
    if entry.mode().is_symlink() {
        return Err(OpenError::new(
            format!("holds `{path}`, a link; a bundle must not contain links."),
            "Pack what the links point to: `zip -r my-template.zip my-template`, without `-y`.",
        ));
    }
    if !matches!(entry.mode().value() & KIND, FILE | 0) {
        return Err(OpenError::new(
            format!("holds `{path}`, a device or pipe; a bundle has plain files only."),
            "Remove it from the folder and pack again.",
        ));
    }
    if !matches!(method, CompressionMethod::STORE | CompressionMethod::DEFLATE) {
        return Err(OpenError::new(
            format!(
                "holds `{path}`, compressed in a way that does not open here: {}.",
                method.name().map_or_else(|| format!("method {}", method.as_u16()), str::to_owned),
            ),
            "Create the archive again as plain zip, `zip -r my-template.zip my-template`, or as tar.gz.",
        ));
    }
    Ok(())
}

/// Unpacks a file and checks the size and the checksum that the archive states.
fn unpack(
    archive: &ZipSliceArchive<&[u8]>,
    file: &Packed,
    path: &str,
) -> Result<Vec<u8>, OpenError> {
    let broken = || damaged(&format!("`{path}` does not fit its size or its checksum"));
    let entry = archive.get_entry(file.at).map_err(|_| broken())?;
    // Read at most the stated size: the sum of the stated sizes has been checked against the limit.
    let limit = file.size.saturating_add(1);
    let mut bytes = Vec::new();
    let read = match file.method {
        CompressionMethod::DEFLATE => {
            let inflated = DeflateDecoder::new(entry.data()).take(limit);
            entry.verifying_reader(inflated).read_to_end(&mut bytes)
        }
        _ => entry.verifying_reader(entry.data().take(limit)).read_to_end(&mut bytes),
    };
    if read.is_err() || bytes.len() as u64 != file.size {
        return Err(broken());
    }
    Ok(bytes)
}

fn cut_off() -> OpenError {
    OpenError::new(
        "is damaged or cut off: the list of files at the end of a zip is missing.",
        "Download or copy it again; of a zip in several parts, join the parts first.",
    )
}

fn damaged(what: &str) -> OpenError {
    OpenError::new(format!("is damaged: {what}."), "Download or copy it again.")
}
