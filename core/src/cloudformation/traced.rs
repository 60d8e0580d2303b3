//! The renderings that CloudFormation would get, with the way back to their templates.

use std::borrow::Cow;

use crate::analyze::sources;
use crate::bundle::{Bundle, FileId, Part, SAMPLE_OUTPUTS};
use crate::manifest::manifest;
use crate::outputs::outputs;
use crate::render::{Origins, Rendered, Undefined};
use crate::renderings::{contexts_of, file_name_of, label, part_of};
use crate::schema::{Extent, schema};
use crate::spec::spec;
use crate::text::Span;
use crate::workspace::{Workspace, sample_spec};
use crate::yaml;

/// A complete rendering.
pub(super) struct Traced<'b> {
    /// The template.
    pub(super) file: FileId,
    /// [`crate::Rendering::label`].
    pub(super) label: String,
    /// [`crate::Rendering::file_name`].
    pub(super) file_name: String,
    /// What is rendered.
    pub(super) text: String,
    /// How many targets the template is for.
    pub(super) targets: usize,
    template: &'b str,
    origins: Origins,
}

impl Traced<'_> {
    /// Where in the template a part of the text comes from.
    pub(super) fn source_of(&self, span: Span) -> Option<Span> {
        self.origins.source_of(span, &self.text, self.template)
    }
}

/// Everything of `bundle` that renders without a problem and is YAML.
pub(super) fn traced<'b>(workspace: &Workspace, bundle: &'b Bundle) -> Vec<Traced<'b>> {
    let parts = bundle.parts().into_iter();
    let templates: Vec<_> =
        parts.filter_map(|part| Some((part, manifest(bundle, part).0.template?))).collect();
    let (schema, _) = schema(bundle);
    let text = match bundle.text(bundle.spec()) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(sample_spec(bundle, workspace, Extent::Required)),
    };
    let (Some(spec), _) = spec(bundle, &schema, &text) else { return vec![] };
    let sample = bundle.text(SAMPLE_OUTPUTS).unwrap_or("");
    let (outputs, _) = outputs(workspace, bundle, Some(&spec), sample, true);
    let sources = sources(bundle, &templates);
    let has_pipeline = sources.iter().any(|source| source.part == Part::Pipeline);
    let contexts = contexts_of(bundle, &schema, &spec, &outputs.value, has_pipeline);
    let mut all = vec![];
    for source in &sources {
        let Ok(template) = &source.template else { continue };
        let mine: Vec<_> =
            contexts.iter().filter(|(target, ..)| part_of(*target) == source.part).collect();
        for (target, name, context) in &mine {
            let Rendered { text, errors, origins } = template.render(context, Undefined::Strict);
            let Some(text) = text.filter(|text| errors.is_empty() && yaml::check(text).is_none())
            else {
                continue;
            };
            let label = label(*target, name);
            all.push(Traced {
                file: source.file.clone(),
                file_name: file_name_of(*target, &label),
                label,
                text,
                targets: mine.len(),
                template: source.text,
                origins,
            });
        }
    }
    all
}
