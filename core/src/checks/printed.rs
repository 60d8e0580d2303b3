//! The values that tags print unchanged.

use std::borrow::Cow;

use super::Subject;
use super::input::{declared, input};
use super::placement::Placement;
use crate::reading::Source;
use crate::render::references::{Read, Step, TagKind, Usage};
use crate::schema::{accepts, count};
use crate::value::Value;

/// The maximum number of tags that are examined, since finding the placement takes time and further tags rarely
/// reveal another kind of mistake.
const MAX_PRINTED: usize = 2000;

/// A tag that prints a single value of the context, possibly with filters.
pub(super) struct Printed<'s> {
    pub(super) source: &'s Source<'s>,
    pub(super) read: &'s Read,
    pub(super) place: Placement<'s>,
    /// The end of the expression, including filters.
    pub(super) end: usize,
}

impl<'s> Printed<'s> {
    /// All such tags of the templates.
    pub(super) fn all(subject: &'s Subject<'s>) -> Vec<Self> {
        let mut all = vec![];
        for source in subject.sources {
            let Some(references) = source.references() else { continue };
            for tag in references.tags.iter().filter(|tag| tag.kind == TagKind::Print) {
                let [read] = &references.reads[tag.reads.clone()] else { continue };
                if !read.is_exact || read.usage != Usage::Printed {
                    continue;
                }
                let Some(place) = Placement::of(source.text, tag.span) else { continue };
                if all.len() == MAX_PRINTED {
                    return all;
                }
                all.push(Self { source, read, place, end: tag.span.end });
            }
        }
        all
    }

    /// The definition of the input that it prints; `None` if the value is not an input.
    pub(super) fn definition<'d>(&self, subject: &'d Subject<'_>) -> Option<Cow<'d, Value>> {
        let input = input(self.source.part, &self.read.path)?;
        declared(subject.schema, input.role, input.steps).ok()?.definition
    }

    /// The filters that it applies, without those that keep the value.
    pub(super) fn filters(&self) -> impl Iterator<Item = &str> {
        let all = self.read.filters.iter().map(String::as_str);
        all.filter(|filter| !matches!(*filter, "default" | "d"))
    }

    /// The subject of a message about it.
    pub(super) fn label(&self) -> String {
        let name = self.read.path.iter().rev().find_map(Step::as_name).unwrap_or_default();
        match self.read.path.last() {
            Some(Step::Each) => format!("An item of `{name}`"),
            _ => format!("`{name}`"),
        }
    }

    /// The input's values in the sample, and its default.
    pub(super) fn values(&self, subject: &Subject<'_>) -> Vec<Value> {
        let Some(input) = input(self.source.part, &self.read.path) else { return vec![] };
        let given = subject.spec.iter().flat_map(|spec| &spec.inputs);
        let given = given.filter(|inputs| inputs.role == input.role).map(|inputs| &inputs.given);
        let defaults = Value::Map(subject.schema.defaults(input.role));
        let mut values = vec![];
        for all in given.chain([&defaults]) {
            collect(all, input.steps, &mut values);
        }
        values
    }
}

/// Whether the definition of a string accepts this text.
pub(super) fn takes(subject: &Subject<'_>, definition: &Value, text: &str) -> bool {
    // Without these keywords, only the length matters.
    if ["pattern", "enum", "format", "oneOf", "anyOf", "not"]
        .iter()
        .all(|key| definition.get(key).is_none())
    {
        let length = text.chars().count();
        return count(definition, "minLength").is_none_or(|least| length >= least)
            && count(definition, "maxLength").is_none_or(|most| length <= most);
    }
    accepts(subject.schema, definition, &text.into())
}

fn collect(value: &Value, steps: &[Step], values: &mut Vec<Value>) {
    match (steps, value) {
        ([], _) => values.push(value.clone()),
        ([Step::Name(name), rest @ ..], _) => {
            if let Some(value) = value.get(name) {
                collect(value, rest, values);
            }
        }
        ([Step::Each, rest @ ..], Value::List(items)) => {
            for item in items {
                collect(item, rest, values);
            }
        }
        ([Step::Each, rest @ ..], Value::Map(map)) => {
            for (_, item) in map.iter() {
                collect(item, rest, values);
            }
        }
        ([Step::Each, ..], _) => {}
    }
}
