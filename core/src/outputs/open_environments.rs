//! The open environments, as far as the analysis of another bundle reads them.

use std::cell::OnceCell;
use std::rc::Rc;

use super::declared::Declared;
use super::name::makes_up_names;
use super::need::declared_outputs;
use super::stack::{self, WrittenOut};
use crate::bundle::{Bundle, Kind, Part};
use crate::manifest::{Template, manifest};
use crate::workspace::Workspace;

/// The open environments, in the order of the workspace. Of other bundles, the analysis of a bundle reads this and
/// nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OpenEnvironments(pub(crate) Vec<Rc<OpenEnvironment>>);

/// An open environment.
#[derive(Debug)]
pub(crate) struct OpenEnvironment {
    /// [`Bundle::name`].
    pub(crate) name: String,
    /// [`Bundle::template_name`].
    pub(super) template_name: String,
    /// The number of its [version](Bundle::version); `None` without a version.
    pub(super) major: Option<u64>,
    pub(super) kind: Kind,
    /// The template that its manifest names; a customer-managed environment has none.
    pub(crate) template: Option<Template>,
    /// The outputs that it declares, without their places.
    pub(super) outputs: Vec<Declared>,
    /// The bundle, which shares the contents of its files with the workspace.
    bundle: Bundle,
    /// See [`Self::written_out`].
    written_out: OnceCell<Vec<WrittenOut>>,
    /// Whether its template may declare more outputs than are found.
    pub(super) makes_up_names: bool,
}

impl OpenEnvironments {
    /// The environments of a workspace.
    pub(crate) fn of(workspace: &Workspace) -> Self {
        Self(workspace.environments().map(|bundle| Rc::new(OpenEnvironment::of(bundle))).collect())
    }

    /// The environments in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &OpenEnvironment> {
        self.0.iter().map(Rc::as_ref)
    }

    /// Their names in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.iter().map(|environment| environment.name.as_str())
    }
}

impl OpenEnvironment {
    /// Reads an environment.
    pub(crate) fn of(bundle: &Bundle) -> Self {
        let template = (bundle.kind() == Kind::Environment)
            .then(|| manifest(bundle, Part::Environment).0.template)
            .flatten();
        let outputs = declared_outputs(bundle).into_iter();
        Self {
            name: bundle.name.clone(),
            template_name: bundle.template_name().to_owned(),
            major: bundle.version().and_then(|folder| folder[1..].parse().ok()),
            kind: bundle.kind(),
            template,
            outputs: outputs.map(|(_, declared)| declared.without_place()).collect(),
            bundle: bundle.clone(),
            written_out: OnceCell::new(),
            makes_up_names: makes_up_names(bundle, Part::Environment),
        }
    }

    /// The values of the outputs that its template writes out. The template is rendered on first use.
    pub(super) fn written_out(&self) -> &[WrittenOut] {
        self.written_out.get_or_init(|| stack::of_environment(&self.bundle))
    }

    /// Whether it declares an output called `name`.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.outputs.iter().any(|output| output.name == name)
    }
}

impl PartialEq for OpenEnvironment {
    /// Whether no reader can tell the two apart.
    fn eq(&self, other: &Self) -> bool {
        let facts = |one: &Self| (one.major, one.kind, one.makes_up_names);
        facts(self) == facts(other)
            && self.name == other.name
            && self.template_name == other.template_name
            && self.template == other.template
            && self.outputs == other.outputs
            && self.written_out() == other.written_out()
    }
}

impl Eq for OpenEnvironment {}
