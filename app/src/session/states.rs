//! What is shown, and how the parts of the page are.

use cyclotron_core::FileId;
use serde::{Deserialize, Serialize};

/// A place to show in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// The file.
    pub file: FileId,
    /// Line from 1 and UTF-16 column from 0, of begin and end.
    pub range: Option<((usize, usize), (usize, usize))>,
    /// Whether the keyboard goes there as well.
    pub focus: bool,
}

/// A pane of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pane {
    Files,
    #[default]
    Editor,
    Inputs,
    Rendered,
    Problems,
}

/// How the worker is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EngineState {
    /// Its code is on its way.
    Loading,
    /// It is at work on the newest text.
    Busy,
    /// The analysis is of the newest text, and took this many milliseconds.
    Done(f64),
    /// It stopped on this text; it goes on when the text changes.
    Stopped,
}

/// Whether the work would survive a reload.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// It would.
    Yes,
    /// The newest change is being written.
    Pending,
    /// Another tab has saved this workspace since: the person says which of the two stays.
    Elsewhere,
    /// It would not: why.
    No(String),
}
