//! From whatever bytes were chosen to a tar of bounded size.

use std::borrow::Cow;
use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;
use tar::Header;

use super::{MAX_UNPACKED, OpenError};

const MAGIC: &[u8] = &[0x1f, 0x8b];

/// What else people choose: how it begins, and what it is called in a sentence.
const OTHERS: [(&[u8], &str); 6] = [
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
];

const PACK: &str =
    "pack the folder that holds `schema/` with `tar -czf my-template.tar.gz my-template`.";

/// The tar within `bytes`: expanded where they are gzip, as they are where they are a tar.
pub(super) fn expand(bytes: &[u8]) -> Result<Cow<'_, [u8]>, OpenError> {
    if bytes.starts_with(MAGIC) {
        gunzip(bytes).map(Cow::Owned)
    } else if bytes.is_empty() {
        Err(OpenError::new("is empty: it has 0 bytes.", "Download or copy it again."))
    } else if let Some((_, what)) = OTHERS.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        let message = format!("is {what}; template bundles travel as tar.gz.");
        Err(OpenError::new(message, format!("Unpack it, then {PACK}")))
    } else if !begins_as_tar(bytes) {
        let message = format!("is not a tar.gz archive: it begins with {}.", beginning(bytes));
        Err(OpenError::new(message, format!("To make one, {PACK}")))
    } else if bytes.len() > MAX_UNPACKED {
        Err(too_large())
    } else {
        Ok(Cow::Borrowed(bytes))
    }
}

/// Expands every gzip member, one after the other as `gzip -d` does, and ignores what follows.
/// Stops at the limit, so that a small archive cannot fill the memory.
fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut rest = bytes;
    let mut tar = Vec::new();
    while rest.starts_with(MAGIC) {
        let mut decoder = GzDecoder::new(rest);
        let room = MAX_UNPACKED - tar.len() + 1;
        let result = decoder.by_ref().take(room as u64).read_to_end(&mut tar);
        if tar.len() > MAX_UNPACKED {
            return Err(too_large());
        }
        match result {
            Ok(_) => rest = decoder.into_inner(),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                let message =
                    format!("is cut off: its gzip data ends after {} bytes.", bytes.len());
                return Err(OpenError::new(message, "Download or copy it again."));
            }
            Err(_) => {
                return Err(OpenError::new(
                    "is damaged: its gzip data does not fit its checksum or cannot be read.",
                    "Download or copy it again, in binary mode where there is a choice.",
                ));
            }
        }
    }
    Ok(tar)
}

fn too_large() -> OpenError {
    OpenError::new(
        format!("unpacks to more than {} MiB; Proton's limit was 5 MB.", MAX_UNPACKED >> 20),
        "Leave out what is no template, such as `.git`, dependencies and build output.",
    )
}

/// Whether the first block is a tar header (its checksum fits) or the end of an empty tar.
fn begins_as_tar(bytes: &[u8]) -> bool {
    let Some(block) = bytes.get(..512) else { return false };
    let sum: u32 = block.iter().map(|&byte| u32::from(byte)).sum();
    let own: u32 = block[148..156].iter().map(|&byte| u32::from(byte)).sum();
    let stated = Header::from_byte_slice(block).cksum();
    sum == 0 || stated.is_ok_and(|stated| stated == sum - own + 8 * 32)
}

/// The first bytes for a message: as text where they are text.
fn beginning(bytes: &[u8]) -> String {
    let head = &bytes[..bytes.len().min(16)];
    match str::from_utf8(head) {
        Ok(text) if !text.chars().any(|c| c.is_control() && c != '\n' && c != '\r') => {
            format!("the text {text:?}")
        }
        _ => format!("the bytes {:02x?}", &head[..head.len().min(8)]),
    }
}
