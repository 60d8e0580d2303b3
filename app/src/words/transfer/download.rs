//! Downloading a bundle, or what else there is.

use crate::words::common::{bundles, bytes, files};

/// Downloads the bundle at once; also the dialog with the choice.
pub const DOWNLOAD: &str = "Download";
/// Where no bundle is shown.
pub const NOTHING: &str = "Nothing to download";
/// Opens the dialog.
pub const OPTIONS: &str = "Download options";
/// What to do where it failed.
pub const TRY_AGAIN: &str = "Try again, or see Download options.";

/// What is to be downloaded.
pub const WHAT: &str = "What";
/// The bundle.
pub const BUNDLE: &str = "The bundle, as Proton registered it";
/// How its files lie in the archive.
pub const WHERE: &str = "Where its files lie";
/// Below no folder.
pub const AT_ROOT: &str = "At the archive’s root";
/// Below one.
pub const BELOW_FOLDER: &str = "Below a folder";
/// The name of that one.
pub const FOLDER: &str = "Folder";
/// Whether the samples come along.
pub const WITH_SAMPLES: &str = "With its samples, spec/";
/// The same, of the bundle that is shown.
pub const PACK_SAMPLE: &str = "Download with the sample";
/// Why it waits, where the name cannot be one.
pub const WRONG_FOLDER: &str = "The folder needs another name.";
/// While it is made.
pub const MAKING: &str = "Making it ready…";
/// The heading of what does not come along.
pub const LEFT_OUT: &str = "Left out";
/// Where the checks have stopped.
pub const UNCHECKED: &str =
    "Not checked: the engine stopped on this text, so what Proton would have refused is not known.";
/// Saves it before it has a name.
pub const SAVE: &str = "Download it";
/// Saves it though Proton would have refused it.
pub const SAVE_ANYWAY: &str = "Download anyway";

/// Saves it.
pub fn save(file: &str) -> String {
    format!("Download {file}")
}

/// Once it is saved.
pub fn done(file: &str) -> String {
    format!("{file} is downloaded.")
}

/// What the bundle renders to.
pub fn rendered(samples: usize) -> String {
    match samples {
        0 | 1 => "What it renders to".to_owned(),
        _ => format!("What it renders to, with each of its {samples} samples"),
    }
}

/// The sample that is shown.
pub fn spec(sample: &str) -> String {
    format!("The spec: the sample {sample}")
}

/// The tooltip of the button that opens the dialog.
pub fn options_title(bundle: &str) -> String {
    format!("Choose what to download of {bundle}, and how")
}

/// All bundles.
pub fn workspace(count: usize) -> String {
    format!("The whole workspace, {}, to be opened here again", bundles(count))
}

/// What came of the choice.
pub fn made(file: &str, count: usize, size: u64) -> String {
    format!("{file}: {}, {}", files(count), bytes(size))
}
