//! The picture of the workspace, and the graph of a rendering's resources.
//!
//! Both are a graph or a list of the same nodes and edges, which `core` computes. Invariant: everything in the graph is
//! in the list too, so the picture can be read without seeing it.

pub mod canvas;
pub mod gestures;
pub mod keys;
pub mod legend;
pub mod list;
pub mod node;
pub mod resources;
pub mod save;
pub mod view;
pub mod workspace;
pub mod zoom;
