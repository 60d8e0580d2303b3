//! The panes of the page. The table of their properties is in `shell/panes.rs`.

use serde::{Deserialize, Serialize};

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
