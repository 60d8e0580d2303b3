//! The differences between two states of a bundle.

use cyclotron_core::compare::Level;

use crate::browser::numbers::grouped;
use crate::words::common::{bytes, files, lines, more_samples, more_texts, rows, samples};

/// The heading of the compared files.
pub const FILES: &str = "Files";
/// The accessible name of the section of compared files.
pub const FILES_LABEL: &str = "Compared files";
/// The mark of a file that only the newer side has.
pub const NEW: &str = "new";
/// The mark of a file that only the older side has.
pub const REMOVED: &str = "removed";
/// The mark of a file that differs.
pub const CHANGED: &str = "changed";
/// The mark of a file that is not text.
pub const BINARY: &str = "binary";
/// The mark of a file that is too large to compare.
pub const LARGE: &str = "too large to compare";
/// The line for a file that differs in its path only.
pub const SAME_TEXT: &str = "The contents are the same.";

/// The heading of the compared renderings.
pub const RENDERED: &str = "Rendered by each sample";
/// The accessible name of the section of compared renderings.
pub const RENDERED_LABEL: &str = "Compared renderings";
/// The line where neither side has a sample.
pub const NO_SAMPLE: &str = "No sample to render.";
/// The line while the samples are rendered.
pub const RENDERING_SAMPLES: &str = "Rendering the samples…";
/// The line while one sample is rendered.
pub const RENDERING: &str = "Rendering…";
/// The line for a sample that stopped the engine.
pub const STOPPED: &str =
    "Not compared: the engine stopped. Select the sample under Inputs to see why.";
/// The line for a sample that only one side has.
pub const SHARED_SAMPLE: &str = "Only one side has this sample; both are rendered with it.";
/// The line for a sample that renders nothing on both sides.
pub const NOTHING: &str = "Neither side has anything to render.";
/// The mark of a rendered text that fails on one side.
pub const FAILS: &str = "fails";
/// The mark of a rendered text that is equal on both sides.
pub const SAME: &str = "unchanged";

/// The line for two texts that are too large to show by line.
pub const TOO_LARGE: &str = "The files differ, but are too large to show side by side.";
/// The tooltip of the links to a line in the editor.
pub const GO: &str = "Go to line in editor";
/// The text before a removed line, for screen readers.
pub const LINE_REMOVED: &str = "removed: ";
/// The text before an added line, for screen readers.
pub const LINE_ADDED: &str = "added: ";

/// The accessible name of the list of reasons why a change is minor or major.
pub const REASONS: &str = "Reasons";

/// The number of files that differ, and of those that do not.
pub fn summary(different: usize, equal: usize) -> String {
    match (different, equal) {
        (0, 1) => "The file is unchanged.".to_owned(),
        (0, _) => format!("All {} files are unchanged.", grouped(equal as u64)),
        _ => format!("{} changed, {} unchanged", files(different), grouped(equal as u64)),
    }
}

/// The label of the button that lists more files.
pub fn more_of_files(count: usize) -> String {
    format!("Show {} more", files(count))
}

/// The label of the button that lists more rows of a text.
pub fn more_of_rows(count: usize) -> String {
    format!("Show {} more", rows(count))
}

/// The label of the summary that expands further reasons.
pub fn more_reasons(count: usize) -> String {
    format!("{} more", grouped(count as u64))
}

/// The mark of a file that was moved.
pub fn renamed(from: &str) -> String {
    format!("was {from}")
}

/// The line for a file that is not text: its sizes.
pub fn sizes(before: usize, after: usize) -> String {
    format!("Not text: {} before, {} after.", bytes(before as u64), bytes(after as u64))
}

/// The number of added and of removed lines.
pub fn counts(added: usize, removed: usize) -> String {
    format!("{} added, {} removed", lines(added), grouped(removed as u64))
}

/// The number of rendered samples.
pub fn rendered(count: usize) -> String {
    format!("{} rendered before and after.", samples(count))
}

/// The number of samples that are not rendered.
pub fn not_rendered(count: usize) -> String {
    format!("{} not rendered here.", more_samples(count))
}

/// The number of rendered texts of a sample that are not listed.
pub fn not_listed(count: usize) -> String {
    format!("{} not listed.", more_texts(count))
}

/// The accessible name of the section of a sample.
pub fn sample(name: &str) -> String {
    format!("Sample {name}")
}

/// The line for a text that one side doesn’t render.
pub fn absent(side: &str) -> String {
    format!("{side} has nothing to render here.")
}

/// The line for a text whose rendering fails on one side.
pub fn failed(side: &str, reason: &str) -> String {
    format!("{side} doesn’t render: {reason}")
}

/// The names of both sides.
pub fn both(before: &str, after: &str) -> String {
    format!("{before} and {after}")
}

/// The lines of a hunk: the first and the last one on each side.
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

/// The level of a change.
pub const fn level(level: Level) -> &'static str {
    match level {
        Level::Same => "No change",
        Level::Minor => "Minor",
        Level::Major => "Major",
    }
}

/// The verdict on all changes, in a sentence.
pub const fn verdict(level: Level) -> &'static str {
    match level {
        Level::Same => "No changes that need a new version.",
        Level::Minor => {
            "Every valid spec stays valid, so Proton would have accepted this as a minor version."
        }
        Level::Major => {
            "A valid spec may become invalid, so Proton would have rejected this as a minor version."
        }
    }
}
