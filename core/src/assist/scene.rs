//! The file that a request is about, with its bundle and the workspace.

use crate::bundle::{Bundle, FileId, Kind, Part, SCHEMA};
use crate::manifest::{Template, manifest};
use crate::schema::{Schema, unchecked};
use crate::spec::Spec;
use crate::workspace::Workspace;
use crate::yaml;

/// A file and its bundle.
pub(super) struct Scene<'w> {
    pub(super) workspace: &'w Workspace,
    pub(super) bundle: &'w Bundle,
    pub(super) path: &'w str,
    pub(super) text: &'w str,
    pub(super) role: FileRole,
    pub(super) schema: Schema,
}

/// The role of a file in its bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileRole {
    /// A Jinja template of this part.
    Template(Part),
    Schema,
    Manifest(Part),
    /// A sample of inputs.
    Spec,
    Other,
}

impl<'w> Scene<'w> {
    /// The scene of a file; `None` if the file does not exist or is not a text.
    pub(super) fn new(workspace: &'w Workspace, file: &FileId) -> Option<Self> {
        let bundle = workspace.bundle(&file.bundle)?;
        let path = bundle.file(&file.path)?.path.as_str();
        let text = bundle.text(path)?;
        let role = role(bundle, path);
        Some(Self { workspace, bundle, path, text, role, schema: unchecked(bundle) })
    }

    /// The content of the selected sample, unchecked.
    pub(super) fn spec(&self) -> Option<Spec> {
        spec(self.bundle)
    }

    /// The id of the file in the workspace.
    pub(super) fn id(&self) -> FileId {
        self.bundle.id(self.path)
    }
}

/// The content of the selected sample of a bundle, unchecked.
pub(super) fn spec(bundle: &Bundle) -> Option<Spec> {
    let value = yaml::parse(bundle.text(bundle.spec())?).root?.value();
    Some(Spec { value, inputs: vec![] })
}

/// The Jinja templates of a bundle.
pub(super) fn templates(bundle: &Bundle) -> Vec<(Part, String)> {
    let of = |part: Part| match manifest(bundle, part).0.template {
        Some(Template::CloudFormation(path)) => Some((part, path)),
        _ => None,
    };
    bundle.parts().into_iter().filter_map(of).collect()
}

fn role(bundle: &Bundle, path: &str) -> FileRole {
    if path == SCHEMA {
        return FileRole::Schema;
    }
    if bundle.samples().into_iter().any(|(_, sample)| sample == path) {
        return FileRole::Spec;
    }
    if let Some(part) = bundle.parts().into_iter().find(|part| part.manifest() == path) {
        return FileRole::Manifest(part);
    }
    match templates(bundle).into_iter().find(|(_, template)| template == path) {
        Some((part, _)) => FileRole::Template(part),
        None => FileRole::Other,
    }
}

/// Whether the bundle is an environment template for customer-managed infrastructure: its inputs are its outputs.
pub(super) fn is_customer_managed(bundle: &Bundle) -> bool {
    bundle.kind() == Kind::CustomerManagedEnvironment
}
