//! The texts of saving a bundle to its folder.

pub use crate::words::common::CANCEL;
use crate::words::common::files;

/// The reason where the browser denied write access; the name of the bundle or file comes before it.
pub const NOT_ALLOWED: &str = "the browser denied write access.";

/// The label of the button that saves a bundle to its folder; also the title of the dialog that confirms it.
pub const SAVE: &str = "Save to folder";
/// The label of the button that keeps the changes of the folder.
pub const KEEP: &str = "Keep file on disk";
/// The tooltip of that button.
pub const KEEP_TITLE: &str = "Load the files on disk into the editor, and write the rest";
/// The label of the button that overwrites the changes of the folder.
pub const OVERWRITE: &str = "Overwrite";
/// The label of the button that writes, where nothing is overwritten.
pub const WRITE: &str = "Write";

/// The heading of the files to write; the folder follows.
pub fn to_write(bundle: &str, also: bool) -> String {
    let also = if also { "Other files" } else { "Files" };
    format!("{also} of {bundle} that will be written to")
}

/// The heading of the files that the folder has already; the folder follows.
pub fn there_already(count: usize, bundle: &str) -> String {
    let count = files(count);
    format!("{count} with different contents than in {bundle}, already in the folder")
}

/// The heading of the files that another program has changed; the folder follows.
pub fn changed(count: usize, bundle: &str) -> String {
    let count = files(count);
    format!(
        "{count} on disk changed outside Cyclotron since {bundle} was opened or saved, in the folder"
    )
}

/// The label of a file that another program has deleted in the folder.
pub fn deleted_there(path: &str) -> String {
    format!("{path} (deleted on disk)")
}

/// The last line, where a list leaves files out.
pub fn more(count: usize) -> String {
    format!("and {count} more")
}

/// The error where nothing was written.
pub fn failed(bundle: &str, reason: &str) -> String {
    format!("Couldn’t save {bundle} to the folder: {reason}")
}

/// The notice about files of the folder that are not text.
pub fn not_text(paths: &str) -> String {
    format!("Not loaded and not written, because it isn’t text: {paths}.")
}

/// The notice about files that were read from the folder.
pub fn taken_over(paths: &str) -> String {
    format!("Loaded from the folder: {paths}.")
}

/// A file that was not written, with the reason.
pub fn not_written(path: &str, reason: &str) -> String {
    format!("{path} ({reason})")
}

/// The error where some files were not written; each of `paths` is a [`not_written`].
pub fn not_all(folder: &str, paths: &str) -> String {
    format!("Not written to {folder}: {paths}.")
}

/// The files that were written before the error, and the way out.
pub fn not_all_help(written: Option<&str>) -> String {
    let written = written.map_or(String::new(), |paths| format!("Written: {paths}. "));
    format!("{written}The workspace is unchanged. Try again, or download the bundle.")
}

/// The notice about files that only the folder has.
pub fn left(count: usize, paths: &str) -> String {
    let count = files(count);
    format!(
        "Nothing is deleted on disk: {count} no longer in the bundle, but still in the folder: {paths}."
    )
}

/// The notice where all files are up to date.
pub fn nothing(bundle: &str, folder: &str) -> String {
    format!("{folder} is up to date with {bundle}.")
}

/// The notice after saving: the number of files, and a list.
pub fn saved(bundle: &str, folder: &str, count: usize, paths: &str) -> String {
    format!("Saved {} of {bundle} to {folder}: {paths}.", files(count))
}
