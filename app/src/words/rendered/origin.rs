//! The provenance of a rendered line.

pub use crate::words::common::CLEAR;
use cyclotron_core::Trace;
use cyclotron_core::trace::Turn;

/// The accessible name of the rendered text.
pub const RENDERED: &str = "Rendered template";
/// The accessible name of that button.
pub const CLEAR_LABEL: &str = "Clear the selected line";

/// The tooltip of the rendered lines that come from the line at the cursor of the template.
pub fn from_line(line: usize) -> String {
    format!("From line {line} of the template.")
}

/// The source of a rendered line, and the number of values that it depends on.
pub fn sentence(trace: &Trace) -> String {
    let Trace { line, file, range, prints, turns, causes, .. } = trace;
    let mut sentence = format!("Line {line} ← {}:{}", file.path, range.0.line);
    for (from, _) in prints {
        sentence = format!("{sentence}, printed in line {}", from.line);
    }
    for Turn { text, index, of, .. } in turns {
        sentence = format!("{sentence}, iteration {} of {of} (`{text}`)", index + 1);
    }
    match causes.len() {
        0 => format!("{sentence}. Depends on no inputs."),
        1 => format!("{sentence}. Depends on 1 input, highlighted in the form."),
        count => format!("{sentence}. Depends on {count} inputs, highlighted in the form."),
    }
}
