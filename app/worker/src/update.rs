//! The changes of the workspace that the page sends to a worker.
//!
//! A bundle that didn't change is named by its id, and a file that didn't change by its index, so the size of an
//! [`Update`] follows the text that changed. Copies of a file share its content, so comparing two workspaces costs a
//! comparison of pointers for each file.

use std::collections::HashMap;

use cyclotron_core::{Bundle, BundleId, File, Workspace};
use serde::{Deserialize, Serialize};

/// The difference between two workspaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// The number of the workspace that the changes are for; 0 for an empty one.
    from: u64,
    /// The number of the workspace after the changes.
    to: u64,
    /// The bundles after the changes, in order.
    bundles: Vec<BundleUpdate>,
}

/// A bundle after the changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum BundleUpdate {
    /// The bundle with this id, without changes.
    Same(BundleId),
    /// A bundle with this id of which some files are the same.
    Changed {
        /// The bundle, without its files.
        bundle: Bundle,
        /// The files in order.
        files: Vec<FileUpdate>,
    },
    /// A new bundle.
    New(Bundle),
}

/// A file after the changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum FileUpdate {
    /// The file at this index of the bundle before the changes.
    Same(usize),
    /// A file with another path or content.
    New(File),
}

/// A workspace with a number that changes whenever the workspace does.
#[derive(Clone, Debug, Default)]
pub struct Held {
    number: u64,
    workspace: Workspace,
}

impl Held {
    /// The workspace.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Makes this workspace equal to `newest`, and returns the changes for another copy of it; `None` if they are
    /// equal.
    pub fn follow(&mut self, newest: &Workspace) -> Option<Update> {
        let bundles = changes(&self.workspace, newest);
        let same = |(old, update): (&Bundle, &BundleUpdate)| *update == BundleUpdate::Same(old.id);
        let is_equal = self.workspace.bundles.len() == bundles.len()
            && self.workspace.bundles.iter().zip(&bundles).all(same);
        // Number 0 is an empty workspace, in every copy.
        if is_equal && (self.number > 0 || newest.bundles.is_empty()) {
            return None;
        }
        let mut old = by_id(std::mem::take(&mut self.workspace.bundles));
        let copies = bundles.iter().zip(&newest.bundles).map(|(update, bundle)| match update {
            // It is moved, because copying the paths of all files takes longer than the rest.
            BundleUpdate::Same(id) => old.remove(id).unwrap_or_else(|| bundle.clone()),
            _ => bundle.clone(),
        });
        self.workspace.bundles = copies.collect();
        let update = Update { from: self.number, to: self.number + 1, bundles };
        self.number = update.to;
        Some(update)
    }

    /// Applies changes. Returns false if they are for another workspace, or refer to a bundle or file that does not
    /// exist; then only an update of everything can follow.
    pub fn apply(&mut self, update: Update) -> bool {
        if update.from == 0 {
            *self = Self::default();
        }
        if update.from != self.number {
            return false;
        }
        let old = by_id(std::mem::take(&mut self.workspace.bundles));
        let Some(bundles) = changed(old, update.bundles) else {
            *self = Self::default();
            return false;
        };
        self.workspace = Workspace { bundles };
        self.number = update.to;
        true
    }
}

/// The bundles after changes; `None` if they refer to a bundle or file that does not exist. What is the same is moved.
fn changed(mut old: HashMap<BundleId, Bundle>, updates: Vec<BundleUpdate>) -> Option<Vec<Bundle>> {
    let bundles = updates.into_iter().map(|update| match update {
        BundleUpdate::New(bundle) => Some(bundle),
        BundleUpdate::Same(id) => old.remove(&id),
        BundleUpdate::Changed { bundle, files } => {
            let mut old: Vec<_> = old.remove(&bundle.id)?.files.into_iter().map(Some).collect();
            let files = files.into_iter().map(|file| match file {
                FileUpdate::Same(index) => old.get_mut(index)?.take(),
                FileUpdate::New(file) => Some(file),
            });
            Some(Bundle { files: files.collect::<Option<_>>()?, ..bundle })
        }
    });
    bundles.collect()
}

fn by_id(bundles: Vec<Bundle>) -> HashMap<BundleId, Bundle> {
    bundles.into_iter().map(|bundle| (bundle.id, bundle)).collect()
}

fn changes(before: &Workspace, after: &Workspace) -> Vec<BundleUpdate> {
    let by_id: HashMap<_, _> = before.bundles.iter().map(|bundle| (bundle.id, bundle)).collect();
    let change = |bundle: &Bundle| {
        let Some(old) = by_id.get(&bundle.id) else { return BundleUpdate::New(bundle.clone()) };
        if *old == bundle {
            return BundleUpdate::Same(bundle.id);
        }
        let old: HashMap<&str, (usize, &File)> = old
            .files
            .iter()
            .enumerate()
            .map(|(at, file)| (file.path.as_str(), (at, file)))
            .collect();
        let files = bundle.files.iter().map(|file| match old.get(file.path.as_str()) {
            Some((at, same)) if *same == file => FileUpdate::Same(*at),
            _ => FileUpdate::New(file.clone()),
        });
        let files = files.collect();
        let Bundle { id, name, top_folder, files: _, pack_sample, sample } = bundle.clone();
        let bundle = Bundle { id, name, top_folder, files: vec![], pack_sample, sample };
        BundleUpdate::Changed { bundle, files }
    };
    after.bundles.iter().map(change).collect()
}

#[cfg(test)]
mod tests;
