//! A template bundle: its files, and the kind that follows from them.

mod layout;
mod naming;
mod paths;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Embeds the files of a folder of this crate in the binary, by their path in the folder, which is also the path in
/// the bundle.
macro_rules! files {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        vec![$($crate::bundle::File::new(
            $path,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $path)),
        )),+]
    };
}

pub(crate) use files;
pub use layout::MANIFEST;
pub use paths::{Paths, malformed};

/// The path of the schema.
pub const SCHEMA: &str = "schema/schema.yaml";
/// The path of the sample of inputs, as in AWS's `aws-proton-template-checker-action`. Further samples are in the
/// same folder: `spec/prod.yaml`.
pub const SPEC: &str = "spec/spec.yaml";
/// The path of the sample of outputs, as in AWS's `aws-proton-template-checker-action`.
pub const SAMPLE_OUTPUTS: &str = "spec/sample-outputs.yaml";

/// The path of the file in which template sync looks up the environments that a service runs in.
pub const REGISTRATION: &str = ".template-registration.yaml";
/// The path of that file in AWS's samples from before template sync: a line `name:major` for each environment
/// template.
pub const OLD_REGISTRATION: &str = ".compatible-envs";

/// The folder of the samples, with its final `/`.
pub const SAMPLE_FOLDER: &str = "spec/";

/// The maximum size of a file that is analyzed, in bytes. Larger files are kept and can be edited, but their
/// content is ignored: Proton accepted 200 KB, and the analysis of a megabyte still has to be instant.
pub const MAX_READ: usize = 1 << 20;

/// The maximum number of files in a bundle. Proton accepted 10 templates.
pub const MAX_FILES: usize = 1000;
/// The maximum length of a file's path, in bytes, including its top folder.
pub const MAX_PATH: usize = 1024;

/// A template bundle. Its kind follows from its files, see [`Bundle::kind`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The identity of the bundle, independent of its name. The default for a bundle that was read from files.
    pub id: BundleId,
    /// Its name in the workspace, unique there: the name of its archive or top folder.
    pub name: String,
    /// The folder in the archive that contains all files, such as `my-template` or `my-template/v1`; none if they
    /// are at the root.
    pub top_folder: Option<String>,
    /// The files, sorted by path, see [`Bundle::sort`]; paths are unique.
    pub files: Vec<File>,
    /// Whether the download includes the samples in `spec/`. Otherwise they stay in the workspace.
    pub pack_sample: bool,
    /// The path of the selected sample; [`SPEC`] is used if the file does not exist.
    pub sample: String,
}

/// Identifies a bundle of a workspace across renames and edits. The page assigns it when a bundle is opened,
/// created or duplicated. Archives, links and folders don't contain it, so two bundles with the same files give the
/// same archive. 0, the default, means that no id is assigned yet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct BundleId(pub u64);

impl fmt::Display for BundleId {
    /// Writes 16 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for BundleId {
    type Err = std::num::ParseIntError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        u64::from_str_radix(digits, 16).map(Self)
    }
}

/// A file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Path below the bundle's root, with `/`, such as `schema/schema.yaml`.
    pub path: String,
    /// Its content.
    pub content: Content,
}

/// The content of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// UTF-8 text, exactly as in the archive, including a byte-order mark and line ends.
    Text(String),
    /// Any other bytes: kept, but not shown.
    Binary(Vec<u8>),
}

/// Identifies a file of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId {
    /// [`Bundle::name`].
    pub bundle: String,
    /// [`File::path`].
    pub path: String,
}

/// The kind of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// An environment: resources that services share, in `infrastructure/`.
    Environment,
    /// An environment that Proton doesn't provision: only `schema/`.
    CustomerManagedEnvironment,
    /// A service: an application, in `instance_infrastructure/` and optionally `pipeline_infrastructure/`.
    Service,
    /// A component: extra resources for one service instance, with `manifest.yaml` at the root and no schema.
    Component,
}

/// A folder of a bundle with a manifest and a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The environment, in `infrastructure/`.
    Environment,
    /// The service instances, in `instance_infrastructure/`.
    Instance,
    /// The pipeline, in `pipeline_infrastructure/`.
    Pipeline,
    /// The component, at the root.
    Component,
}

/// The target of a rendering or a form.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Target {
    /// The environment.
    #[default]
    Environment,
    /// A service instance, by its index in the spec's `instances`.
    Instance(usize),
    /// The pipeline.
    Pipeline,
    /// The component.
    Component,
}

impl Target {
    /// The part whose template is rendered for this target.
    pub const fn part(self) -> Part {
        match self {
            Self::Environment => Part::Environment,
            Self::Instance(_) => Part::Instance,
            Self::Pipeline => Part::Pipeline,
            Self::Component => Part::Component,
        }
    }
}

