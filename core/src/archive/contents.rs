//! Lists the content of an archive that this tool packed.

use flate2::read::GzDecoder;
use tar::Archive;

/// The paths of the files in an archive that this tool packed, with their sizes in bytes, in its order.
pub fn contents(archive: &[u8]) -> Vec<(String, u64)> {
    let mut archive = Archive::new(GzDecoder::new(archive));
    let entries = archive.entries().into_iter().flatten().map_while(Result::ok);
    let files = entries.filter(|entry| entry.header().entry_type().is_file());
    files
        .map(|file| (String::from_utf8_lossy(&file.path_bytes()).into_owned(), file.size()))
        .collect()
}
