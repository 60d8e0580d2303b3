//! The dialog that shares a bundle as a link.

use crate::browser::numbers::grouped;
use crate::words::common::files;
pub use crate::words::common::{COPIED, WITH_SAMPLES};

/// The label of the button that opens the dialog.
pub const SHARE: &str = "Share…";
/// The label of that button while a bundle is selected.
pub fn share(bundle: &str) -> String {
    format!("Share {bundle}…")
}

/// The label of the field with the link.
pub const LINK: &str = "Link";
/// The label of the button that copies the link to the clipboard.
pub const COPY: &str = "Copy link";
/// The announcement where the browser denied access to the clipboard.
pub const NOT_COPIED: &str =
    "The browser denied access to the clipboard. The link is selected: copy it with Ctrl-C.";
/// The label of the button that downloads the bundle, where the link is too long.
pub const DOWNLOAD: &str = "Download instead";

/// The tooltip of the button that opens the dialog.
pub fn share_title(bundle: Option<&str>) -> String {
    format!("Create a link that contains {}", bundle.unwrap_or("the bundle"))
}

/// The line while the link is made.
pub const MAKING: &str = "Creating the link…";
/// The error where the engine stopped.
pub const STOPPED: &str = "Couldn’t create the link: the engine stopped.";
/// The warning for a link of more than 2,000 characters.
pub const CUT_BY_MESSAGES: &str =
    "Long link: some chat and mail apps truncate links over 2,000–8,000 characters.";
/// The warning for a link of more than 32,000 characters.
pub const CUT_BY_BARS: &str = "Very long link: most chat and mail apps truncate it, and so do some address bars. A file is safer.";

/// The first note: the link holds the bundle.
pub const NOTE_WHO: &str = "The link contains the bundle: anyone who has the link can read it.";
/// The second note: the fragment of a URL is not sent to servers.
pub const NOTE_SERVER: &str =
    "The part after the # stays in the browser: it is not sent to any server.";
/// The third note: the link does not follow later changes.
pub const NOTE_CHANGE: &str = "Later changes to the bundle don’t change the link.";

/// The title of the dialog.
pub fn title(bundle: &str) -> String {
    format!("Share {bundle}")
}

/// The contents of the link: the number of files, and the names of the samples where they are included.
pub fn contents(count: usize, samples: Option<&[String]>) -> String {
    let inputs = match samples {
        None => "no inputs: a sample is made up when it is opened".to_owned(),
        Some([]) => "no inputs".to_owned(),
        Some([only]) => format!("the inputs of the sample {only}"),
        Some(several) => format!("the inputs of the samples {}", several.join(", ")),
    };
    format!("It contains {}, and {inputs}.", files(count))
}

/// The length of the link, in characters.
pub fn made(length: usize) -> String {
    format!("The link has {} characters.", grouped(length as u64))
}

/// The error for a link that is too long; `most` is the limit in characters.
pub fn too_long(length: usize, most: usize) -> String {
    format!(
        "The link would have {} characters, and not every browser opens one with more than {}. Remove files that aren’t part of the template, or send the download instead.",
        grouped(length as u64),
        grouped(most as u64),
    )
}
