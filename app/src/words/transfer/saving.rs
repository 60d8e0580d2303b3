//! Saving a bundle back to its folder.

use crate::words::common::files;

/// Where the browser does not let the page write; after what was not saved.
pub const NOT_ALLOWED: &str = "the browser was not allowed to write there.";

/// Saves a bundle to the folder that it is of; also the question before that.
pub const SAVE: &str = "Save to folder";
/// The same where the folder is still to be chosen.
pub const SAVE_TO: &str = "Save to folder…";
/// Writes nothing.
pub const CANCEL: &str = "Cancel";
/// Keeps what has changed in the folder.
pub const KEEP: &str = "Keep the folder’s";
/// What that does, for whoever points at it.
pub const KEEP_TITLE: &str = "Take what is in the folder into the editor, and write the rest";
/// Does not keep it.
pub const OVERWRITE: &str = "Overwrite";
/// Writes, where nothing is lost by it.
pub const WRITE: &str = "Write";

/// The tooltip of the button where the folder is still to be chosen.
pub fn save_to_title(bundle: &str) -> String {
    format!("Choose the folder to write the files of {bundle} into")
}

/// The tooltip of the button where the bundle has a folder.
pub fn save_title(bundle: &str, folder: &str, keys: &str) -> String {
    format!("Write what has changed in {bundle} into {folder} ({keys})")
}

/// Files of a bundle that are to be written; before the folder.
pub fn to_write(bundle: &str, also: bool) -> String {
    let also = if also { "Other files" } else { "Files" };
    format!("{also} of {bundle} to write into the folder")
}

/// Files that are not the bundle's; before the folder.
pub fn there_already(count: usize, bundle: &str) -> String {
    let count = files(count);
    format!("{count} with other contents than in {bundle} already there in the folder")
}

/// Files that another program has changed; before the folder.
pub fn changed(count: usize, bundle: &str) -> String {
    let count = files(count);
    format!(
        "{count} changed since {bundle} was opened or saved here, by another program, in the folder"
    )
}

/// A file that another program has deleted in the folder.
pub fn deleted_there(path: &str) -> String {
    format!("{path} (deleted there)")
}

/// Files that are not listed.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// What was not saved at all.
pub fn failed(bundle: &str, reason: &str) -> String {
    format!("{bundle} was not saved to the folder: {reason}")
}

/// Files that cannot be taken over from the folder.
pub fn not_text(paths: &str) -> String {
    format!("Neither taken over nor written, as it is no text: {paths}.")
}

/// Files that were.
pub fn taken_over(paths: &str) -> String {
    format!("Took over from the folder: {paths}.")
}

/// A file that was not written, and why.
pub fn not_written(path: &str, reason: &str) -> String {
    format!("{path} ({reason})")
}

/// All that was not written, each as [`not_written`] has it.
pub fn not_all(folder: &str, paths: &str) -> String {
    format!("Not written to {folder}: {paths}.")
}

/// What was, before that failed, and what to do now.
pub fn not_all_help(written: Option<&str>) -> String {
    let written = written.map_or(String::new(), |paths| format!("Written: {paths}. "));
    format!("{written}The workspace is as it was. Try again, or download the bundle.")
}

/// Files that are in the folder only.
pub fn left(count: usize, paths: &str) -> String {
    let count = files(count);
    format!(
        "Nothing is deleted there: {count} no longer in the bundle, still in the folder: {paths}."
    )
}

/// Where the folder has everything already.
pub fn nothing(bundle: &str, folder: &str) -> String {
    format!("Nothing to save: {folder} has all of {bundle}.")
}

/// What was written.
pub fn saved(bundle: &str, folder: &str, count: usize, paths: &str) -> String {
    format!("Saved {} of {bundle} to {folder}: {paths}.", files(count))
}
