//! The panes, and the edges between them.

use crate::shell::layout::{Edge, Region};

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
pub const SOURCE: &str = "Source";
/// The title of the pane of problems.
pub const PROBLEMS: &str = "Problems";
/// The title of the pane of inputs.
pub const INPUTS: &str = "Inputs";
/// The label of the tab with the outputs of other stacks, beside the inputs.
pub const OUTPUTS: &str = "Outputs";
/// The tooltip of that tab, and the accessible name of its contents.
pub const OUTPUTS_HINT: &str = "Values from other stacks";
/// The accessible name of the two tabs.
pub const INPUTS_OR_OUTPUTS: &str = "Inputs and outputs";
/// The title of the pane of rendered texts.
pub const RENDERED: &str = "Rendered";

/// The name of a part of the page that can be folded.
pub const fn pane(part: Region) -> &'static str {
    match part {
        Region::Files => "Files pane",
        Region::Inputs => "Inputs pane",
        Region::Rendered => "Rendered pane",
        Region::Problems => "Problems pane",
    }
}

/// The accessible name of an edge.
pub const fn edge(edge: Edge) -> &'static str {
    match edge {
        Edge::Files => "Width of Files",
        Edge::Source => "Width of Source",
        Edge::Inputs => "Size of Inputs",
        Edge::Problems => "Height above Problems",
    }
}
