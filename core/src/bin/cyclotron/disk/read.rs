//! Reads single files.

use std::fs::{self, FileType, Metadata};
use std::path::Path;

use cyclotron_core::archive::MAX_UNPACKED;

use super::fault::Fault;
use crate::failure::Failure;

/// Reads the text file at `path`, which was named on the command line.
pub fn text(path: &Path) -> Result<String, Failure> {
    let bytes = metadata(path).and_then(|data| bytes(path, &data)).map_err(|mut fault| {
        fault.is_usage_error = true;
        Failure::from(fault)
    })?;
    String::from_utf8(bytes).map_err(|_| {
        let message = format!("cannot read {}: it is not UTF-8", path.display());
        Failure::usage_error(message, "Save it in your editor with the encoding UTF-8.")
    })
}

/// The type and the size of the file at `path`, following links.
pub(super) fn metadata(path: &Path) -> Result<Metadata, Fault> {
    fs::metadata(path).map_err(|error| Fault::io(path, &error))
}

/// Reads the file at `path`. Other file types are refused: a pipe without a writer would block the program, and a
/// device may never end.
pub(super) fn bytes(path: &Path, data: &Metadata) -> Result<Vec<u8>, Fault> {
    if !data.is_file() {
        let noun = noun(data.file_type());
        let help = "Put a file in its place.";
        return Err(Fault::unreadable(path, format!("it is {noun}, not a file"), help));
    }
    if data.len() > MAX_UNPACKED as u64 {
        let reason = format!("it has more than {} MB", MAX_UNPACKED >> 20);
        return Err(Fault::unreadable(path, reason, "Proton's limit was 5 MB a bundle."));
    }
    fs::read(path).map_err(|error| Fault::io(path, &error))
}

fn noun(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "a named pipe";
        }
        if kind.is_socket() {
            return "a socket";
        }
        if kind.is_block_device() || kind.is_char_device() {
            return "a device";
        }
    }
    if kind.is_dir() { "a folder" } else { "something else" }
}
