//! The origins of the parts of a rendered text in the template.

use super::source::Source;
use crate::text::Span;

/// The origin of a part of a rendered text. The part ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The offset of the part in the rendered text.
    pub start: usize,
    /// The bytes of the template: text that was copied, or the tag that printed the part.
    pub span: Span,
    /// Whether the part is text of the template, copied without change except for line breaks, which become `\n`.
    pub copied: bool,
    /// The iteration of the innermost enclosing loop, as an index into [`Origins::turns`].
    pub turn: Option<usize>,
    /// The tag that printed the captured output of a macro or a block, as an index into [`Origins::prints`].
    pub print: Option<usize>,
}

/// One iteration of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The span of the loop from its `for` to the end of its iterable.
    pub span: Span,
    /// The index of the iteration, from 0, as in `loop.index0`.
    pub index: usize,
    /// The number of items in the iterable; the body may be skipped for some of them.
    pub of: usize,
    /// The iteration of the enclosing loop.
    pub around: Option<usize>,
}

/// A tag that printed captured text: the output of a macro, or of a `set` block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    /// The span of the tag.
    pub span: Span,
    /// The iteration of the innermost enclosing loop.
    pub turn: Option<usize>,
    /// The tag that printed the output of this one, if that was captured too.
    pub print: Option<usize>,
}

/// The origins of a rendered text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The parts in order; they cover the whole text.
    pub parts: Vec<Origin>,
    /// The iterations of all loops, in execution order.
    pub turns: Vec<Turn>,
    /// The tags that printed captured text.
    pub prints: Vec<Print>,
}

impl Origins {
    /// The parts that overlap `span` in the rendered text, each with the offset of its end. If `span` is empty, the
    /// part that contains it.
    pub fn within(&self, span: Span, text: &str) -> impl Iterator<Item = (Origin, usize)> {
        let first = self.parts.partition_point(|part| part.start <= span.start).saturating_sub(1);
        let ends = self.parts.iter().skip(first + 1).map(|part| part.start).chain([text.len()]);
        let parts = self.parts[first.min(self.parts.len())..].iter().copied().zip(ends);
        parts.take_while(move |(part, _)| part.start < span.end.max(span.start + 1))
    }

    /// The span in the template from which the beginning of `span` in the rendered text comes: the same bytes if the
    /// text was copied, or else the tag that printed it.
    pub fn source_of(&self, span: Span, text: &str, template: &str) -> Option<Span> {
        let (origin, end) = self.within(span, text).next()?;
        let span = Span::new(span.start, span.end.clamp(span.start, end.max(span.start)));
        Some(origin.source_of(span, text, template))
    }

    /// The iterations of the enclosing loops, outermost first.
    pub fn turns(&self, innermost: Option<usize>) -> Vec<Turn> {
        let turn = |index: Option<usize>| self.turns.get(index?).copied();
        let mut turns: Vec<Turn> =
            std::iter::successors(turn(innermost), |inner| turn(inner.around)).collect();
        turns.reverse();
        turns
    }

    /// The tags that printed the captured text of a part, innermost first.
    pub fn prints(&self, origin: &Origin) -> impl Iterator<Item = Print> {
        let print = |index: Option<usize>| self.prints.get(index?).copied();
        std::iter::successors(print(origin.print), move |inner| print(inner.print))
    }

    /// The origins with spans in the original text of the template.
    pub(super) fn of_original(mut self, source: &Source) -> Self {
        let spans = self.parts.iter_mut().map(|part| &mut part.span);
        let spans = spans.chain(self.turns.iter_mut().map(|turn| &mut turn.span));
        for span in spans.chain(self.prints.iter_mut().map(|print| &mut print.span)) {
            *span = source.original(*span);
        }
        self
    }
}

impl Origin {
    /// The span in the template that bytes of this part of the rendered `text` come from.
    pub fn source_of(&self, span: Span, text: &str, template: &str) -> Span {
        if !self.copied {
            return self.span;
        }
        let at = |byte: usize| {
            let copied = Span::new(self.start, byte.max(self.start)).of(text);
            self.span.start + written(copied, self.span.of(template))
        };
        Span::new(at(span.start), at(span.end))
    }
}

/// The number of bytes of `template` that were copied to `text`; its line breaks may be longer.
fn written(text: &str, template: &str) -> usize {
    if !template.contains('\r') {
        return text.len();
    }
    let mut rest = template;
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            let end = if rest.starts_with("\r\n") { 2 } else { 1 };
            rest = rest.get(end..).unwrap_or("");
        }
        rest = rest.get(line.len()..).unwrap_or("");
    }
    template.len() - rest.len()
}
