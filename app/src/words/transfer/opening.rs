//! Opening archives and folders.

use crate::browser::numbers::grouped;
use crate::words::common::files;

/// Where an archive is too large.
pub const TOO_LARGE_HELP: &str = "Proton took bundles of 5 MB. Leave out what is no template.";
/// Where an archive cannot be read.
pub const ARCHIVE_HELP: &str = "Was it moved or changed? Choose it again.";
/// Where a folder cannot be read.
pub const FOLDER_HELP: &str =
    "Was it moved or changed, or is it not allowed? Choose the folder again.";

/// Asks for archives.
pub const OPEN: &str = "Open…";
/// Which ones, for whoever points at it.
pub const OPEN_TITLE: &str = "Archives: .tar.gz, .tgz, .tar or .zip";
/// What takes them.
pub const OPEN_LABEL: &str = "Open a bundle";
/// Asks for a folder.
pub const OPEN_FOLDER: &str = "Open folder…";
/// Which one, for whoever points at it.
pub const OPEN_FOLDER_TITLE: &str = "A folder with one bundle or many";
/// What takes it.
pub const OPEN_FOLDER_LABEL: &str = "Open a folder";
/// Where there is nothing in it.
pub const EMPTY_FOLDER: &str = "The folder is empty.";
/// While something is held above the page.
pub const DROP: &str = "Drop archives or folders to open them";

/// An archive that is too large, and how many MB it may have.
pub fn too_large(archive: &str, most: usize) -> String {
    format!("{archive} is too large: archives of up to {most} MB open.")
}

/// An archive, a folder or a file that cannot be read.
pub fn unread(name: &str, reason: &str) -> String {
    format!("{name} could not be read: {reason}")
}

/// A folder that was not opened.
pub fn no_folder(reason: &str) -> String {
    format!("No folder was opened: {reason}")
}

/// While a folder is looked through.
pub fn looking(folder: &str) -> String {
    format!("Looking through {folder}…")
}

/// How many files were found in it so far.
pub fn found(folder: &str, count: usize) -> String {
    format!("Looking through {folder}: {} so far", files(count))
}

/// How many of its files were read so far.
pub fn reading(folder: &str, done: usize, all: usize) -> String {
    format!("Reading {folder}: {} of {}", grouped(done as u64), files(all))
}

/// What was opened: how many bundles, and which.
pub fn opened(from: &str, count: usize, described: &str) -> String {
    match count {
        0 => format!("{from} is a workspace without bundles."),
        1 => format!("Opened {described} from {from}."),
        _ => format!("Opened {} bundles from {from}: {described}.", grouped(count as u64)),
    }
}

/// What was not opened: how many files, and which.
pub fn left_out(count: usize, listed: &str) -> String {
    let it = if count == 1 { "it belongs" } else { "they belong" };
    format!("{} left out, as {it} to no bundle: {listed}.", files(count))
}

/// A bundle: `queue (service with pipeline, v2)`.
pub fn bundle(name: &str, kind: &str, has_pipeline: bool, version: Option<&str>) -> String {
    let pipeline = if has_pipeline { " with pipeline" } else { "" };
    let version = version.map_or(String::new(), |version| format!(", {version}"));
    format!("{name} ({kind}{pipeline}{version})")
}

/// An archive is being unpacked.
pub fn opening(name: &str) -> String {
    format!("Opening {name}…")
}

/// What is under way, by itself.
pub const OPENING: &str = "Opening";
/// Ends it.
pub const STOP: &str = "Stop";
/// The landmark of all that is under way.
pub const UNDER_WAY: &str = "Under way";
