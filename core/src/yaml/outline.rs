//! The scalars of a text with the mappings that their keys belong to. The checks of rendered text use this outline,
//! which takes a fraction of the time that the tree takes.

use libyaml_safer::{EventData as Event, ScalarStyle};

use super::YamlError;
use super::events::{MAX_DEPTH, events, second_document, too_deep};
use super::number::timestamp;
use super::quick;
use super::resolve::plain;
use crate::text::Span;
use crate::value::Value;

/// The outline of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The keys and values in order; omitted values may be missing.
    pub scalars: Vec<Scalar>,
    /// For each mapping by its number, the index of the key whose value it is; `None` for the root and for an item of a
    /// list.
    pub mappings: Vec<Option<usize>>,
    /// Whether the root of the text is a mapping, which then has the number 0.
    pub is_mapping: bool,
    /// Whether the outline shows the structure of the text exactly: it has no anchors, no aliases, no merge
    /// keys, and no keys that are collections.
    pub is_exact: bool,
}

/// A scalar: a key or a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The bytes of the scalar as it is written, with its quotes; they may include its tag.
    pub span: Span,
    /// Whether the scalar has neither quotes nor a tag, so that its type depends on its text.
    pub is_plain: bool,
    /// The role of the scalar in its collection.
    pub place: Place,
}

/// The role of a scalar in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A key of the mapping of this number; mappings are numbered in the order in which they begin.
    Key(usize),
    /// A value, or an item of a list, below the key at this index of the scalars; `None` outside of mappings.
    Value(Option<usize>),
}

/// Reads `text` as one document, or returns the error if it is not well-formed. Keys that are not scalars are ignored.
pub fn outline(text: &str) -> Result<Outline, YamlError> {
    match quick::outline(text) {
        Some(outline) => Ok(outline),
        None => parsed(text),
    }
}

/// Checks that `text` is one well-formed document, and returns the error otherwise.
pub fn check(text: &str) -> Option<YamlError> {
    outline(text).err()
}

/// Resolves a plain scalar by the rules of YAML 1.1.
pub fn meaning(text: &str) -> Value {
    plain(text)
}

/// Whether YAML 1.1 reads a plain scalar as a date or a time.
pub fn is_time(text: &str) -> bool {
    timestamp(text).is_some()
}

/// Builds the same outline as [`outline()`] with the full parser.
pub(super) fn parsed(text: &str) -> Result<Outline, YamlError> {
    let mut builder = Builder::default();
    // For each open collection: whether it is a mapping, and whether its next node is a key.
    let mut open: Vec<(bool, bool)> = vec![];
    let mut documents = 0;
    events(text, |event, span| {
        let is_key = match open.last_mut() {
            Some((true, next)) if is_node(&event) => {
                *next = !*next;
                !*next
            }
            _ => false,
        };
        match event {
            Event::DocumentStart { .. } => documents += 1,
            Event::MappingStart { .. } | Event::SequenceStart { .. } => {
                let is_mapping = matches!(event, Event::MappingStart { .. });
                builder.begin(is_mapping);
                open.push((is_mapping, true));
            }
            Event::MappingEnd | Event::SequenceEnd => {
                builder.end();
                open.pop();
            }
            Event::Scalar { tag, style, .. } => {
                let is_plain = style == ScalarStyle::Plain && tag.is_none();
                if is_key { builder.key(span, is_plain) } else { builder.value(span, is_plain) }
            }
            _ => {}
        }
        if documents > 1 {
            Err(second_document(span))
        } else if open.len() > MAX_DEPTH {
            Err(too_deep(span))
        } else {
            Ok(())
        }
    })?;
    Ok(builder.outline)
}

const fn is_node(event: &Event) -> bool {
    matches!(
        event,
        Event::Scalar { .. }
            | Event::Alias { .. }
            | Event::MappingStart { .. }
            | Event::SequenceStart { .. }
    )
}

/// Builds an outline step by step.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) outline: Outline,
    open: Vec<Open>,
}

/// A collection whose end has not been reached yet.
struct Open {
    /// The number of the mapping; `None` for a sequence.
    mapping: Option<usize>,
    /// The index of the key that values in the collection belong to.
    key: Option<usize>,
}

impl Builder {
    pub(super) fn begin(&mut self, is_mapping: bool) {
        let outer = self.open.last();
        let key = outer.and_then(|outer| outer.key);
        let of = outer.filter(|outer| outer.mapping.is_some()).and(key);
        self.outline.is_mapping |= is_mapping && outer.is_none();
        let mapping = is_mapping.then_some(self.outline.mappings.len());
        self.open.push(Open { mapping, key });
        if is_mapping {
            self.outline.mappings.push(of);
        }
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn key(&mut self, span: Span, is_plain: bool) {
        let Some(Open { mapping: Some(mapping), key }) = self.open.last_mut() else { return };
        *key = Some(self.outline.scalars.len());
        let place = Place::Key(*mapping);
        self.outline.scalars.push(Scalar { span, is_plain, place });
    }

    pub(super) fn value(&mut self, span: Span, is_plain: bool) {
        let place = Place::Value(self.open.last().and_then(|open| open.key));
        self.outline.scalars.push(Scalar { span, is_plain, place });
    }

    /// Extends the last scalar to `end`.
    pub(super) fn go_on(&mut self, end: usize) {
        if let Some(last) = self.outline.scalars.last_mut() {
            last.span.end = end;
        }
    }
}
