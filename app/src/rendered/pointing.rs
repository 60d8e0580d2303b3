//! The cursor in the editor, and the selected rendered line with its source.

use cyclotron_core::trace::{Cause, Effect};
use cyclotron_core::{Control, Field, FileId, Trace};
use leptos::prelude::*;

use crate::session::{Reveal, Session};

/// A selected line of a rendering, with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// The name of the bundle, and the file name of the rendering in it.
    pub rendering: (String, String),
    /// The text of the line.
    pub text: String,
    /// The number of lines of the rendering.
    pub lines: usize,
    /// The source of the line, and the inputs that affect it.
    pub trace: Trace,
}

/// The cursor and the selected rendered line. Cheap to copy, as it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct Pointing {
    /// The position of the cursor in the editor: the file, and the line from 1.
    pub cursor: RwSignal<Option<(FileId, usize)>>,
    /// The column of the cursor, from 0.
    pub column: RwSignal<usize>,
    /// The selected rendered line.
    pub picked: RwSignal<Option<Picked>>,
}

impl Picked {
    /// The line of a trace in the text of its rendering.
    pub fn new(rendering: (String, String), text: &str, trace: Trace) -> Self {
        let line = trace.line.checked_sub(1).and_then(|line| text.lines().nth(line));
        let line = line.unwrap_or_default().to_owned();
        Self { rendering, text: line, lines: text.lines().count(), trace }
    }

    /// The number of the line in a newer text of the rendering; `None` if it can be another line. A line whose own
    /// text has changed stays the same line while the number of lines does.
    pub fn line_in(&self, text: &str) -> Option<usize> {
        let lines: Vec<_> = text.lines().collect();
        let line = self.trace.line;
        let is_line = |line: &usize| lines.get(line.wrapping_sub(1)) == Some(&self.text.as_str());
        if lines.len() == self.lines || is_line(&line) {
            return Some(line);
        }
        // Lines were added or removed above it.
        Some((line + lines.len()).saturating_sub(self.lines)).filter(is_line)
    }
}

impl Pointing {
    /// Shows the source of a rendered line in the editor, and focuses it if `focus` is set. Forms highlight the
    /// fields that affect the line.
    pub fn follow(&self, session: &Session, picked: Picked, focus: bool) {
        let (from, to) = picked.trace.range;
        let range = Some(((from.line, from.column), (to.line, to.column)));
        let file = picked.trace.file.clone();
        self.picked.set(Some(picked));
        session.go(Reveal { file, range, focus });
    }

    /// The effect of a form field on the selected rendered line; the form edits `file`. A field without inner
    /// fields represents all values below its path. A field with variants has no effect of its own: its inner
    /// field for the variant has.
    pub fn effect_of(&self, file: &FileId, field: &Field) -> Option<Effect> {
        let holds_others = match field.control {
            Control::Variants { .. } => return None,
            Control::Group { .. } | Control::List { .. } => true,
            _ => false,
        };
        self.picked.with(|picked| {
            let causes = &picked.as_ref()?.trace.causes;
            let is_meant = |cause: &&Cause| {
                let is_inside = !holds_others && cause.path.starts_with(&field.path);
                cause.file == *file && (is_inside || cause.path == field.path)
            };
            causes.iter().find(is_meant).map(|cause| cause.effect)
        })
    }
}

/// The cursor and the selected rendered line. Must be called below the root component.
pub fn use_pointing() -> Pointing {
    expect_context()
}

#[cfg(test)]
mod tests {
    use cyclotron_core::text::Position;

    use super::*;

    #[test]
    fn a_selected_line_is_found_in_a_newer_text() {
        let at = (Position::default(), Position::default());
        let trace = Trace {
            line: 2,
            file: FileId::default(),
            range: at,
            parts: vec![],
            prints: vec![],
            turns: vec![],
            causes: vec![],
        };
        let rendering = Default::default();
        let picked = Picked { rendering, text: "b: 1".into(), lines: 3, trace };
        assert_eq!(picked.line_in("a\nb: 1\nc"), Some(2));
        // Another value.
        assert_eq!(picked.line_in("a\nb: 2\nc"), Some(2));
        // A line below it, and one above it.
        assert_eq!(picked.line_in("a\nb: 1\nc\nd"), Some(2));
        assert_eq!(picked.line_in("new\na\nb: 1\nc"), Some(3));
        assert_eq!(picked.line_in("b: 1\nc"), Some(1));
        assert_eq!(picked.line_in("new\na\nb: 2\nc"), None);
        assert_eq!(picked.line_in(""), None);
    }
}
