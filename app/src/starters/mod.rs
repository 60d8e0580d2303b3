//! The dialog *New…*, which creates bundles from starting points, and its preview. The worker computes the
//! previews. Invariant: creating several bundles is one step of *Undo*.

pub mod dialog;
pub mod preview;
