//! Decompresses gzip up to a maximum size.

use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;

use super::entries::too_large;
use super::{MAX_UNPACKED, OpenError};

/// The first bytes of a gzip member.
pub(super) const MAGIC: &[u8] = &[0x1f, 0x8b];
/// The maximum number of members, since even an empty one takes time. Parallel compressors write one for 64 KB.
const MAX_MEMBERS: usize = 10_000;

/// Decompresses all gzip members, one after the other like `gzip -d`, and ignores trailing bytes. Stops at the
/// limit, so that a small archive can't fill the memory.
pub(super) fn expand(bytes: &[u8]) -> Result<Vec<u8>, OpenError> {
    let mut rest = bytes;
    let mut tar = Vec::new();
    let mut members = 0;
    while rest.starts_with(MAGIC) {
        members += 1;
        if members > MAX_MEMBERS {
            let message = format!("is made of more than {MAX_MEMBERS} gzip members.");
            let help = "Unpack it with `gzip -d` and pack the folder again with `tar -czf`.";
            return Err(OpenError::new(message, help));
        }
        let mut decoder = GzDecoder::new(rest);
        let room = MAX_UNPACKED - tar.len() + 1;
        let result = decoder.by_ref().take(room as u64).read_to_end(&mut tar);
        if tar.len() > MAX_UNPACKED {
            return Err(too_large("unpacks to"));
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
