//! The texts of opening archives and folders.

use cyclotron_core::archive::{MAX_FILE_BESIDE, MAX_FILES_BESIDE};

use crate::browser::numbers::grouped;
use crate::session::MANY;
pub use crate::words::common::STOP;
use crate::words::common::files;

/// The way out for an archive that is too large.
pub const TOO_LARGE_HELP: &str =
    "Proton accepted bundles of up to 5 MB. Remove files that aren’t part of the template.";
/// The way out for an archive that cannot be read.
pub const ARCHIVE_HELP: &str = "The file may have moved or changed. Choose it again.";
/// The way out for a folder that cannot be read.
pub const FOLDER_HELP: &str = "The folder may have moved, or access was denied. Choose it again.";

/// The label of the button that opens archives.
pub const OPEN: &str = "Open…";
/// The tooltip of that button.
pub const OPEN_TITLE: &str = "Archives: .tar.gz, .tgz, .tar or .zip";
/// The accessible name of the file input for archives.
pub const OPEN_LABEL: &str = "Open a bundle";
/// The label of the button that opens a folder.
pub const OPEN_FOLDER: &str = "Open folder…";
/// The tooltip of that button.
pub const OPEN_FOLDER_TITLE: &str = "A folder with one bundle or many";
/// The accessible name of the file input for folders.
pub const OPEN_FOLDER_LABEL: &str = "Open a folder";
/// The notice for a dropped or chosen folder without files.
pub const EMPTY_FOLDER: &str = "The folder is empty.";
/// The overlay while files are dragged over the page.
pub const DROP: &str = "Drop archives or folders to open them";

/// The error for an archive that is too large; `most` is the limit in MB.
pub fn too_large(archive: &str, most: usize) -> String {
    format!("{archive} is too large: the limit is {most} MB.")
}

/// The error for an archive, a folder or a file that cannot be read.
pub fn unread(name: &str, reason: &str) -> String {
    format!("{name} could not be read: {reason}")
}

/// The error where no folder was opened.
pub fn no_folder(reason: &str) -> String {
    format!("No folder was opened: {reason}")
}

/// The progress before the first file of a folder was found.
pub fn looking(folder: &str) -> String {
    format!("Scanning {folder}…")
}

/// The progress while a folder is listed.
pub fn found(folder: &str, count: usize) -> String {
    format!("Scanning {folder}: {} so far", files(count))
}

/// The progress while the files of a folder are read.
pub fn reading(folder: &str, done: usize, all: usize) -> String {
    format!("Reading {folder}: {} of {}", grouped(done as u64), files(all))
}

/// The notice after opening: the number of bundles, and a description of them.
pub fn opened(from: &str, count: usize, described: &str) -> String {
    match count {
        0 => format!("{from} is a workspace without bundles."),
        1 => format!("Opened {described} from {from}."),
        // The repository view lists them.
        MANY.. => format!("Opened {} bundles from {from}.", grouped(count as u64)),
        _ => format!("Opened {} bundles from {from}: {described}.", grouped(count as u64)),
    }
}

/// The notice about files that belong to no bundle and are not kept: their number, and a list.
pub fn left_out(count: usize, listed: &str) -> String {
    let it = if count == 1 { "it belongs" } else { "they belong" };
    format!(
        "{} left out, because {it} to no bundle: {listed}. Cyclotron keeps up to {MAX_FILES_BESIDE} such files, each up to {} KB.",
        files(count),
        MAX_FILE_BESIDE >> 10,
    )
}

/// The description of a bundle: `queue (service with pipeline, v2)`.
pub fn bundle(name: &str, kind: &str, has_pipeline: bool, version: Option<&str>) -> String {
    let pipeline = if has_pipeline { " with pipeline" } else { "" };
    let version = version.map_or(String::new(), |version| format!(", {version}"));
    format!("{name} ({kind}{pipeline}{version})")
}

/// The text after a repository was opened in a workspace of its own.
pub fn left_ready(workspace: &str) -> String {
    format!("The examples are saved in the workspace {workspace}.")
}

/// The label of the button that returns to that workspace.
pub fn return_to(workspace: &str) -> String {
    format!("Return to {workspace}")
}

/// The progress of an archive.
pub fn opening(name: &str) -> String {
    format!("Opening {name}…")
}

/// The accessible name of one running task.
pub const OPENING: &str = "Opening";
/// The accessible name of the list of running tasks.
pub const UNDER_WAY: &str = "In progress";