impl Part {
    /// The folder of the part, with its final `/`; empty for a component.
    pub const fn folder(self) -> &'static str {
        match self {
            Part::Environment => "infrastructure/",
            Part::Instance => "instance_infrastructure/",
            Part::Pipeline => "pipeline_infrastructure/",
            Part::Component => "",
        }
    }

    /// The path of the part's manifest.
    pub fn manifest(self) -> String {
        format!("{}manifest.yaml", self.folder())
    }
}

impl Kind {
    /// Whether it is an environment, so that services can run in it.
    pub const fn is_environment(self) -> bool {
        matches!(self, Kind::Environment | Kind::CustomerManagedEnvironment)
    }

    /// The noun for it, in lower case.
    pub const fn noun(self) -> &'static str {
        match self {
            Kind::Environment => "environment",
            Kind::CustomerManagedEnvironment => "customer-managed environment",
            Kind::Service => "service",
            Kind::Component => "component",
        }
    }
}

/// Whether a file lists the environments that a service runs in.
pub fn is_registration(path: &str) -> bool {
    matches!(path, REGISTRATION | OLD_REGISTRATION)
}

impl Bundle {
    /// The kind that follows from the files. A bundle without any known folder counts as a customer-managed
    /// environment, since its schema can be nothing else.
    pub fn kind(&self) -> Kind {
        if self.has_part(Part::Instance) || self.has_part(Part::Pipeline) {
            Kind::Service
        } else if self.has_part(Part::Environment) {
            Kind::Environment
        } else if self.file(SCHEMA).is_none() && self.file("manifest.yaml").is_some() {
            Kind::Component
        } else {
            Kind::CustomerManagedEnvironment
        }
    }

    /// The parts of the bundle, in rendering order.
    pub fn parts(&self) -> Vec<Part> {
        match self.kind() {
            Kind::Environment => vec![Part::Environment],
            Kind::CustomerManagedEnvironment => vec![],
            Kind::Service => {
                [Part::Instance, Part::Pipeline].into_iter().filter(|&p| self.has_part(p)).collect()
            }
            Kind::Component => vec![Part::Component],
        }
    }

    /// The version in the name of its folder, as in template sync: `v1`.
    pub fn version(&self) -> Option<&str> {
        self.top_folder.as_deref()?.rsplit('/').next().filter(|folder| is_version(folder))
    }

    /// The template's name for template sync: the parent of the [version](Self::version) folder, or without one the
    /// bundle's own name.
    pub fn template_name(&self) -> &str {
        let above = self.version().and_then(|_| self.top_folder.as_deref()?.rsplit_once('/'));
        above.map_or(&self.name, |(above, _)| above.rsplit('/').next().unwrap_or(above))
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text of the file at `path`; none if it does not exist, is not text, or is longer than [`MAX_READ`].
    pub fn text(&self, path: &str) -> Option<&str> {
        self.file(path).and_then(File::text).filter(|text| text.len() <= MAX_READ)
    }

    /// The path of the selected sample.
    pub fn spec(&self) -> &str {
        if self.file(&self.sample).is_some() { &self.sample } else { SPEC }
    }

    /// The samples of inputs, by name and path, with `spec.yaml` first.
    pub fn samples(&self) -> Vec<(&str, &str)> {
        let specs = self.files.iter().filter_map(|file| {
            let name = file.path.strip_prefix(SAMPLE_FOLDER)?.strip_suffix(".yaml")?;
            let is_spec = !name.contains('/') && file.path != SAMPLE_OUTPUTS;
            is_spec.then_some((name, file.path.as_str()))
        });
        let mut samples: Vec<_> = specs.collect();
        samples.sort_by_key(|&(name, path)| (path != SPEC, name));
        samples
    }

    /// The id of the file at `path`, even if it does not exist.
    pub fn id(&self, path: impl Into<String>) -> FileId {
        FileId { bundle: self.name.clone(), path: path.into() }
    }

    /// Sorts the files by path.
    pub fn sort(&mut self) {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
    }

    fn has_part(&self, part: Part) -> bool {
        self.files.iter().any(|file| file.path.starts_with(part.folder()))
    }
}

/// Whether a folder's name is a version: `v1`, `v2`, …
pub(crate) fn is_version(folder: &str) -> bool {
    let number = folder.strip_prefix('v');
    number.is_some_and(|n| (1..10).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

impl File {
    /// A text file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into()) }
    }

    /// The text; none if the content is binary.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Binary(_) => None,
        }
    }

    /// The bytes, as they are packed.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Binary(bytes) => bytes,
        }
    }
}
