//! The workspace: all open bundles.

use serde::{Deserialize, Serialize};

use crate::bundle::{Bundle, BundleId, File, FileId};

/// The open bundles; the only input of [`crate::analyze()`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workspace {
    /// The bundles in the order in which they were opened, with unique names.
    pub bundles: Vec<Bundle>,
}

impl Workspace {
    /// The bundle called `name`.
    pub fn bundle(&self, name: &str) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.name == name)
    }

    /// The bundle with this id.
    pub fn bundle_by_id(&self, id: BundleId) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.id == id)
    }

    /// The id of the bundle called `name`.
    pub fn id_of(&self, name: &str) -> Option<BundleId> {
        self.bundle(name).map(|bundle| bundle.id)
    }

    /// The bundles that services can run in.
    pub fn environments(&self) -> impl Iterator<Item = &Bundle> {
        self.bundles.iter().filter(|bundle| bundle.kind().is_environment())
    }

    /// The file with this id.
    pub fn file(&self, id: &FileId) -> Option<&File> {
        self.bundle(&id.bundle)?.file(&id.path)
    }

    /// The file with this id, for modification.
    pub fn file_mut(&mut self, id: &FileId) -> Option<&mut File> {
        let bundle = self.bundles.iter_mut().find(|bundle| bundle.name == id.bundle)?;
        bundle.files.iter_mut().find(|file| file.path == id.path)
    }
}
