//! What the person points at, and the way from a rendered line to its cause.

use cyclotron_core::trace::{Cause, Effect};
use cyclotron_core::{Control, Field, FileId, Trace};
use leptos::prelude::*;

use super::{Reveal, Session};

/// A rendered line that was picked, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// The bundle, and the rendering's file name in it.
    pub rendering: (String, String),
    /// What is known of the line.
    pub trace: Trace,
}

/// What the person points at. Copy it freely: it holds signals only.
#[derive(Clone, Copy, Default)]
pub struct Pointing {
    /// Where the cursor is in the editor: the file, and the line from 1.
    pub cursor: RwSignal<Option<(FileId, usize)>>,
    /// The rendered line whose cause is shown.
    pub picked: RwSignal<Option<Picked>>,
}

impl Pointing {
    /// Shows in the editor where a rendered line comes from, and moves the keyboard there, if
    /// `focus`. Forms mark the fields that it hangs on.
    pub fn follow(&self, session: &Session, picked: Picked, focus: bool) {
        let (from, to) = picked.trace.range;
        let range = Some(((from.line, from.column), (to.line, to.column)));
        let file = picked.trace.file.clone();
        self.picked.set(Some(picked));
        session.reveal.set(Some(Reveal { file: file.clone(), range, focus }));
        session.select(&file);
    }

    /// What a field of the form over `file` does to the line that was picked. A field that holds no
    /// others stands for all that is in it; one of several kinds is shown by its kind.
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

/// What the person points at, anywhere below the root.
pub fn use_pointing() -> Pointing {
    expect_context()
}
