//! Finds the form fields that a rendered line depends on.

use super::rendering::Traced;
use super::values::Turns;
use super::{Cause, Effect};
use crate::reading::place;
use crate::render::{Origin, Tag, TagKind};
use crate::sort::CompactSort;
use crate::text::Span;

/// The values that the parts depend on, printed values first.
pub(super) fn causes(traced: &Traced, parts: impl Iterator<Item = Origin>) -> Vec<Cause> {
    let mut found: Vec<Cause> = vec![];
    for part in parts {
        let mut add = |span: Span, is_print: bool, turn: Option<usize>| {
            let turns = Turns { traced, turns: traced.origins.turns(turn) };
            for (tag, effect) in tags(traced, span, is_print) {
                for read in &traced.references().reads[tag.reads.clone()] {
                    let Some(path) = turns.resolve(&read.path) else { continue };
                    let Some((file, path)) = place(&traced.lookup(), &path) else { continue };
                    found.push(Cause { file, path, effect });
                }
            }
        };
        add(part.span, !part.copied, part.turn);
        for print in traced.origins.prints(&part) {
            add(print.span, true, print.turn);
        }
    }
    found.compact_sort_by_key(|cause| cause.effect);
    let mut known: Vec<Cause> = vec![];
    for cause in found {
        let is_known = |known: &Cause| known.file == cause.file && known.path == cause.path;
        if !known.iter().any(is_known) {
            known.push(cause);
        }
    }
    known
}

/// The tags that a part of the template depends on: the tag that prints it, and enclosing conditions and loops.
fn tags<'t>(
    traced: &'t Traced,
    span: Span,
    is_print: bool,
) -> impl Iterator<Item = (&'t Tag, Effect)> {
    traced.references().tags.iter().filter_map(move |tag| match tag.kind {
        TagKind::Print => (is_print && tag.span == span).then_some((tag, Effect::Printed)),
        TagKind::If | TagKind::For => {
            let is_around = tag.span.start <= span.start && span.end <= tag.span.end;
            is_around.then_some((tag, Effect::Decided))
        }
        TagKind::Set => None,
    })
}
