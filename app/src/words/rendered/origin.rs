//! Where a rendered line comes from.

use cyclotron_core::Trace;
use cyclotron_core::trace::Turn;

/// The text that was rendered.
pub const RENDERED: &str = "Rendered template";
/// Ends the marking, for whoever sees what is marked.
pub const UNMARK: &str = "Unmark";
/// The same in full.
pub const UNMARK_LABEL: &str = "Unmark what the line comes from";

/// What a rendered line came of, where the cursor is in the template.
pub fn from_line(line: usize) -> String {
    format!("From line {line} of the template.")
}

/// Where a rendered line comes from, and what has a part in it.
pub fn sentence(trace: &Trace) -> String {
    let Trace { line, file, range, prints, turns, causes, .. } = trace;
    let mut sentence = format!("Line {line} comes from line {} of {}", range.0.line, file.path);
    for (from, _) in prints {
        sentence = format!("{sentence}, printed in line {}", from.line);
    }
    for Turn { text, index, of, .. } in turns {
        sentence = format!("{sentence}, turn {} of {of} of `{text}`", index + 1);
    }
    match causes.len() {
        0 => format!("{sentence}. No input has a part in it."),
        1 => format!("{sentence}. It hangs on 1 field, which is marked."),
        count => format!("{sentence}. It hangs on {count} fields, which are marked."),
    }
}
