//! What tells two states of a bundle apart.

use cyclotron_core::compare::Level;

use crate::browser::numbers::grouped;
use crate::words::common::{bytes, files, lines, more_samples, more_texts, rows, samples};

/// The files of both.
pub const FILES: &str = "Files";
/// The same, where it stands beside other parts.
pub const FILES_LABEL: &str = "Compared files";
/// A file that the older one lacks.
pub const NEW: &str = "new";
/// A file that the newer one lacks.
pub const REMOVED: &str = "removed";
/// A file that both have.
pub const CHANGED: &str = "changed";
/// A file that is no text.
pub const BINARY: &str = "binary";
/// A file that is too large to be compared.
pub const LARGE: &str = "large";
/// A file that has another path only.
pub const SAME_TEXT: &str = "What is in it is the same.";

/// What both render.
pub const RENDERED: &str = "Rendered by each sample";
/// The same, where it stands beside other parts.
pub const RENDERED_LABEL: &str = "Compared renderings";
/// Where neither has a sample.
pub const NO_SAMPLE: &str = "There is no sample to render.";
/// While they are rendered.
pub const RENDERING_SAMPLES: &str = "Rendering the samples…";
/// While one is rendered.
pub const RENDERING: &str = "Rendering…";
/// Where the engine stopped at a sample.
pub const STOPPED: &str = "It could not be compared: the engine stopped at it. See what it says about the sample when that is chosen under Inputs.";
/// A sample that one of the two lacks.
pub const SHARED_SAMPLE: &str = "Only one of the two has this sample; both are rendered with it.";
/// A sample that renders nothing.
pub const NOTHING: &str = "Neither has anything to render.";
/// A text that one of the two cannot render.
pub const FAILS: &str = "fails";
/// A text that both render alike.
pub const SAME: &str = "the same";

/// Where two texts are too large for their lines to be shown.
pub const TOO_LARGE: &str = "They are not the same, and too large to be shown side by side.";
/// Goes to a line.
pub const GO: &str = "Go there in the editor";
/// Before a line that is gone, for whoever does not see its sign.
pub const LINE_REMOVED: &str = "removed: ";
/// Before a line that came.
pub const LINE_ADDED: &str = "added: ";

/// The reasons for which a change is minor or major.
pub const REASONS: &str = "Reasons";

/// How many files are not the same, and how many are.
pub fn summary(different: usize, equal: usize) -> String {
    match (different, equal) {
        (0, 1) => "The one file is the same.".to_owned(),
        (0, _) => format!("All {} files are the same.", grouped(equal as u64)),
        _ => format!("{} not the same, {} the same.", files(different), grouped(equal as u64)),
    }
}

/// Lists more files.
pub fn more_of_files(count: usize) -> String {
    format!("Show {} more", files(count))
}

/// Lists more rows of a text.
pub fn more_of_rows(count: usize) -> String {
    format!("Show {} more", rows(count))
}

/// Lists more reasons.
pub fn more_reasons(count: usize) -> String {
    format!("{} more", grouped(count as u64))
}

/// A file that had another path.
pub fn renamed(from: &str) -> String {
    format!("was {from}")
}

/// The sizes of a file that is no text.
pub fn sizes(before: usize, after: usize) -> String {
    format!("Not text: {} before, {} after.", bytes(before as u64), bytes(after as u64))
}

/// How many lines came and went.
pub fn counts(added: usize, removed: usize) -> String {
    format!("{} added, {} removed", lines(added), grouped(removed as u64))
}

/// How many samples are rendered.
pub fn rendered(count: usize) -> String {
    format!("{} rendered before and after.", samples(count))
}

/// How many are not.
pub fn not_rendered(count: usize) -> String {
    format!("{} not rendered here.", more_samples(count))
}

/// How many texts of a sample are not listed.
pub fn not_listed(count: usize) -> String {
    format!("{} not listed.", more_texts(count))
}

/// One sample.
pub fn sample(name: &str) -> String {
    format!("Sample {name}")
}

/// A text that one side does not have.
pub fn absent(side: &str) -> String {
    format!("{side} has nothing to render here.")
}

/// A text that one side cannot render.
pub fn failed(side: &str, reason: &str) -> String {
    format!("{side} does not render: {reason}")
}

/// What is compared.
pub fn both(before: &str, after: &str) -> String {
    format!("{before} and {after}")
}

/// The lines that a part of a text is about, by first and last of each side.
pub fn hunk(before: Option<(usize, usize)>, after: Option<(usize, usize)>) -> String {
    let range = |(first, last): (usize, usize), one: &str, many: &str| {
        if first == last { format!("{one} {first}") } else { format!("{many} {first} to {last}") }
    };
    match (before, after) {
        (Some(old), Some(new)) if old == new => range(new, "Line", "Lines"),
        (Some(old), Some(new)) => {
            format!("{}, now {}", range(old, "Line", "Lines"), range(new, "line", "lines"))
        }
        (None, Some(new)) => range(new, "New line", "New lines"),
        (Some(old), None) => range(old, "Removed line", "Removed lines"),
        (None, None) => String::new(),
    }
}

/// What a change asks for.
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Same => "No change",
        Level::Minor => "Minor",
        Level::Major => "Major",
    }
}

/// What that means.
pub const fn verdict(level: Level) -> &'static str {
    match level {
        Level::Same => "Nothing that makes a version has changed.",
        Level::Minor => {
            "Every spec that was valid stays valid, so Proton would have taken it as a minor version."
        }
        Level::Major => {
            "A spec that was valid may not be any more; Proton refused such a change as a minor version."
        }
    }
}
