//! One rendering, made again with all that is to be known of it.

use crate::bundle::{FileId, SAMPLE_OUTPUTS, Target};
use crate::reading::{Reading, Scope};
use crate::render::{Context, Origin, Origins, References, Template, Undefined};
use crate::spec::Spec;
use crate::text::Span;
use crate::value::Value;
use crate::workspace::Workspace;

/// A rendering, and where each part of it comes from.
pub(super) struct Traced<'w> {
    pub(super) target: Target,
    /// The template.
    pub(super) file: FileId,
    pub(super) template_text: &'w str,
    template: Template,
    /// What was rendered.
    pub(super) text: String,
    pub(super) origins: Origins,
    pub(super) context: Context,
    pub(super) spec_file: FileId,
    pub(super) spec: Spec,
    pub(super) outputs_file: FileId,
    pub(super) outputs: Value,
}

impl<'w> Traced<'w> {
    /// The rendering called `file_name` of a bundle; none where there is none, or where it fails.
    pub(super) fn find(workspace: &'w Workspace, bundle: &str, file_name: &str) -> Option<Self> {
        let bundle = workspace.bundle(bundle)?;
        let reading = Reading::of(workspace, bundle, true);
        let scope = reading.scopes().into_iter().find(|scope| scope.file_name() == file_name)?;
        let Scope { target, context, .. } = scope;
        let Reading { sources, spec, outputs, .. } = reading;
        let source = sources.into_iter().find(|source| source.part == target.part())?;
        let template = source.template.ok()?;
        let rendered = template.render(&context, Undefined::Strict);
        Some(Self {
            target,
            file: source.file,
            template_text: source.text,
            template,
            text: rendered.text?,
            origins: rendered.origins,
            context,
            spec_file: bundle.id(bundle.spec()),
            spec: spec?,
            outputs_file: bundle.id(SAMPLE_OUTPUTS),
            outputs: outputs.value,
        })
    }

    /// What the template reads.
    pub(super) fn references(&self) -> &References {
        self.template.references()
    }

    /// What of a part of the text that ends at `end` was printed by these bytes of the template.
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
        // Line ends may be shorter in the rendering, and nothing else differs.
        let rendered = |byte: usize| {
            let before = Span::new(origin.span.start, byte.max(origin.span.start));
            let before = before.of(self.template_text);
            origin.start + before.len() - before.matches("\r\n").count()
        };
        let start = rendered(wanted.start).min(end);
        Some(Span::new(start, rendered(wanted.end.min(origin.span.end)).clamp(start, end)))
    }
}
