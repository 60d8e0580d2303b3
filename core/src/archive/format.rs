//! Detects the format of an archive by its first bytes, and ignores its file name.

use tar::Header;

use super::entries::{Files, fit};
use super::{OpenError, gzip, tarball, zip};

/// Unsupported formats: their first bytes, and their description in a message.
const OTHERS: [(&[u8], &str); 7] = [
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"LZIP", "compressed with lzip"),
    (b"\x1f\x9d", "compressed with compress"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
];

const PACK: &str =
    "pack the folder that holds `schema/` with `tar -czf my-template.tar.gz my-template`.";

/// Returns the files in `bytes`, and the paths of those that were not read.
pub(super) fn files(bytes: &[u8]) -> Result<(Files, Vec<String>), OpenError> {
    if bytes.starts_with(gzip::MAGIC) {
        Ok((tarball::read(&gzip::expand(bytes)?)?, vec![]))
    } else if bytes.is_empty() {
        Err(OpenError::new("is empty: it has 0 bytes.", "Download or copy it again."))
    } else if zip::MAGICS.iter().any(|magic| bytes.starts_with(magic)) {
        zip::read(bytes)
    } else if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let message = format!("is {what}; bundles open as tar.gz, tar or zip.");
        Err(OpenError::new(message, format!("Unpack it, then {PACK}")))
    } else if !begins_as_tar(bytes) {
        let message =
            format!("is not a tar.gz archive, nor a zip: it begins with {}.", beginning(bytes));
        Err(OpenError::new(message, format!("To make one, {PACK}")))
    } else {
        fit("holds", [bytes.len() as u64].into_iter())?;
        Ok((tarball::read(bytes)?, vec![]))
    }
}

/// Whether `bytes` begin as an archive, or as a compressed file, of any known format.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(gzip::MAGIC)
        || zip::MAGICS.iter().any(|magic| bytes.starts_with(magic))
        || OTHERS.iter().any(|(magic, _)| bytes.starts_with(magic))
        || begins_as_tar(bytes)
}

/// Whether the first block is a tar header, with a valid checksum, or the end of an empty tar.
fn begins_as_tar(bytes: &[u8]) -> bool {
    let Some(block) = bytes.get(..512) else { return false };
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    let own: u32 = block[148..156].iter().map(|&byte| u32::from(byte)).sum();
    let stated = Header::from_byte_slice(block).cksum();
    sum == 0 || stated.is_ok_and(|stated| stated == sum - own + 8 * 32)
}

/// The first bytes for a message, as text if they are text.
fn beginning(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(16)];
    match str::from_utf8(head) {
        Ok(text) if !text.chars().any(|c| c.is_control() && c != '\n' && c != '\r') => {
            format!("the text {text:?}")
        }
        _ => format!("the bytes {:02x?}", &head[..head.len().min(8)]),
    }
}
