//! A bundle as read for the diagram, without validation.

use std::cell::RefCell;
use std::collections::HashMap;

use super::super::places::Places;
use super::super::{BEGIN, Destination, Problem};
use crate::bundle::{Bundle, FileId, Part};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::codes::{Rule, rule};
use crate::manifest::{Template, manifest};
use crate::outputs::OpenEnvironments;
use crate::schema::{Role, Schema, unchecked};
use crate::sort::CompactSort;
use crate::spec::Spec;
use crate::text::Span;
use crate::workspace::Workspace;
use crate::yaml::{self, Node};

/// A bundle with everything read from it.
pub(super) struct Scene<'w> {
    pub(super) workspace: &'w Workspace,
    /// The environments of the workspace.
    pub(super) open: &'w OpenEnvironments,
    pub(super) bundle: &'w Bundle,
    /// Its parts, with the templates that their manifests name.
    pub(super) templates: Vec<(Part, Option<Template>)>,
    pub(super) schema: Schema,
    /// The selected sample.
    pub(super) sample: Option<Node>,
    places: RefCell<HashMap<String, Option<Places<'w>>>>,
}

impl<'w> Scene<'w> {
    pub(super) fn new(
        workspace: &'w Workspace,
        open: &'w OpenEnvironments,
        bundle: &'w Bundle,
    ) -> Self {
        let parts = bundle.parts().into_iter();
        let templates = parts.map(|part| (part, manifest(bundle, part).0.template)).collect();
        let sample = bundle.text(bundle.spec()).and_then(|text| yaml::parse(text).root);
        let (schema, places) = (unchecked(bundle), RefCell::default());
        Self { workspace, open, bundle, templates, schema, sample, places }
    }

    /// The items of the sample's `instances`.
    pub(super) fn instances(&self) -> &[Node] {
        let instances = self.sample.as_ref().and_then(|root| root.get("instances"));
        instances.map(Node::items).unwrap_or_default()
    }

    /// The content of the sample.
    pub(super) fn spec(&self) -> Option<Spec> {
        let value = self.sample.as_ref()?.value();
        Some(Spec { value, inputs: vec![] })
    }

    /// The type of a part's inputs: its name, the span of its declaration, and the number of inputs.
    pub(super) fn inputs(&self, part: Part) -> Option<(&str, Span, usize)> {
        let input = self.schema.input(role(part)?)?;
        let declared = self.schema.written.as_ref()?.entry(&input.name)?;
        let properties = self.schema.node(&input.name).and_then(|node| node.get("properties"));
        let count = properties.map_or(0, |properties| properties.entries().len());
        Some((&input.name, declared.key.span, count))
    }

    /// A source location in a file of the bundle.
    pub(super) fn place(&self, path: &str, span: Span) -> Option<Destination> {
        let mut all = self.places.borrow_mut();
        let read = || self.bundle.text(path).map(Places::new);
        let places = all.entry(path.to_owned()).or_insert_with(read).as_ref()?;
        Some(Destination::File(self.bundle.id(path), places.range(span)))
    }

    /// The start of a file of the bundle.
    pub(super) fn start(&self, path: &str) -> Destination {
        Destination::File(self.bundle.id(path), (BEGIN, BEGIN))
    }
}

/// The role of a part's inputs.
pub(super) const fn role(part: Part) -> Option<Role> {
    match part {
        Part::Environment => Some(Role::Environment),
        Part::Instance => Some(Role::Service),
        Part::Pipeline => Some(Role::Pipeline),
        Part::Component => None,
    }
}

/// The diagnostics of the analysis, by file.
pub(super) struct Found<'d>(HashMap<&'d FileId, Vec<&'d Diagnostic>>);

impl<'d> Found<'d> {
    pub(super) fn new(diagnostics: &'d [Diagnostic]) -> Self {
        let mut by_file: HashMap<_, Vec<_>> = HashMap::new();
        for diagnostic in diagnostics {
            by_file.entry(&diagnostic.file).or_default().push(diagnostic);
        }
        Self(by_file)
    }

    /// The first problem that begins at this offset of a file and whose rule is `wanted`.
    pub(super) fn at(
        &self,
        file: &FileId,
        start: usize,
        wanted: impl Fn(&Rule) -> bool,
    ) -> Option<Problem> {
        let all = self.0.get(file)?.iter();
        let begins =
            |diagnostic: &&&Diagnostic| diagnostic.span.is_some_and(|span| span.start == start);
        let mut here = all.filter(begins);
        here.find(|diagnostic| rule(&diagnostic.code.0).is_some_and(&wanted))
            .map(|diagnostic| Problem::of(diagnostic))
    }

    /// All diagnostics in the files of a bundle.
    pub(super) fn of<'f>(&'f self, bundle: &'f str) -> impl Iterator<Item = &'d Diagnostic> + 'f {
        // Sort by file, so that the first of the most severe problems is deterministic.
        let mut files: Vec<_> = self.0.iter().filter(|(file, _)| file.bundle == bundle).collect();
        files.compact_sort_by_key(|(file, _)| *file);
        files.into_iter().flat_map(|(_, all)| all.iter().copied())
    }
}
