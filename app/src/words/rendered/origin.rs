//! The provenance of a rendered line.

use cyclotron_core::Trace;
use cyclotron_core::trace::Turn;

/// The accessible name of the rendered text.
pub const RENDERED: &str = "Rendered template";
/// The label of the button that clears the highlights.
pub const UNMARK: &str = "Unmark";
/// The accessible name of that button.
pub const UNMARK_LABEL: &str = "Unmark what the line comes from";

/// The tooltip of the rendered lines that come from the line at the cursor of the template.
pub fn from_line(line: usize) -> String {
    format!("From line {line} of the template.")
}

/// The origin of a rendered line, and the values that it depends on.
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
