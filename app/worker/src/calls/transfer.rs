//! Archives and links, in both directions.

use cyclotron_core::archive::{self, OpenError, Opened};
use cyclotron_core::{Analyzer, Bundle, File, Rendering, prepare_all, share};
use serde::{Deserialize, Serialize};

use super::Answer;

/// Reads an archive, or the files of a folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The name of the archive or folder, for messages and as a name for the bundle.
    pub name: String,
    /// The content to read.
    pub source: Source,
}

/// The content to open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Source {
    /// An archive.
    Archive(Vec<u8>),
    /// The files of a folder, by their paths in it.
    Folder(Vec<(String, Vec<u8>)>),
}

impl Answer for Open {
    fn answer(self, analyzer: &mut Analyzer) -> Result<Opened, OpenError> {
        let mut opened = match self.source {
            Source::Archive(bytes) => archive::open(&self.name, &bytes)?,
            Source::Folder(files) => archive::gather(&self.name, files)?,
        };
        prepare_all(&mut opened.bundles, analyzer.workspace());
        Ok(opened)
    }
}

/// Reads the bundle in the fragment of a link, without rendering it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadLink(
    /// The fragment.
    pub String,
);

impl Answer for ReadLink {
    fn answer(self, _: &mut Analyzer) -> Result<Bundle, OpenError> {
        share::read(&self.0)
    }
}

/// Creates the fragment of a link to a bundle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MakeLink(
    /// The bundle.
    pub Bundle,
);

impl Answer for MakeLink {
    fn answer(self, _: &mut Analyzer) -> String {
        share::fragment(&self.0)
    }
}

/// Packs a bundle into an archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackBundle(
    /// The bundle.
    pub Bundle,
);

impl Answer for PackBundle {
    fn answer(self, _: &mut Analyzer) -> Packed {
        Packed::new(archive::pack(&self.0))
    }
}

/// Packs all open bundles into an archive, with the files beside them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackWorkspace(
    /// For each archive or folder that was opened, its name and its files that belong to no bundle.
    pub Vec<(String, Vec<File>)>,
);

impl Answer for PackWorkspace {
    fn answer(self, analyzer: &mut Analyzer) -> Packed {
        Packed::new(archive::pack_workspace(analyzer.workspace(), &self.0))
    }
}

/// An archive with its list of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed {
    /// The bytes of the `tar.gz`.
    pub bytes: Vec<u8>,
    /// The path and size in bytes of each file.
    pub files: Vec<(String, u64)>,
}

impl Packed {
    fn new(bytes: Vec<u8>) -> Self {
        Self { files: archive::contents(&bytes), bytes }
    }
}

/// Renders a bundle with one of its samples.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RenderSample {
    /// The name of the bundle.
    pub bundle: String,
    /// The path of the sample.
    pub sample: String,
}

impl Answer for RenderSample {
    fn answer(self, analyzer: &mut Analyzer) -> Vec<Rendering> {
        let workspace = analyzer.workspace().clone();
        let mut analyzer = Analyzer::default();
        analyzer.set_workspace(&workspace);
        if let Some(bundle) = analyzer.bundle_mut(&self.bundle) {
            bundle.sample = self.sample;
        }
        // The other bundles are not analyzed.
        let update = analyzer.update(0, Some(&self.bundle), 1);
        let found = update.changed.into_iter().find(|result| result.analysis.name == self.bundle);
        found.map(|result| result.analysis.renderings).unwrap_or_default()
    }
}
