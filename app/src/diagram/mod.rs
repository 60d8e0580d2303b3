//! The diagram of the workspace, and the one of a rendering's resources.
//!
//! Both are a graph or a list of the same nodes and edges, which `core` computes. [`state`] stores which
//! diagram is open, and whether it is a list. The command `Diagram` opens the diagram of the workspace.
//! Invariant: everything in the graph is in the list too, so that screen readers get all of it.

pub mod canvas;
pub mod gestures;
pub mod keys;
pub mod legend;
pub mod list;
pub mod node;
pub mod resources;
pub mod save;
pub mod state;
pub mod view;
pub mod workspace;
pub mod zoom;
