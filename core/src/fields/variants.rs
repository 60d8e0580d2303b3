//! Values with several alternatives: `oneOf`, `anyOf`, with `discriminator`.

use super::{Around, Filler};
use crate::form::{Control, Variant};
use crate::schema::{Discriminator, Problem, blank, both, combined, is_of_kind, kind, type_name};
use crate::value::{Key, Map, Value};

/// The keywords that apply to the choice as a whole, and not to each alternative.
const AROUND: [&str; 9] = [
    "oneOf",
    "anyOf",
    "discriminator",
    "title",
    "description",
    "default",
    "nullable",
    "example",
    "deprecated",
];

/// Maximum number of alternatives to choose from; with more, the value is edited as YAML.
const MAX_KINDS: usize = 200;

impl Filler<'_> {
    /// The choice between the alternatives of a definition. None if there are no alternatives, or if they only differ
    /// in bounds.
    pub(super) fn variants(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        around: &Around,
    ) -> Option<Control> {
        let kinds = ["oneOf", "anyOf"].iter().find_map(|key| definition.get(key)?.as_list())?;
        if kinds.len() > MAX_KINDS {
            return None;
        }
        let says_more = |kind: &Value| {
            let kind = combined(self.schema, kind);
            ["type", "properties", "items", "enum", "additionalProperties", "oneOf", "anyOf"]
                .iter()
                .any(|key| kind.get(key).is_some())
        };
        if !kinds.iter().any(says_more) {
            return None;
        }
        let base: Map =
            definition.as_map().into_iter().flat_map(Map::iter).filter_map(own).collect();
        let definitions: Vec<Value> = kinds
            .iter()
            .map(|kind| match combined(self.schema, kind).as_map() {
                Some(kind) => Value::Map(both(base.clone(), kind)),
                None => Value::Map(base.clone()),
            })
            .collect();
        let tag = definition.get("discriminator").map(Discriminator);
        let current = value.or(around.default);
        let likeness: Vec<i32> = kinds
            .iter()
            .zip(&definitions)
            .map(|(one, merged)| {
                let is_named =
                    tag.as_ref().zip(current).is_some_and(|(tag, value)| tag.names(value, one));
                likeness(merged, current) + if is_named { 1000 } else { 0 }
            })
            .collect();
        // The first of equally likely alternatives.
        let selected = (0..kinds.len()).rev().max_by_key(|&at| likeness[at])?;
        let options = kinds.iter().zip(&definitions).enumerate().map(|(at, (one, merged))| {
            let fits = likeness[at] == likeness[selected];
            let wrong = inside(around.problems, path, at);
            let mut types = around.types.to_vec();
            // An alternative that is not selected and contains itself stays closed.
            self.names(one, &mut types);
            let inner = Around {
                types: &types,
                problems: if wrong.is_empty() { around.problems } else { &wrong },
                ..*around
            };
            let mut field = self.field(merged, path, value.filter(|_| fits), &inner);
            field.label = label(one, merged, tag.as_ref(), at);
            let mut begin = blank(self.schema, merged);
            if let (Value::Map(begin), Some(Value::Map(old))) = (&mut begin, current) {
                for (name, value) in old.iter() {
                    let declared = merged.get("properties").and_then(|all| all.get(name));
                    if declared.is_some_and(|declaration| {
                        is_of_kind(&combined(self.schema, declaration), value)
                    }) {
                        begin.insert(name, value.clone());
                    }
                }
                if let Some((name, value)) = tag.as_ref().and_then(|tag| tag.entry(one)) {
                    begin.insert(name, value.into());
                }
            }
            Variant { label: field.label.clone(), blank: begin, likeness: likeness[at], field }
        });
        Some(Control::Variants { options: options.collect(), selected })
    }
}

fn own((name, value): (&str, &Value)) -> Option<(String, Value)> {
    (!AROUND.contains(&name)).then(|| (name.to_owned(), value.clone()))
}

/// The problems that the value at `path` has with the alternative `at`.
fn inside(problems: &[Problem], path: &[Key], at: usize) -> Vec<Problem> {
    let kinds = problems.iter().filter(|problem| problem.path == path);
    kinds.filter_map(|problem| problem.kinds.get(at)).flatten().cloned().collect()
}

fn label(one: &Value, merged: &Value, tag: Option<&Discriminator>, at: usize) -> String {
    let title = merged.get("title").and_then(Value::as_str).map(str::to_owned);
    let tag = || tag.and_then(|tag| Some(tag.entry(one)?.1.to_owned()));
    let name = || Some(type_name(one.get("$ref")?.as_str()?).to_owned());
    let noun = || {
        let noun = match kind(merged)? {
            "string" => "Text",
            "number" => "Number",
            "integer" => "Whole number",
            "boolean" => "True or false",
            "array" => "List",
            _ => return None,
        };
        Some(noun.to_owned())
    };
    // An object without a title or a type name is labeled by its required properties.
    let required = || {
        let names: Vec<_> =
            merged.get("required")?.as_list()?.iter().filter_map(Value::as_str).collect();
        (!names.is_empty()).then(|| format!("With {}", names.join(", ")))
    };
    title
        .or_else(tag)
        .or_else(name)
        .or_else(noun)
        .or_else(required)
        .unwrap_or_else(|| format!("Kind {}", at + 1))
}

/// The similarity of a value to a definition. A value that is being typed may match no alternative.
fn likeness(definition: &Value, value: Option<&Value>) -> i32 {
    let Some(value) = value else { return 0 };
    if !is_of_kind(definition, value) {
        return 0;
    }
    let options = definition.get("enum").and_then(Value::as_list);
    let mut likeness = 10;
    if let Some(options) = options {
        likeness += if options.contains(value) { 5 } else { -5 };
    }
    let Value::Map(map) = value else { return likeness };
    let properties = definition.get("properties");
    for (name, value) in map.iter() {
        likeness += match properties.and_then(|properties| properties.get(name)) {
            Some(property) => match property.get("enum").and_then(Value::as_list) {
                Some(options) if options.contains(value) => 5,
                Some(_) => -5,
                None if is_of_kind(property, value) => 2,
                None => 1,
            },
            None if definition.get("additionalProperties") == Some(&Value::Bool(false)) => -3,
            None => -1,
        };
    }
    let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
    let missing = required.iter().filter_map(Value::as_str).filter(|name| map.get(name).is_none());
    likeness - 4 * i32::try_from(missing.count()).unwrap_or(i32::MAX / 8)
}
