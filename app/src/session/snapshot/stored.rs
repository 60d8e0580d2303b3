//! Bundles as they are stored: without the ids, which stand at the end of a snapshot.
//!
//! The types name the fields as builds before bundles had ids wrote them, one after the other. They never
//! change, so a bundle can get new fields and every stored workspace, state and version is still read.

use std::borrow::Cow;

use cyclotron_core::compare::{Number, Version};
use cyclotron_core::{Bundle, BundleId, File, Workspace};
use serde::{Deserialize, Serialize};

/// A workspace as it is stored.
#[derive(Serialize, Deserialize)]
pub struct StoredWorkspace<'a> {
    bundles: Vec<StoredBundle<'a>>,
}

/// A version as it is stored.
#[derive(Serialize, Deserialize)]
pub struct StoredVersion<'a> {
    number: Number,
    note: Cow<'a, str>,
    time: u64,
    bundle: StoredBundle<'a>,
}

#[derive(Serialize, Deserialize)]
struct StoredBundle<'a> {
    name: Cow<'a, str>,
    top_folder: Option<Cow<'a, str>>,
    files: Cow<'a, [File]>,
    pack_sample: bool,
    sample: Cow<'a, str>,
}

impl<'a> StoredWorkspace<'a> {
    /// A workspace to be stored.
    pub fn of(workspace: &'a Workspace) -> Self {
        Self { bundles: workspace.bundles.iter().map(StoredBundle::of).collect() }
    }

    /// The workspace; its bundles have no ids.
    pub fn workspace(self) -> Workspace {
        Workspace { bundles: self.bundles.into_iter().map(StoredBundle::bundle).collect() }
    }
}

impl<'a> StoredVersion<'a> {
    /// A version to be stored.
    pub fn of(version: &'a Version) -> Self {
        let Version { number, note, time, bundle } = version;
        Self {
            number: *number,
            note: Cow::Borrowed(note),
            time: *time,
            bundle: StoredBundle::of(bundle),
        }
    }

    /// The version; its bundle has no id.
    pub fn version(self) -> Version {
        let Self { number, note, time, bundle } = self;
        Version { number, note: note.into_owned(), time, bundle: bundle.bundle() }
    }
}

impl<'a> StoredBundle<'a> {
    fn of(bundle: &'a Bundle) -> Self {
        Self {
            name: Cow::Borrowed(&bundle.name),
            top_folder: bundle.top_folder.as_deref().map(Cow::Borrowed),
            files: Cow::Borrowed(&bundle.files),
            pack_sample: bundle.pack_sample,
            sample: Cow::Borrowed(&bundle.sample),
        }
    }

    fn bundle(self) -> Bundle {
        Bundle {
            id: BundleId::default(),
            name: self.name.into_owned(),
            top_folder: self.top_folder.map(Cow::into_owned),
            files: self.files.into_owned(),
            pack_sample: self.pack_sample,
            sample: self.sample.into_owned(),
        }
    }
}
