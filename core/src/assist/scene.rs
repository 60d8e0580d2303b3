//! What an answer is about: one file of one bundle, with what has to be known of the others.

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

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileRole {
    /// What Jinja renders for this part.
    Template(Part),
    Schema,
    Manifest(Part),
    /// A sample of inputs.
    Spec,
    Other,
}

impl<'w> Scene<'w> {
    /// The scene of a file; none where there is no such text.
    pub(super) fn new(workspace: &'w Workspace, file: &FileId) -> Option<Self> {
        let bundle = workspace.bundle(&file.bundle)?;
        let path = bundle.file(&file.path)?.path.as_str();
        let text = bundle.text(path)?;
        let role = role(bundle, path);
        Some(Self { workspace, bundle, path, text, role, schema: unchecked(bundle) })
    }

    /// What the sample that is rendered says, unchecked.
    pub(super) fn spec(&self) -> Option<Spec> {
        spec(self.bundle)
    }

    /// The file as the workspace calls it.
    pub(super) fn id(&self) -> FileId {
        self.bundle.id(self.path)
    }
}

/// What the sample of a bundle that is rendered says, unchecked.
pub(super) fn spec(bundle: &Bundle) -> Option<Spec> {
    let value = yaml::parse(bundle.text(bundle.spec())?).root?.value();
    Some(Spec { value, inputs: vec![] })
}

/// The templates of a bundle that Jinja renders.
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

/// Whether a bundle describes an environment that is provisioned elsewhere: then its inputs are its
/// outputs.
pub(super) fn is_customer_managed(bundle: &Bundle) -> bool {
    bundle.kind() == Kind::CustomerManagedEnvironment
}
