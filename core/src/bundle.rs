//! A template bundle: its files, and the kind that they determine.

mod layout;
mod naming;
mod paths;

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::sort::CompactSort;
use serde::{Deserialize, Serialize};

/// Embeds the files below a folder of this crate as bundle files; the paths are relative to the folder, and are also
/// the paths in the bundle.
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
pub(crate) use layout::is_terraform;
pub use paths::{Paths, malformed};

/// The path of the schema.
pub const SCHEMA: &str = "schema/schema.yaml";
/// The path of the default sample of inputs, as in AWS's `aws-proton-template-checker-action`. Other samples are beside
/// it: `spec/prod.yaml`.
pub const SPEC: &str = "spec/spec.yaml";
/// The path of the sample of outputs, as in AWS's `aws-proton-template-checker-action`.
pub const SAMPLE_OUTPUTS: &str = "spec/sample-outputs.yaml";

/// The path of the file in which template sync looks for the environments that a service runs in.
pub const REGISTRATION: &str = ".template-registration.yaml";
/// The file with the same purpose in AWS's samples from before template sync: one line `name:major` for each
/// environment template.
pub const OLD_REGISTRATION: &str = ".compatible-envs";

/// The folder of the samples, with its final `/`.
pub const SAMPLE_FOLDER: &str = "spec/";

/// Maximum size of a file that is analyzed, in bytes. Larger files are kept and can be edited, but are not analyzed.
/// Proton's limit was 200 KB; up to this size, results still appear without delay.
pub const MAX_READ: usize = 1 << 20;

/// Maximum number of files in a bundle. Proton's limit was 10 templates.
pub const MAX_FILES: usize = 1000;
/// Maximum length of a path in bytes, with the top folder.
pub const MAX_PATH: usize = 1024;

/// A template bundle. The files determine its kind, see [`Bundle::kind`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// The identity of the bundle, independent of its name; the default for a bundle read from files.
    pub id: BundleId,
    /// The name in the workspace: the archive's name or top folder. Unique within a workspace.
    pub name: String,
    /// The folder that contained all files of the archive, such as `my-template` or `my-template/v1`; `None` if the files
    /// were at the root.
    pub top_folder: Option<String>,
    /// The files in path order, as [`Bundle::sort`] leaves them, with unique paths.
    pub files: Vec<File>,
    /// Whether the download includes the samples in `spec/`. Otherwise they stay in the workspace.
    pub pack_sample: bool,
    /// The path of the sample that is rendered; [`SPEC`] is used if this file does not exist.
    pub sample: String,
}

/// Identifies a bundle of a workspace across renames and edits. The page assigns it when a bundle is opened, created or
/// duplicated. Archives, links and folders do not contain it, so bundles with the same files result in the same
/// archive. The default 0 marks a bundle without an id.
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

/// One file of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The path below the bundle's root, with `/`, such as `schema/schema.yaml`.
    pub path: String,
    /// The content of the file.
    pub content: Content,
}

/// The content of a file. Copies share the bytes, so a copy of a workspace costs little.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// UTF-8 text, exactly as in the archive, including byte-order mark and line breaks.
    Text(Arc<str>),
    /// Any other content, which is kept but not shown.
    Binary(Arc<[u8]>),
}

/// Identifies a file of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId {
    /// The [`Bundle::name`].
    pub bundle: String,
    /// The [`File::path`].
    pub path: String,
}

/// The kind of a template bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Resources that services share: `infrastructure/`.
    Environment,
    /// An environment that is provisioned elsewhere: only `schema/`.
    CustomerManagedEnvironment,
    /// An application: `instance_infrastructure/`, optionally `pipeline_infrastructure/`.
    Service,
    /// Extra resources for one service instance: `manifest.yaml` at the root, no schema.
    Component,
}

/// A folder of a bundle that holds a manifest and a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// The environment: `infrastructure/`.
    Environment,
    /// The service instances: `instance_infrastructure/`.
    Instance,
    /// The pipeline: `pipeline_infrastructure/`.
    Pipeline,
    /// The root of a component.
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
    /// A service instance: its index in the spec's `instances`.
    Instance(usize),
    /// The pipeline.
    Pipeline,
    /// The component.
    Component,
}

