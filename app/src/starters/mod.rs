//! The dialog *New…*, which creates bundles from starting points, with a preview.
//!
//! The dialog owns its selection; the worker computes the previews and the bundles. The command `NewBundle` opens
//! it. Invariant: the bundles that it creates together are undone by a single *Undo*.

pub mod dialog;
pub mod preview;
