//! The panes, and the edges between them.

use crate::shell::layout::Region;

/// The accessible name of the switch between panes.
pub const PANES: &str = "Panes";
/// The tooltip of the button that folds a pane.
pub const FOLD: &str = "Fold";
/// The tooltip of the button that unfolds a pane.
pub const UNFOLD: &str = "Show";
/// The tooltip of the edge between two panes.
pub const EDGE_TITLE: &str = "Drag, or use the arrow keys; Enter folds, double-click resets";

/// The title of the pane of open bundles.
pub const FILES: &str = "Files";
/// The title of the pane of the editor.
pub const EDITOR: &str = "Editor";
/// The label of that pane in the switch of a narrow window.
pub const EDIT: &str = "Edit";
/// The title of the pane of problems.
pub const PROBLEMS: &str = "Problems";
/// The title of the pane of inputs.
pub const INPUTS: &str = "Inputs";
/// The title of the pane of other stacks' outputs.
pub const OUTPUTS: &str = "Outputs";
/// The hint beside that title.
pub const OUTPUTS_HINT: &str = "Values from other stacks";
/// The title of the pane of rendered texts.
pub const RENDERED: &str = "Rendered";

/// The name of a part of the page that can be folded.
pub const fn pane(part: Region) -> &'static str {
    match part {
        Region::Files => "Files pane",
        Region::Inputs => "Inputs pane",
        Region::Outputs => "Outputs pane",
        Region::Rendered => "Rendered pane",
        Region::Problems => "Problems pane",
    }
}

/// The accessible name of the edge beside a pane.
pub const fn line(part: Region) -> &'static str {
    match part {
        Region::Files => "Width of the files",
        Region::Inputs => "Width of the editor",
        Region::Rendered => "Width of the inputs",
        Region::Problems => "Height of the editor",
        Region::Outputs => "Height of the inputs",
    }
}