impl Target {
    /// The part whose template is rendered for the target.
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
    /// The folder of the part with its final `/`; empty for a component.
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
    /// Whether the bundle is an environment, in which services can run.
    pub const fn is_environment(self) -> bool {
        matches!(self, Kind::Environment | Kind::CustomerManagedEnvironment)
    }

    /// The kind as a noun for messages.
    pub const fn noun(self) -> &'static str {
        match self {
            Kind::Environment => "environment",
            Kind::CustomerManagedEnvironment => "customer-managed environment",
            Kind::Service => "service",
            Kind::Component => "component",
        }
    }
}

/// Whether the file declares which environments a service runs in.
pub fn is_registration(path: &str) -> bool {
    matches!(path, REGISTRATION | OLD_REGISTRATION)
}

impl Bundle {
    /// The kind that the files determine. A bundle without any known folder can only be a customer-managed environment.
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

    /// The version that the bundle's folder is named after, as in template sync: `v1`.
    pub fn version(&self) -> Option<&str> {
        self.top_folder.as_deref()?.rsplit('/').next().filter(|folder| is_version(folder))
    }

    /// The name of the template for template sync: the folder above the [version](Self::version), or else the bundle's
    /// name.
    pub fn template_name(&self) -> &str {
        let above = self.version().and_then(|_| self.top_folder.as_deref()?.rsplit_once('/'));
        above.map_or(&self.name, |(above, _)| above.rsplit('/').next().unwrap_or(above))
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text at `path`; `None` if there is no such file, if it is not text, or if it is longer than [`MAX_READ`].
    pub fn text(&self, path: &str) -> Option<&str> {
        self.file(path).and_then(File::text).filter(|text| text.len() <= MAX_READ)
    }

    /// Like [`Self::text`], for callers that keep the text: it shares the bytes with the bundle.
    pub(crate) fn shared_text(&self, path: &str) -> Option<&Arc<str>> {
        match &self.file(path)?.content {
            Content::Text(text) => Some(text).filter(|text| text.len() <= MAX_READ),
            Content::Binary(_) => None,
        }
    }

    /// The path of the active sample.
    pub fn spec(&self) -> &str {
        if self.file(&self.sample).is_some() { &self.sample } else { SPEC }
    }

    /// The samples of inputs with their names and paths, `spec.yaml` first.
    pub fn samples(&self) -> Vec<(&str, &str)> {
        let specs = self.files.iter().filter_map(|file| {
            let name = file.path.strip_prefix(SAMPLE_FOLDER)?.strip_suffix(".yaml")?;
            let is_spec = !name.contains('/') && file.path != SAMPLE_OUTPUTS;
            is_spec.then_some((name, file.path.as_str()))
        });
        let mut samples: Vec<_> = specs.collect();
        samples.compact_sort_by_key(|&(name, path)| (path != SPEC, name));
        samples
    }

    /// The id of the file at `path`, whether or not it exists.
    pub fn id(&self, path: impl Into<String>) -> FileId {
        FileId { bundle: self.name.clone(), path: path.into() }
    }

    /// Sorts the files by path.
    pub fn sort(&mut self) {
        self.files.compact_sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Whether it has files of a part.
    pub fn has_part(&self, part: Part) -> bool {
        self.files.iter().any(|file| file.path.starts_with(part.folder()))
    }
}

/// Whether a folder is named after a version: `v1`, `v2`, …
pub(crate) fn is_version(folder: &str) -> bool {
    let number = folder.strip_prefix('v');
    number.is_some_and(|n| (1..10).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

impl File {
    /// A text file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into().into()) }
    }

    /// A file with these bytes: a text file if they are UTF-8.
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        let content = String::from_utf8(bytes).map_or_else(
            |error| Content::Binary(error.into_bytes().into()),
            |text| Content::Text(text.into()),
        );
        Self { path: path.into(), content }
    }

    /// The text, if the content is text.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Binary(_) => None,
        }
    }

    /// The bytes of the content, as they are packed.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Binary(bytes) => bytes,
        }
    }
}
