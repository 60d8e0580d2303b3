//! The renderings that CloudFormation would get, with the way back to their templates.

use crate::bundle::{FileId, Target};
use crate::given::{Given, given};
use crate::reading::{Reading, Scope};
use crate::render::{Origins, Rendered, Template, Undefined};
use crate::text::{Lines, Span};
use crate::yaml;

/// A complete rendering.
pub(super) struct Traced<'r> {
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
    target: Target,
    template: &'r Template,
    template_text: &'r str,
    origins: Origins,
    reading: &'r Reading<'r>,
}

impl Traced<'_> {
    /// Where in the template a part of the text comes from.
    pub(super) fn source_of(&self, span: Span) -> Option<Span> {
        self.origins.source_of(span, &self.text, self.template_text)
    }

    /// Whether a tag printed any of the text at a place.
    pub(super) fn is_printed(&self, span: Span) -> bool {
        self.origins.within(span, &self.text).any(|(part, _)| !part.copied)
    }

    /// The input that is all there is behind a key of the text: where its value is given.
    pub(super) fn given(&self, key: Span) -> Option<Given> {
        let lines = Lines::new(&self.text);
        let line = lines.span(lines.position(key.start).line);
        let value = Span::new(key.start.min(line.end), line.end);
        let parts = self.origins.within(value, &self.text);
        let mut printed = parts.filter(|(part, _)| !part.copied && part.start >= value.start);
        let (part, end) = printed.next()?;
        let before =
            Span::new(value.start, part.start).of(&self.text).trim_end_matches(['"', '\'', ' ']);
        let after = Span::new(end, line.end).of(&self.text).trim_matches(['"', '\'', ' ']);
        if printed.next().is_some() || !before.ends_with(':') || !after.is_empty() {
            return None;
        }
        let Reading { bundle, schema, .. } = self.reading;
        given(bundle, schema, self.template, self.target, part.span)
    }
}

/// Everything that renders without a problem and is YAML.
pub(super) fn traced<'r>(reading: &'r Reading<'r>) -> Vec<Traced<'r>> {
    let scopes = reading.scopes();
    let mut all = vec![];
    for source in &reading.sources {
        let Ok(template) = &source.template else { continue };
        let mine: Vec<_> =
            scopes.iter().filter(|scope| scope.target.part() == source.part).collect();
        for &scope in &mine {
            let Scope { target, label, context, .. } = scope;
            let Rendered { text, errors, origins } = template.render(context, Undefined::Strict);
            let Some(text) = text.filter(|text| errors.is_empty() && yaml::check(text).is_none())
            else {
                continue;
            };
            all.push(Traced {
                file: source.file.clone(),
                file_name: scope.file_name(),
                label: label.clone(),
                text,
                targets: mine.len(),
                target: *target,
                template,
                template_text: source.text,
                origins,
                reading,
            });
        }
    }
    all
}
