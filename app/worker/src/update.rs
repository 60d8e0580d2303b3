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
        // Number 0 is an empty workspace, in every copy.
        let is_known = self.number > 0 || newest.bundles.is_empty();
        if is_known && self.workspace == *newest {
            return None;
        }
        let bundles = changes(&self.workspace, newest);
        let update = Update { from: self.number, to: self.number + 1, bundles };
        self.number = update.to;
        self.workspace = newest.clone();
        Some(update)
    }

    /// Applies changes. Returns false, without applying them, if they are for another workspace.
    pub fn apply(&mut self, update: Update) -> bool {
        if update.from == 0 {
            *self = Self::default();
        }
        if update.from != self.number {
            return false;
        }
        let Some(bundles) = self.changed(update.bundles) else { return false };
        self.workspace = Workspace { bundles };
        self.number = update.to;
        true
    }

    /// The bundles after changes; `None` if they refer to a bundle or file that does not exist.
    fn changed(&self, updates: Vec<BundleUpdate>) -> Option<Vec<Bundle>> {
        let by_id = by_id(&self.workspace);
        let bundles = updates.into_iter().map(|update| match update {
            BundleUpdate::New(bundle) => Some(bundle),
            BundleUpdate::Same(id) => by_id.get(&id).map(|bundle| (*bundle).clone()),
            BundleUpdate::Changed { bundle, files } => {
                let old = &by_id.get(&bundle.id)?.files;
                let files = files.into_iter().map(|file| match file {
                    FileUpdate::Same(index) => old.get(index).cloned(),
                    FileUpdate::New(file) => Some(file),
                });
                Some(Bundle { files: files.collect::<Option<_>>()?, ..bundle })
            }
        });
        bundles.collect()
    }
}

fn by_id(workspace: &Workspace) -> HashMap<BundleId, &Bundle> {
    workspace.bundles.iter().map(|bundle| (bundle.id, bundle)).collect()
}

fn changes(before: &Workspace, after: &Workspace) -> Vec<BundleUpdate> {
    let by_id = by_id(before);
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
