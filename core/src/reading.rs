//! Reads a bundle once for all analyses: its manifests, schema, samples and templates.

mod memo;
mod place;
mod scope;

use std::rc::Rc;

use crate::bundle::{Bundle, FileId, Kind, Part, SAMPLE_OUTPUTS};
use crate::diagnostic::Diagnostic;
use crate::manifest::{Template as Named, manifest};
use crate::outputs::{Basis, Demands, OpenEnvironments, Outputs, Surroundings, outputs};
use crate::prepare::sample_spec_among;
use crate::render::{References, RenderError, Template};
use crate::schema::{Extent, Schema};
use crate::spec::{Spec, spec};
use crate::value::Key;
use crate::workspace::Workspace;

pub(crate) use memo::ReadingMemo;
pub(crate) use place::{Lookup, made_up_within, place};
pub(crate) use scope::{Scope, label, scopes};

/// A bundle with its parsed files.
pub(crate) struct Reading<'b> {
    pub(crate) bundle: &'b Bundle,
    /// The templates that the manifests name.
    pub(crate) templates: Vec<(Part, Named)>,
    pub(crate) schema: Rc<Schema>,
    /// The spec; `None` if it is not well-formed. A bundle without a spec gets a sample.
    pub(crate) spec: Option<Rc<Spec>>,
    /// The facts that determine `surroundings`.
    pub(crate) demands: Demands,
    /// The open environments that it may run in.
    pub(crate) surroundings: Surroundings,
    pub(crate) outputs: Outputs,
    /// The templates that Jinja renders.
    pub(crate) sources: Vec<Source<'b>>,
    /// The problems found while reading.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'b> Reading<'b> {
    /// Reads a bundle of `workspace`. Outputs that the sample lacks are made up if `make_up_outputs`.
    pub(crate) fn of(workspace: &Workspace, bundle: &'b Bundle, make_up_outputs: bool) -> Self {
        let open = OpenEnvironments::of(workspace);
        Self::among(&open, bundle, make_up_outputs, &mut ReadingMemo::default())
    }

    /// Like [`Self::of`], for environments that have been read, with results of earlier readings of the bundle.
    pub(crate) fn among(
        open: &OpenEnvironments,
        bundle: &'b Bundle,
        make_up_outputs: bool,
        memo: &mut ReadingMemo,
    ) -> Self {
        let mut found = vec![];
        let mut templates = vec![];
        for part in bundle.parts() {
            let (manifest, mut wrong) = manifest(bundle, part);
            found.append(&mut wrong);
            templates.extend(manifest.template.map(|template| (part, template)));
        }
        let (schema, mut wrong) = memo.schema.read(bundle);
        found.append(&mut wrong);
        let (spec, mut wrong) = memo.spec.read(bundle, &schema).unwrap_or_else(|| {
            let text = sample_spec_among(open, bundle, Extent::Required);
            let (spec, wrong) = spec(bundle, &schema, &text);
            (spec.map(Rc::new), wrong)
        });
        found.append(&mut wrong);
        let demands = Demands::of(bundle, spec.as_deref());
        let surroundings = demands.surroundings(open);
        let sample = bundle.text(SAMPLE_OUTPUTS).unwrap_or("");
        let (outputs, mut wrong) =
            outputs(&surroundings, bundle, &schema, spec.as_deref(), sample, make_up_outputs);
        found.append(&mut wrong);
        let jinja = templates.iter().filter_map(|(part, template)| {
            let Named::CloudFormation(path) = template else { return None };
            let text = bundle.shared_text(path)?;
            let template = memo.template(text);
            Some(Source { part: *part, file: bundle.id(path), text, template })
        });
        let sources = jinja.collect();
        Self { bundle, templates, schema, spec, demands, surroundings, outputs, sources, found }
    }

    /// The basis of a result that was computed from the reading, among the same environments.
    pub(crate) fn into_basis(self, open: &OpenEnvironments) -> Basis {
        Basis::of(open, self.bundle, self.demands, self.surroundings)
    }

    /// The scopes that the templates are rendered in.
    pub(crate) fn scopes(&self) -> Vec<Scope> {
        let has_pipeline = self.sources.iter().any(|source| source.part == Part::Pipeline);
        let of = |spec| scopes(self.bundle, &self.schema, spec, &self.outputs.value, has_pipeline);
        self.spec.as_deref().map(of).unwrap_or_default()
    }

    /// The label of the made-up value at `path` in one of the samples, `spec/spec.yaml` or `spec/sample-outputs.yaml`.
    /// `None` for a value from the user or a default.
    pub(crate) fn made_up(&self, file: &FileId, path: &[Key]) -> Option<String> {
        let is_made_up = if file.path == SAMPLE_OUTPUTS {
            self.outputs.made_up.has(path)
        } else {
            self.spec.as_ref().is_some_and(|spec| {
                spec.is_made_up(&self.schema, path) || self.is_of_other_bundle(spec, path)
            })
        };
        let name = path.iter().rev().find_map(|key| match key {
            Key::Name(name) => Some(name.clone()),
            Key::Index(_) => None,
        });
        name.filter(|_| is_made_up)
    }

    /// Whether the value at `path` of the spec is an input that the sample does not give, and that another bundle
    /// declares: a component reads the inputs of the service that it is attached to.
    fn is_of_other_bundle(&self, spec: &Spec, path: &[Key]) -> bool {
        self.bundle.kind() == Kind::Component
            && spec.inputs.iter().any(|inputs| {
                path.strip_prefix(inputs.path.as_slice()).is_some_and(|rest| {
                    matches!(rest, [Key::Name(name), ..] if inputs.given.get(name).is_none())
                })
            })
    }
}

/// A template that Jinja renders.
pub(crate) struct Source<'s> {
    pub(crate) part: Part,
    pub(crate) file: FileId,
    pub(crate) text: &'s str,
    /// The parsed template, or the error if it cannot be parsed.
    pub(crate) template: Rc<Result<Template, RenderError>>,
}

impl Source<'_> {
    /// The names that the template reads; `None` if it cannot be parsed.
    pub(crate) fn references(&self) -> Option<&References> {
        self.template().map(Template::references)
    }

    /// The parsed template; `None` if it cannot be parsed.
    pub(crate) fn template(&self) -> Option<&Template> {
        (*self.template).as_ref().ok()
    }
}
