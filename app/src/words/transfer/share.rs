//! Sharing a bundle as a link.

use crate::browser::numbers::grouped;
use crate::words::common::files;

/// Asks for the link.
pub const SHARE: &str = "Share…";
/// Whether the samples come along.
pub const WITH_SAMPLES: &str = "With its samples, spec/";
/// The link.
pub const LINK: &str = "Link";
/// Puts it on the clipboard.
pub const COPY: &str = "Copy link";
/// Once it is there.
pub const COPIED: &str = "Copied.";
/// Where it is not.
pub const NOT_COPIED: &str =
    "This browser did not allow it: the link is selected, copy it with Ctrl-C.";
/// The way out where the link is too long.
pub const DOWNLOAD: &str = "Download instead";

/// The tooltip of the button that asks for the link.
pub fn share_title(bundle: Option<&str>) -> String {
    format!("Make a link that holds {}", bundle.unwrap_or("the bundle"))
}

/// While the link is made.
pub const MAKING: &str = "Making the link…";
/// Where none was made.
pub const STOPPED: &str = "There is no link: the engine stopped.";
/// Of a link that is long.
pub const CUT_BY_MESSAGES: &str =
    "Some chat and mail programs cut links beyond 2,000 to 8,000 characters.";
/// Of one that is longer.
pub const CUT_BY_BARS: &str = "Most chat and mail programs cut a link of this length, and some address bars cut it \
                               when it is pasted. A file is safer.";

/// Who has the bundle.
pub const NOTE_WHO: &str = "Whoever has the link has the bundle: it is in the link itself.";
/// Who has it not.
pub const NOTE_SERVER: &str =
    "What follows the # is not sent to any server: the browser keeps it to itself.";
/// As which it stays.
pub const NOTE_CHANGE: &str = "A later change of the bundle does not change the link.";

/// What the dialog is called.
pub fn title(bundle: &str) -> String {
    format!("Share {bundle}")
}

/// What the link holds: how many files, and which samples where they come along.
pub fn contents(count: usize, samples: Option<&[String]>) -> String {
    let inputs = match samples {
        None => "no inputs: whoever opens it gets a sample made up".to_owned(),
        Some([]) => "no inputs".to_owned(),
        Some([only]) => format!("the inputs of the sample {only}"),
        Some(several) => format!("the inputs of the samples {}", several.join(", ")),
    };
    format!("It holds {}, and {inputs}.", files(count))
}

/// How long the link is.
pub fn made(length: usize) -> String {
    format!("The link has {} characters.", grouped(length as u64))
}

/// A link that is too long, and how long it may be.
pub fn too_long(length: usize, most: usize) -> String {
    format!(
        "The link would have {} characters, and not every browser opens one with more than {}. \
         Leave out what is no template, or download the bundle and send the file.",
        grouped(length as u64),
        grouped(most as u64),
    )
}
