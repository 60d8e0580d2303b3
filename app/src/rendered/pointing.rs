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
