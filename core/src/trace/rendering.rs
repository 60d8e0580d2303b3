//! A rendering with its template, its context and the origin of each part.

use std::rc::Rc;

use super::Effect;
use super::causes::causes;
use crate::bundle::{FileId, Target};
use crate::reading::{Lookup, Reading, Scope, Source, made_up_within};
use crate::render::{Context, Origin, Origins, References, Rendered, Template, Undefined};
use crate::text::Span;
use crate::yaml;

/// A rendering with the origin of each part.
pub(crate) struct Traced<'r> {
    pub(crate) target: Target,
    /// [`crate::Rendering::label`].
    pub(crate) label: String,
    /// [`crate::Rendering::file_name`].
    pub(crate) file_name: String,
    /// The template.
    pub(crate) file: FileId,
    pub(crate) template_text: &'r str,
    pub(crate) template: &'r Template,
    /// The rendered text.
    pub(crate) text: String,
    pub(crate) origins: Origins,
    pub(crate) context: Rc<Context>,
    /// The number of targets that the template is rendered for.
    pub(crate) targets: usize,
    pub(crate) reading: &'r Reading<'r>,
}

impl<'r> Traced<'r> {
    /// The rendering called `file_name` of a bundle, unless it does not exist or fails.
    pub(super) fn find(reading: &'r Reading<'r>, file_name: &str) -> Option<Self> {
        let scope = reading.scopes().into_iter().find(|scope| scope.file_name() == file_name)?;
        let source = reading.sources.iter().find(|source| source.part == scope.target.part())?;
        let (traced, _) = Self::render(reading, source, scope)?;
        Some(traced)
    }

    /// All renderings of a bundle that succeed and are valid YAML.
    pub(crate) fn complete(reading: &'r Reading<'r>) -> Vec<Self> {
        Self::complete_among(reading, |_| true)
    }

    /// Like [`Self::complete`], for the renderings that `is_wanted` selects; the others are not rendered.
    pub(crate) fn complete_among(
        reading: &'r Reading<'r>,
        is_wanted: impl Fn(&Scope) -> bool,
    ) -> Vec<Self> {
        let scopes = reading.scopes();
        let mut all = vec![];
        for source in &reading.sources {
            let own = scopes.iter().filter(|scope| scope.target.part() == source.part);
            for scope in own.clone().filter(|scope| is_wanted(scope)) {
                let rendered = Self::render(reading, source, scope.clone());
                let Some((traced, true)) = rendered else { continue };
                if yaml::check(&traced.text).is_none() {
                    all.push(Self { targets: own.clone().count(), ..traced });
                }
            }
        }
        all
    }

    /// Renders a template; the second value is whether nothing was missing.
    fn render(
        reading: &'r Reading<'r>,
        source: &'r Source<'r>,
        scope: Scope,
    ) -> Option<(Self, bool)> {
        let template = source.template()?;
        let file_name = scope.file_name();
        let Scope { target, label, context, .. } = scope;
        let Rendered { text, errors, origins } = template.render(&context, Undefined::Strict);
        let traced = Self {
            target,
            file_name,
            label,
            file: source.file.clone(),
            template_text: source.text,
            template,
            text: text?,
            origins,
            context,
            targets: 1,
            reading,
        };
        Some((traced, errors.is_empty()))
    }

    /// The names and tags of the template.
    pub(super) fn references(&self) -> &References {
        self.template.references()
    }

    /// The context in which the names of the template are resolved to files.
    pub(super) fn lookup(&self) -> Lookup<'_> {
        Lookup { target: self.target, reading: self.reading }
    }

    /// The span in the template that a part of the text comes from.
    pub(crate) fn source_of(&self, span: Span) -> Option<Span> {
        self.origins.source_of(span, &self.text, self.template_text)
    }

    /// Whether a tag printed any of the text in `span`, or chose it from alternatives in the template.
    pub(crate) fn is_printed(&self, span: Span) -> bool {
        let mut parts = self.origins.within(span, &self.text).map(|(part, _)| part);
        // Between two parts of the template that are copied, there is a tag.
        parts.next().is_some_and(|first| !first.copied || parts.next().is_some())
    }

    /// The name of the first made-up value that is printed in a part of the text.
    pub(crate) fn made_up(&self, span: Span) -> Option<String> {
        let parts: Vec<_> = self.origins.within(span, &self.text).map(|(part, _)| part).collect();
        let causes = causes(self, parts.iter().copied());
        let mut printed = causes.iter().filter(|cause| cause.effect == Effect::Printed);
        let first = printed.find_map(|cause| self.reading.made_up(&cause.file, &cause.path));
        // A cause ends at a list if the item is unknown, as in `service_instances[0]`.
        first.or_else(|| {
            let mut tags = parts.iter().filter(|part| !part.copied);
            tags.find_map(|tag| made_up_within(&self.lookup(), self.references(), tag.span))
        })
    }

    /// The part of `origin`, which ends at `end`, that the bytes `wanted` of the template printed.
    pub(super) fn printed_by(&self, origin: &Origin, end: usize, wanted: Span) -> Option<Span> {
        let touches = |span: Span| span.start < wanted.end && wanted.start < span.end;
        let whole = Span::new(origin.start, end);
        if self.origins.prints(origin).any(|print| touches(print.span)) {
            return Some(whole);
        }
        if !touches(origin.span) {
            return None;
        }
        if !origin.copied {
            return Some(whole);
        }
        // Line breaks may be shorter in the rendering; nothing else differs.
        let rendered = |byte: usize| {
            let before = Span::new(origin.span.start, byte.max(origin.span.start));
            let before = before.of(self.template_text);
            origin.start + before.len() - before.matches("\r\n").count()
        };
        let start = rendered(wanted.start).min(end);
        Some(Span::new(start, rendered(wanted.end.min(origin.span.end)).clamp(start, end)))
    }
}
