//! The panes, places in the editor, and the state of the engine.

use cyclotron_core::FileId;
use serde::{Deserialize, Serialize};

/// A place to show in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct Reveal {
    /// The file.
    pub file: FileId,
    /// The start and end of the range to select. Lines count from 1, UTF-16 columns from 0.
    pub range: Option<((usize, usize), (usize, usize))>,
    /// Whether the editor gets the focus.
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

/// The state of the worker.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum EngineState {
    /// The worker's code is loading.
    Loading,
    /// An analysis of the newest text is running.
    Busy,
    /// The analysis is up to date; it took this many milliseconds.
    Done(f64),
    /// The worker stopped on the current text, or has nothing to do. It continues when the text changes.
    Stopped,
}
