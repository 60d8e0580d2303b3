//! The ids of bundles. They are only generated here, never read from an archive, a link or a folder.

use cyclotron_core::{Bundle, BundleId, FileId, Workspace};
use leptos::prelude::*;

use super::Session;

/// Generates ids with `SplitMix64`: each seed gives another order of numbers, without repetition.
#[derive(Clone, Debug)]
pub struct Ids(u64);

impl Ids {
    /// A generator for one page or test. A page needs a random seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Generates the next id. It is never the default id.
    pub fn make(&mut self) -> BundleId {
        // Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let id = BundleId(mixed ^ (mixed >> 31));
        if id == BundleId::default() { self.make() } else { id }
    }

    /// Gives a new id to each bundle that has the default id, or the same id as a bundle before it.
    pub fn complete(&mut self, workspace: &mut Workspace) {
        let mut taken = std::collections::HashSet::from([BundleId::default()]);
        for bundle in &mut workspace.bundles {
            while !taken.insert(bundle.id) {
                bundle.id = self.make();
            }
        }
    }
}

impl Default for Ids {
    fn default() -> Self {
        Self::new(seed())
    }
}

/// A random number, so that two tabs don't generate the same ids.
#[cfg(target_arch = "wasm32")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn seed() -> u64 {
    let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
    half() << 32 | half()
}

/// A number that is distinct for each session of a test run.
#[cfg(not(target_arch = "wasm32"))]
fn seed() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static SESSIONS: AtomicU64 = AtomicU64::new(1);
    SESSIONS.fetch_add(1 << 32, Ordering::Relaxed)
}

impl Session {
    /// The id of the open bundle called `name`.
    pub fn id_of(&self, name: &str) -> Option<BundleId> {
        self.workspace.with_untracked(|open| open.id_of(name))
    }

    /// The current name of the open bundle with this id.
    pub fn name_of(&self, id: BundleId) -> Option<String> {
        self.workspace
            .with_untracked(|open| open.bundle_by_id(id).map(|bundle| bundle.name.clone()))
    }

    /// The file at `path` of the open bundle with this id.
    pub fn file_of(&self, id: BundleId, path: &str) -> Option<FileId> {
        Some(FileId { bundle: self.name_of(id)?, path: path.to_owned() })
    }

    /// Gives a new id to a bundle.
    pub(super) fn identify(&self, bundle: &mut Bundle) {
        bundle.id = self.ids.try_update_value(Ids::make).unwrap_or_default();
    }

    /// Gives a new id to a restored bundle if an open bundle has its id.
    pub(super) fn identify_again(&self, bundle: &mut Bundle) {
        if self.name_of(bundle.id).is_some() {
            self.identify(bundle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cyclotron_core::sort::CompactSort;

    #[test]
    fn no_id_comes_twice_and_none_is_the_default() {
        let mut ids = Ids::new(7);
        let mut made: Vec<_> = (0..10_000).map(|_| ids.make()).collect();
        assert!(!made.contains(&BundleId::default()));
        made.compact_sort();
        made.dedup();
        assert_eq!(made.len(), 10_000);
        assert_ne!(Ids::new(7).make(), Ids::new(8).make());
    }

    #[test]
    fn bundles_without_an_id_or_with_that_of_another_get_one() {
        let bundle = |id| Bundle { id: BundleId(id), ..Bundle::default() };
        let mut open = Workspace { bundles: vec![bundle(0), bundle(5), bundle(0), bundle(5)] };
        Ids::new(1).complete(&mut open);
        let mut ids: Vec<_> = open.bundles.iter().map(|bundle| bundle.id).collect();
        assert_eq!(ids[1], BundleId(5));
        ids.compact_sort();
        ids.dedup();
        assert_eq!(ids.len(), 4);
        assert!(!ids.contains(&BundleId(0)));
    }
}
