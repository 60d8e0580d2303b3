//! The state of the repository view, which stays while it is closed.

use leptos::prelude::*;

use super::order::Order;

/// The order and the filter of the rows. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct RepositoryState {
    /// The order of the rows.
    pub order: RwSignal<Order>,
    /// The text of the filter.
    pub filter: RwSignal<String>,
}

/// The state of the repository view. Must be called below the root component.
pub fn use_repository() -> RepositoryState {
    expect_context()
}
