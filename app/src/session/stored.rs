//! The parts of a workspace besides its bundles, and whether all is saved.

use std::collections::BTreeMap;

use cyclotron_core::BundleId;
use cyclotron_core::compare::Version;
use leptos::prelude::*;

use super::BesideMap;

/// The parts of a workspace besides its bundles, and whether all is saved. None of it is sent to the worker. Cheap to
/// copy.
#[derive(Clone, Copy)]
pub struct Stored {
    /// The name of the workspace.
    pub title: RwSignal<String>,
    /// The state of saving.
    pub saved: RwSignal<Saved>,
    /// The marked versions, by the bundle's id.
    pub versions: RwSignal<VersionMap>,
    /// When bundles were last changed, in milliseconds since 1970: here, or before in the folder that they were opened
    /// from. Missing for a bundle that has not changed since an archive was opened.
    pub changed: RwSignal<BTreeMap<BundleId, u64>>,
    /// The files that were opened together with bundles and belong to none, by ids of their own.
    pub beside: RwSignal<BesideMap>,
}

/// The marked versions by the id of their bundle, each list in order of the number.
pub type VersionMap = BTreeMap<BundleId, Vec<Version>>;

/// Whether the work would survive a reload.
#[derive(Clone, Debug, PartialEq)]
pub enum Saved {
    /// All changes are saved.
    Yes,
    /// The newest changes are being saved.
    Pending,
    /// Another tab has saved this workspace since. The user must choose which of the two states stays.
    Elsewhere,
    /// Saving failed, for this reason.
    No(String),
}

impl Default for Stored {
    fn default() -> Self {
        Self {
            title: RwSignal::new(crate::storage::NAME.to_owned()),
            saved: RwSignal::new(Saved::Yes),
            versions: RwSignal::default(),
            changed: RwSignal::default(),
            beside: RwSignal::default(),
        }
    }
}
