//! The scalars of a text and the mappings that its keys belong to: what checks of a rendered text
//! look at, in a fraction of the time that the tree takes.

use libyaml_safer::{EventData as Event, ScalarStyle};

use super::YamlError;
use super::events::{MAX_DEPTH, events, second_document, too_deep};
use super::number::timestamp;
use super::quick;
use super::resolve::plain;
use crate::text::Span;
use crate::value::Value;

/// What is in a text, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Keys and values; values that are left out may be missing.
    pub scalars: Vec<Scalar>,
    /// Whether the text as a whole is a mapping. It has the number 0 then.
    pub is_mapping: bool,
}

/// One key or value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// As it is written, with its quotes, and perhaps its tag.
    pub span: Span,
    /// Whether what it means is found out by its looks: it has neither quotes nor a tag.
    pub is_plain: bool,
    /// What it is there.
    pub place: Place,
}

/// What a scalar is in its collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A key of the mapping of this number: mappings are counted as they begin.
    Key(usize),
    /// A value or an item below the key that is this one of the scalars; none outside of mappings.
    Value(Option<usize>),
}

/// Reads `text` as one document; the error, where it is not well-formed. Keys that are no scalars go
/// unnoticed.
pub fn outline(text: &str) -> Result<Outline, YamlError> {
    match quick::outline(text) {
        Some(outline) => Ok(outline),
        None => parsed(text),
    }
}

/// Whether `text` is one well-formed document: the error, where it is not.
pub fn check(text: &str) -> Option<YamlError> {
    outline(text).err()
}

/// What a scalar without quotes means to YAML 1.1.
pub fn meaning(text: &str) -> Value {
    plain(text)
}

/// Whether a scalar without quotes is a date or a time to YAML 1.1.
pub fn is_time(text: &str) -> bool {
    timestamp(text).is_some()
}

/// The same as [`outline()`] by the parser.
pub(super) fn parsed(text: &str) -> Result<Outline, YamlError> {
    let mut builder = Builder::default();
    // For each collection: whether it is a mapping, and whether a key is what comes next.
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

/// Puts an outline together, part by part.
#[derive(Default)]
pub(super) struct Builder {
    pub(super) outline: Outline,
    open: Vec<Open>,
    mappings: usize,
}

/// A collection whose end is still to come.
struct Open {
    /// Its number, for a mapping.
    mapping: usize,
    /// The key that a value in it is below.
    key: Option<usize>,
}

impl Builder {
    pub(super) fn begin(&mut self, is_mapping: bool) {
        let around = self.open.last().and_then(|open| open.key);
        self.outline.is_mapping |= is_mapping && self.open.is_empty();
        self.open.push(Open { mapping: self.mappings, key: around });
        self.mappings += usize::from(is_mapping);
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn key(&mut self, span: Span, is_plain: bool) {
        let Some(open) = self.open.last_mut() else { return };
        open.key = Some(self.outline.scalars.len());
        let place = Place::Key(open.mapping);
        self.outline.scalars.push(Scalar { span, is_plain, place });
    }

    pub(super) fn value(&mut self, span: Span, is_plain: bool) {
        let place = Place::Value(self.open.last().and_then(|open| open.key));
        self.outline.scalars.push(Scalar { span, is_plain, place });
    }

    /// The last scalar goes on to `end`.
    pub(super) fn go_on(&mut self, end: usize) {
        if let Some(last) = self.outline.scalars.last_mut() {
            last.span.end = end;
        }
    }
}
