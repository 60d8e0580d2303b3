//! Resolves the names that a template reads to the items of the current loop iterations.

use super::rendering::Traced;
use crate::render::{self, Step, TagKind, Usage};
use crate::value::{Key, Value};

/// The loops around a part of a rendered text, with their iterations.
pub(super) struct Turns<'t> {
    pub(super) traced: &'t Traced<'t>,
    pub(super) turns: Vec<render::Turn>,
}

impl Turns<'_> {
    /// The path with the items of the current iterations filled in. It ends at a list if it is unknown which item was
    /// read.
    pub(super) fn resolve(&self, path: &[Step]) -> Option<Vec<Key>> {
        let mut resolved = Vec::with_capacity(path.len());
        let mut at = Some(&self.traced.context.0);
        for (depth, step) in path.iter().enumerate() {
            let key = match step {
                Step::Name(name) => Key::Name(name.clone()),
                Step::Each => match self.item(&path[..depth], at) {
                    Some(key) => key,
                    None => break,
                },
            };
            at = at.and_then(|value| match (&key, value) {
                (Key::Name(name), value) => value.get(name),
                (Key::Index(index), value) => value.as_list()?.get(*index),
            });
            resolved.push(key);
        }
        (!resolved.is_empty()).then_some(resolved)
    }

    /// The item of the list or mapping at `path` in the current iteration of an enclosing loop.
    fn item(&self, path: &[Step], value: Option<&Value>) -> Option<Key> {
        let references = self.traced.references();
        let index = self.turns.iter().find_map(|turn| {
            let mut loops = references.tags.iter().filter(|tag| tag.kind == TagKind::For);
            let tag = loops.find(|tag| tag.span.start == turn.span.start)?;
            let mut reads = references.reads[tag.reads.clone()].iter();
            let goes_through = reads.any(|read| {
                // A filter may omit or reorder items.
                read.path == path && read.usage == Usage::Iterated && read.filters.is_empty()
            });
            let text = turn.span.of(self.traced.template_text);
            let takes_all = text.split_whitespace().all(|word| word != "if");
            (goes_through && takes_all).then_some(turn.index)
        })?;
        match value? {
            Value::List(items) => (index < items.len()).then_some(Key::Index(index)),
            Value::Map(map) => map.iter().nth(index).map(|(name, _)| Key::Name(name.to_owned())),
            _ => None,
        }
    }
}
