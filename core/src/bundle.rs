//! A template bundle: its files and what kind they make it.

mod layout;
mod naming;
mod paths;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The files below a folder of this crate, by where they are there and in the bundle: they become part of
/// whatever calls it.
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

/// Where the schema is: `schema/schema.yaml`.
pub const SCHEMA: &str = "schema/schema.yaml";
/// Where the sample of inputs is. Layout of AWS's `aws-proton-template-checker-action`. Further
/// samples stand beside it: `spec/prod.yaml`.
pub const SPEC: &str = "spec/spec.yaml";
/// Where the sample of outputs is. Layout of AWS's `aws-proton-template-checker-action`.
pub const SAMPLE_OUTPUTS: &str = "spec/sample-outputs.yaml";

/// Where template sync looks for the environments that a service runs in.
pub const REGISTRATION: &str = ".template-registration.yaml";
/// The same in AWS's samples from before template sync: a line `name:major` for each environment template.
pub const OLD_REGISTRATION: &str = ".compatible-envs";

/// Where the sample is, with its final `/`.
pub const SAMPLE_FOLDER: &str = "spec/";

/// The most bytes of a file that is read. Longer ones are kept and can be edited, but nothing in them
/// is looked at: Proton took 200 KB, and what is made of a megabyte still has to come at once.
pub const MAX_READ: usize = 1 << 20;

/// The most files that a bundle may hold. Proton took 10 templates.
pub const MAX_FILES: usize = 1000;
/// The longest path of a file, in bytes, its top folder included.
pub const MAX_PATH: usize = 1024;

/// One template bundle. The files say what kind it is, see [`Bundle::kind`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bundle {
    /// Which bundle it is, whatever it is called. The default for what was read from files.
    pub id: BundleId,
    /// What the workspace calls it: the archive's name or top folder. Unique within a workspace.
    pub name: String,
    /// The folder that all files were under in the archive, such as `my-template` or
    /// `my-template/v1`; none at the root.
    pub top_folder: Option<String>,
    /// In path order as [`Bundle::sort`] leaves them; no two of the same path.
    pub files: Vec<File>,
    /// Whether the download holds the samples, `spec/`. Otherwise they stay in the workspace.
    pub pack_sample: bool,
    /// The path of the sample that is rendered; [`SPEC`] where there is no such file.
    pub sample: String,
}

/// Identifies a bundle of a workspace over renames and edits. The page makes it when a bundle is opened,
/// created or duplicated. No archive, link or folder holds one, so two bundles with the same files give
/// the same archive; 0, the default, is the id of a bundle that has none yet.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct BundleId(pub u64);

impl fmt::Display for BundleId {
    /// 16 hexadecimal digits.
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
    /// Path below the bundle's root, with `/`, such as `schema/schema.yaml`.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// UTF-8, exactly as in the archive: byte-order mark and line ends included.
    Text(String),
    /// Anything else: kept, not shown.
    Binary(Vec<u8>),
}

/// A file of the workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId {
    /// [`Bundle::name`].
    pub bundle: String,
    /// [`File::path`].
    pub path: String,
}

/// What a bundle is a template for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Resources that services share: `infrastructure/`.
    Environment,
    /// The same, provisioned elsewhere: `schema/` alone.
    CustomerManagedEnvironment,
    /// One application: `instance_infrastructure/`, perhaps `pipeline_infrastructure/`.
    Service,
    /// Extra resources for one service instance: `manifest.yaml` at the root, no schema.
    Component,
}

/// A folder of a bundle that holds a manifest and a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// `infrastructure/`
    Environment,
    /// `instance_infrastructure/`
    Instance,
    /// `pipeline_infrastructure/`
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
    /// The part whose template is rendered for it.
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
    /// The folder with its final `/`; empty for a component.
    pub const fn folder(self) -> &'static str {
        match self {
            Part::Environment => "infrastructure/",
            Part::Instance => "instance_infrastructure/",
            Part::Pipeline => "pipeline_infrastructure/",
            Part::Component => "",
        }
    }

    /// The path of its manifest.
    pub fn manifest(self) -> String {
        format!("{}manifest.yaml", self.folder())
    }
}

impl Kind {
    /// Whether services can run in it.
    pub const fn is_environment(self) -> bool {
        matches!(self, Kind::Environment | Kind::CustomerManagedEnvironment)
    }

    /// As in a sentence.
    pub const fn noun(self) -> &'static str {
        match self {
            Kind::Environment => "environment",
            Kind::CustomerManagedEnvironment => "customer-managed environment",
            Kind::Service => "service",
            Kind::Component => "component",
        }
    }
}

/// Whether a file says which environments a service runs in.
pub fn is_registration(path: &str) -> bool {
    matches!(path, REGISTRATION | OLD_REGISTRATION)
}

impl Bundle {
    /// What the files make it. A bundle without any known folder is read as what its schema
    /// can only be: a customer-managed environment.
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

    /// The parts it has, in the order they are rendered.
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

    /// The version that its folder is called after, as template sync has it: `v1`.
    pub fn version(&self) -> Option<&str> {
        self.top_folder.as_deref()?.rsplit('/').next().filter(|folder| is_version(folder))
    }

    /// The name of the template for template sync: the folder above the [version](Self::version), and the
    /// bundle's own name where there is none.
    pub fn template_name(&self) -> &str {
        let above = self.version().and_then(|_| self.top_folder.as_deref()?.rsplit_once('/'));
        above.map_or(&self.name, |(above, _)| above.rsplit('/').next().unwrap_or(above))
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The text at `path`; none where there is no such file, it is no text, or it is longer than
    /// [`MAX_READ`].
    pub fn text(&self, path: &str) -> Option<&str> {
        self.file(path).and_then(File::text).filter(|text| text.len() <= MAX_READ)
    }

    /// The path of the sample that counts.
    pub fn spec(&self) -> &str {
        if self.file(&self.sample).is_some() { &self.sample } else { SPEC }
    }

    /// The samples of inputs, by name and path: `spec.yaml` first.
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

    /// `path` as an id in the workspace, whether or not there is such a file.
    pub fn id(&self, path: impl Into<String>) -> FileId {
        FileId { bundle: self.name.clone(), path: path.into() }
    }

    /// Puts the files in path order.
    pub fn sort(&mut self) {
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
    }

    fn has_part(&self, part: Part) -> bool {
        self.files.iter().any(|file| file.path.starts_with(part.folder()))
    }
}

/// Whether a folder is called after a version: `v1`, `v2`, …
pub(crate) fn is_version(folder: &str) -> bool {
    let number = folder.strip_prefix('v');
    number.is_some_and(|n| (1..10).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

impl File {
    /// A file of text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), content: Content::Text(text.into()) }
    }

    /// The text, where it is text.
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            Content::Binary(_) => None,
        }
    }

    /// The bytes as they are packed.
    pub fn bytes(&self) -> &[u8] {
        match &self.content {
            Content::Text(text) => text.as_bytes(),
            Content::Binary(bytes) => bytes,
        }
    }
}
