//! The texts of the file tree.

use crate::browser::numbers::grouped;
pub use crate::words::common::{DELETE, NEW_FILE};
use crate::words::common::{WITH_SAMPLES, errors, warnings};

/// The accessible name of the tree.
pub const FILES: &str = "Files";
/// The hint beside the folder with the sample.
pub const SAMPLE: &str = "sample";
/// The hint beside a folder of files that belong to no bundle.
pub const BESIDE: &str = "other files";
/// The accessible name and the placeholder of the filter.
pub const FILTER: &str = "Filter files";
/// The button that collapses all bundles.
pub const COLLAPSE_ALL: &str = "Collapse all";
/// The line where no name contains the filter.
pub const NO_MATCH: &str = "No file or bundle matches.";
/// The name of the mark of an item that is not saved to the folder of its bundle.
pub const UNSAVED: &str = "not saved to the folder";

/// The accessible name of the menu of actions.
pub const ACTIONS: &str = "Actions";
/// The menu item that includes the samples in downloads of a bundle.
pub const INCLUDE_SAMPLES: &str = WITH_SAMPLES;
/// The menu item that copies a bundle or a file.
pub const DUPLICATE: &str = "Duplicate";
/// The menu item that renames or moves a file or a folder.
pub const MOVE: &str = "Rename or move…";

/// The menu item that creates a file in a bundle.
pub fn new_file_in(bundle: &str) -> String {
    format!("New file in {bundle}…")
}

/// The menu item that copies a bundle.
pub fn duplicate(bundle: &str) -> String {
    format!("Duplicate {bundle}")
}

/// The menu item that renames a bundle.
pub fn rename(bundle: &str) -> String {
    format!("Rename {bundle}…")
}

/// The menu item and the button that close a bundle.
pub fn close(bundle: &str) -> String {
    format!("Close {bundle}")
}

/// The number of errors and warnings of an item.
pub fn problems(error_count: usize, warning_count: usize) -> String {
    match (error_count, warning_count) {
        (_, 0) => errors(error_count),
        (0, _) => warnings(warning_count),
        _ => format!("{}, {}", errors(error_count), warnings(warning_count)),
    }
}

/// A number of problems.
pub fn count(count: usize) -> String {
    grouped(count as u64)
}

/// The menu item that downloads a bundle, and the name of the button that does.
pub fn download(bundle: &str) -> String {
    format!("Download {bundle}")
}

/// The menu item that saves a bundle to its folder, or to one that the user chooses.
pub fn save(bundle: &str, folder: Option<&str>) -> String {
    match folder {
        Some(folder) => format!("Save {bundle} to {folder}"),
        None => format!("Save {bundle} to folder…"),
    }
}

/// The menu item that opens the versions of a bundle.
pub fn versions(bundle: &str) -> String {
    format!("Versions of {bundle}…")
}

/// The menu item that compares a bundle.
pub fn compare(bundle: &str) -> String {
    format!("Compare {bundle}…")
}

/// The menu item that ejects a bundle.
pub fn eject(bundle: &str) -> String {
    format!("Eject {bundle}…")
}

/// The accessible name of the menu of an item, and of the button that opens it.
pub fn actions_for(item: &str) -> String {
    format!("Actions for {item}")
}
