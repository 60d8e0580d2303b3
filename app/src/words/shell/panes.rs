//! The panes, and what lies between them.

use crate::session::Pane;
use crate::shell::layout::Part;

/// What the switch between panes is called.
pub const PANES: &str = "Panes";
/// Folds a pane.
pub const FOLD: &str = "Fold away";
/// Shows a pane again.
pub const UNFOLD: &str = "Show";
/// What can be done with the line between two panes.
pub const EDGE_TITLE: &str = "Drag, or use the arrow keys; Enter folds, a double click resets";

/// The pane of the open bundles.
pub const FILES: &str = "Files";
/// That of the text.
pub const EDITOR: &str = "Editor";
/// That of all that is wrong.
pub const PROBLEMS: &str = "Problems";
/// That of the form.
pub const INPUTS: &str = "Inputs";
/// That of what other stacks would supply.
pub const OUTPUTS: &str = "Outputs";
/// What that is, beside its title.
pub const OUTPUTS_HINT: &str = "What other stacks would supply";
/// That of what the templates render to.
pub const RENDERED: &str = "Rendered";

/// A pane, as the switch of a narrow window calls it.
pub const fn tab(pane: Pane) -> &'static str {
    match pane {
        Pane::Files => "Files",
        Pane::Editor => "Edit",
        Pane::Inputs => "Inputs",
        Pane::Rendered => "Rendered",
        Pane::Problems => "Problems",
    }
}

/// What is folded and shown again.
pub const fn pane(part: Part) -> &'static str {
    match part {
        Part::Files => "Files pane",
        Part::Inputs => "Inputs pane",
        Part::Outputs => "Outputs pane",
        Part::Rendered => "Rendered pane",
        Part::Problems => "Problems pane",
    }
}

/// What the line beside a pane decides.
pub const fn line(part: Part) -> &'static str {
    match part {
        Part::Files => "Width of the files",
        Part::Inputs => "Width of the editor",
        Part::Rendered => "Width of the inputs",
        Part::Problems => "Height of the editor",
        Part::Outputs => "Height of the inputs",
    }
}
