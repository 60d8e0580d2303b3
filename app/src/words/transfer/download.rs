//! The dialog for downloads.

pub use crate::words::common::{DOWNLOAD, WITH_SAMPLES};
use crate::words::common::{bundles, bytes, files};

/// The line about ejecting.
pub const WITHOUT_PROTON: &str =
    "To deploy without Proton, convert the bundle to CloudFormation templates with parameters:";
/// The link to ejecting.
pub const EJECT: &str = "Eject…";

/// The tooltip of the download buttons where no bundle is shown.
pub const NOTHING: &str = "Nothing to download";
/// The label of the button that opens the dialog.
pub const OPTIONS: &str = "Download options";
/// The way out of a failed download.
pub const TRY_AGAIN: &str = "Try again, or see Download options.";

/// The label of the choice of the download.
pub const WHAT: &str = "What";
/// The choice of the bundle.
pub const BUNDLE: &str = "Bundle, ready for Proton";
/// The label of the choice between the root and a folder of the archive.
pub const WHERE: &str = "Archive layout";
/// The choice of the root.
pub const AT_ROOT: &str = "At the root";
/// The choice of a folder.
pub const BELOW_FOLDER: &str = "In a top-level folder";
/// The label of the field for the name of the folder.
pub const FOLDER: &str = "Folder";
/// The reason why the download waits: the name of the folder is invalid.
pub const WRONG_FOLDER: &str = "Choose another folder name.";
/// The line while the file is packed.
pub const MAKING: &str = "Preparing…";
/// The heading of the files that are left out.
pub const LEFT_OUT: &str = "Left out";
/// The line where the checks did not run, since the engine stopped.
pub const UNCHECKED: &str = "Not checked: the engine stopped on this text, so it is unknown whether Proton would have rejected it.";
/// The label of the button that downloads, before the name of the file is known.
pub const SAVE: &str = "Download file";
/// The label of the button that downloads a bundle that Proton would have refused.
pub const SAVE_ANYWAY: &str = "Download anyway";

/// The label of the button that downloads `file`; also a tooltip.
pub fn save(file: &str) -> String {
    format!("Download {file}")
}

/// The notice after the download.
pub fn done(file: &str) -> String {
    format!("Downloaded {file}.")
}

/// The choice of the rendered files.
pub fn rendered(samples: usize) -> String {
    match samples {
        0 | 1 => "Rendered files".to_owned(),
        _ => format!("Rendered files of all {samples} samples"),
    }
}

/// The choice of the shown sample.
pub fn spec(sample: &str) -> String {
    format!("Only the spec (“{sample}”)")
}

/// The tooltip of the button that opens the dialog.
pub fn options_title(bundle: &str) -> String {
    format!("Download options for {bundle}")
}

/// The choice of the whole workspace.
pub fn workspace(count: usize) -> String {
    format!("Whole workspace ({}), can be reopened here", bundles(count))
}

/// The summary of the packed file: its name, and the number and size of its contents.
pub fn made(file: &str, count: usize, size: u64) -> String {
    format!("{file}: {}, {}", files(count), bytes(size))
}
