//! Which part of a template each part of a rendered text comes from.

use super::source::Source;
use crate::text::Span;

/// Where a part of a rendered text comes from. It ends where the next one begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The part's first byte in the rendered text.
    pub start: usize,
    /// The bytes of the template: text that was copied, or the tag that printed it.
    pub span: Span,
    /// Whether it is text of the template, which stands in the rendering as it is but for line
    /// ends: they are `\n` there.
    pub copied: bool,
    /// The turn of the innermost loop around it, in [`Origins::turns`].
    pub turn: Option<usize>,
    /// The tag that printed what a macro or a block had printed into a value, in
    /// [`Origins::prints`].
    pub print: Option<usize>,
}

/// One turn of a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The loop: from its `for` to the end of what it goes through.
    pub span: Span,
    /// Which turn: from 0, as `loop.index0`.
    pub index: usize,
    /// How many items the loop goes through; some of them may not get a turn.
    pub of: usize,
    /// The turn of the loop around this one.
    pub around: Option<usize>,
}

/// A tag that printed a text which was made elsewhere: by a macro, or within a block of `set`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Print {
    /// The tag.
    pub span: Span,
    /// The turn of the innermost loop around it.
    pub turn: Option<usize>,
    /// The tag that printed what this one had printed.
    pub print: Option<usize>,
}

/// Where all of a rendered text comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// The parts, in order: they cover the text.
    pub parts: Vec<Origin>,
    /// Every turn of every loop, in the order they were taken.
    pub turns: Vec<Turn>,
    /// The tags that printed what was made elsewhere.
    pub prints: Vec<Print>,
}

impl Origins {
    /// The parts that make up bytes of the rendered text, each with where it ends. Where `span` is
    /// empty, the part that it stands in.
    pub fn within(&self, span: Span, text: &str) -> impl Iterator<Item = (Origin, usize)> {
        let first = self.parts.partition_point(|part| part.start <= span.start).saturating_sub(1);
        let ends = self.parts.iter().skip(first + 1).map(|part| part.start).chain([text.len()]);
        let parts = self.parts[first.min(self.parts.len())..].iter().copied().zip(ends);
        parts.take_while(move |(part, _)| part.start < span.end.max(span.start + 1))
    }

    /// Where in the template a part of the rendered text begins: the same bytes where the text was
    /// copied, else the tag that printed it.
    pub fn source_of(&self, span: Span, text: &str, template: &str) -> Option<Span> {
        let (origin, end) = self.within(span, text).next()?;
        let span = Span::new(span.start, span.end.clamp(span.start, end.max(span.start)));
        Some(origin.source_of(span, text, template))
    }

    /// The loops around something, the outermost first.
    pub fn turns(&self, innermost: Option<usize>) -> Vec<Turn> {
        let turn = |index: Option<usize>| self.turns.get(index?).copied();
        let mut turns: Vec<Turn> =
            std::iter::successors(turn(innermost), |inner| turn(inner.around)).collect();
        turns.reverse();
        turns
    }

    /// The tags that printed a part, after the one that made it.
    pub fn prints(&self, origin: &Origin) -> impl Iterator<Item = Print> {
        let print = |index: Option<usize>| self.prints.get(index?).copied();
        std::iter::successors(print(origin.print), move |inner| print(inner.print))
    }

    /// The same with the places of the template as it was written.
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
    /// Where in the template bytes of this part come from; of the rendered `text`.
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

/// How many bytes of `template` were copied to `text`: a line end may be longer there.
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
