//! Checks the types of a schema for errors and keywords that OpenAPI 3.0 rejects or ignores.

mod rules;

use super::number::meant;
use super::{Correction, Schema, type_name};
use crate::diagnostic::{Findings, Fix, codes};
use crate::nearest::nearest;
use crate::text::{Span, visible};
use crate::value::Value;
use crate::yaml::{Entry, Node, NodeKind};

/// Maximum length of a property name in characters.
const MAX_NAME: usize = 100;
/// Maximum nesting depth of the definitions that are checked.
const MAX_DEPTH: usize = 20;

/// Reports problems of the definitions under `types`. Returns the patterns in them with their spans; they are compiled
/// later, and only if validation needs it.
pub fn definitions(
    types: &Node,
    schema: &Schema,
    text: &str,
    found: &mut Findings,
) -> Vec<(String, Span)> {
    let mut walk = Walk { schema, text, found, patterns: vec![] };
    for entry in types.entries().iter().filter(|entry| !entry.is_merge()) {
        walk.definition(&entry.value, entry.key.span, 0);
        if schema.circular.contains(entry.name()) {
            let message =
                format!("`{}` is defined only by itself, so it accepts any value.", entry.name());
            walk.found.report(entry.key.span, codes::CIRCULAR_REFERENCE, message).help =
                Some("Write a definition, or let a property or the items refer back to it.".into());
        }
    }
    walk.patterns
}

/// The kind of value that a keyword takes.
#[derive(Clone, Copy, PartialEq)]
pub enum Takes {
    Text,
    Number,
    Count,
    Flag,
    Names,
    Values,
    Definition,
    Definitions,
    Properties,
    Anything,
}

/// The keywords of a Schema Object: OpenAPI 3.0.3, section 4.7.24.
pub const KEYWORDS: [(&str, Takes); 35] = [
    ("type", Takes::Text),
    ("properties", Takes::Properties),
    ("required", Takes::Names),
    ("items", Takes::Definition),
    ("title", Takes::Text),
    ("description", Takes::Text),
    ("default", Takes::Anything),
    ("enum", Takes::Values),
    ("minLength", Takes::Count),
    ("maxLength", Takes::Count),
    ("pattern", Takes::Text),
    ("format", Takes::Text),
    ("minimum", Takes::Number),
    ("maximum", Takes::Number),
    ("exclusiveMinimum", Takes::Flag),
    ("exclusiveMaximum", Takes::Flag),
    ("multipleOf", Takes::Number),
    ("minItems", Takes::Count),
    ("maxItems", Takes::Count),
    ("uniqueItems", Takes::Flag),
    ("minProperties", Takes::Count),
    ("maxProperties", Takes::Count),
    ("additionalProperties", Takes::Anything),
    ("nullable", Takes::Flag),
    ("allOf", Takes::Definitions),
    ("anyOf", Takes::Definitions),
    ("oneOf", Takes::Definitions),
    ("not", Takes::Definition),
    ("example", Takes::Anything),
    ("deprecated", Takes::Flag),
    ("readOnly", Takes::Flag),
    ("writeOnly", Takes::Flag),
    ("discriminator", Takes::Anything),
    ("externalDocs", Takes::Anything),
    ("xml", Takes::Anything),
];

/// The types of values, each with names that authors often write for it.
pub const TYPES: [(&str, &[&str]); 6] = [
    ("string", &["str", "text"]),
    ("number", &["float", "double"]),
    ("integer", &["int", "long"]),
    ("boolean", &["bool"]),
    ("object", &["dict", "map"]),
    ("array", &["list"]),
];

struct Walk<'w> {
    schema: &'w Schema,
    /// The text of the file.
    text: &'w str,
    found: &'w mut Findings,
    patterns: Vec<(String, Span)>,
}

impl Walk<'_> {
    /// Checks a definition; `place` is the span for problems of the definition as a whole.
    fn definition(&mut self, node: &Node, place: Span, depth: usize) {
        if depth > MAX_DEPTH || node.alias || self.found.is_full() {
            return;
        }
        if !matches!(node.kind, NodeKind::Mapping { .. }) {
            self.found.report(
                place,
                codes::INVALID_DEFINITION,
                "A definition must be a mapping, such as `type: string`.",
            );
            return;
        }
        if let Some(reference) = node.entry("$ref") {
            self.reference(reference);
            self.beside_reference(node);
            return;
        }
        for entry in node.entries() {
            if self.found.is_full() {
                return;
            }
            // Keywords that come from a merge key are checked where they are written.
            if !entry.is_merge() {
                self.keyword(node, entry, depth);
            }
        }
        self.rules(node, place);
    }

    /// Checks the keyword `entry` of the definition `node`.
    fn keyword(&mut self, node: &Node, entry: &Entry, depth: usize) {
        let name = entry.name();
        let Some(&(_, takes)) = KEYWORDS.iter().find(|(keyword, _)| *keyword == name) else {
            if !name.starts_with("x-") {
                self.unknown_keyword(node, entry);
            }
            return;
        };
        let value = &entry.value;
        let fits = match takes {
            Takes::Anything => true,
            Takes::Text => value.text().is_some() && !value.is_null(),
            Takes::Number => {
                matches!(value.value(), Value::Int(_) | Value::BigInt(_) | Value::Float(_))
            }
            Takes::Count => matches!(value.value(), Value::Int(0..)),
            Takes::Flag => matches!(value.value(), Value::Bool(_)),
            Takes::Names | Takes::Values | Takes::Definitions => {
                matches!(value.kind, NodeKind::Sequence { .. })
            }
            Takes::Definition | Takes::Properties => matches!(value.kind, NodeKind::Mapping { .. }),
        };
        if !fits {
            self.wrong_kind(entry, takes);
            return;
        }
        match takes {
            Takes::Definition => self.definition(value, entry.key.span, depth + 1),
            Takes::Definitions => {
                value
                    .items()
                    .iter()
                    .for_each(|item| self.definition(item, entry.key.span, depth + 1));
            }
            Takes::Properties => self.properties(value, depth),
            Takes::Text if name == "type" => self.type_of(value),
            Takes::Text if name == "pattern" => {
                self.patterns.push((value.text().unwrap_or("").to_owned(), value.span));
            }
            Takes::Anything if name == "additionalProperties" && !value.entries().is_empty() => {
                self.definition(value, entry.key.span, depth + 1);
            }
            _ => {}
        }
    }

    fn properties(&mut self, properties: &Node, depth: usize) {
        for property in properties.entries() {
            if property.is_merge() {
                if !property.value.alias {
                    self.properties(&property.value, depth);
                }
                continue;
            }
            let length = property.name().chars().count();
            if length > MAX_NAME {
                self.found
                    .report(
                        property.key.span,
                        codes::NAME_TOO_LONG,
                        format!(
                            "The name has {length} characters; Proton accepted at most {MAX_NAME}."
                        ),
                    )
                    .help = Some("Shorten it.".into());
            }
            self.definition(&property.value, property.key.span, depth + 1);
        }
    }

    fn reference(&mut self, entry: &Entry) {
        let target = entry.value.text().unwrap_or("");
        if self.schema.types.get(type_name(target)).is_some() {
            return;
        }
        let names = self.schema.types.iter().map(|(name, _)| name);
        let near = nearest(type_name(target), names);
        let found = self.found.report(
            entry.value.span,
            codes::UNKNOWN_REFERENCE,
            format!("`$ref` refers to {target}, which doesn't exist."),
        );
        found.help = Some(match near {
            Some(near) => format!("Did you mean `#/{near}`?"),
            None => "Write `#/` and the name of a type under `types`.".into(),
        });
        let span = entry.value.span;
        found.fix = near.map(|near| Fix {
            is_safe: Fix::rename(span, type_name(target), near).is_safe,
            ..Fix::rename(span, target, &format!("\"#/{near}\""))
        });
    }

    fn unknown_keyword(&mut self, node: &Node, entry: &Entry) {
        let name = entry.name();
        let keywords = KEYWORDS.iter().map(|(keyword, _)| *keyword).chain(["$ref"]);
        // A keyword that the definition already has is unlikely to be intended.
        let near = nearest(name, keywords.filter(|keyword| node.entry(keyword).is_none()));
        let message =
            format!("`{}` isn't a keyword of OpenAPI 3.0, so it has no effect.", visible(name));
        let found = self.found.report(entry.key.span, codes::UNKNOWN_KEYWORD, message);
        found.help = Some(match (near, name) {
            (Some(near), _) => format!("Did you mean `{near}`?"),
            (None, "const") => "Use `enum` with one value.".into(),
            (None, "examples") => "Use `example`.".into(),
            _ => "Remove it, or begin its name with `x-`.".into(),
        });
        found.fix = near.map(|near| Fix::rename(entry.key.span, name, near));
        if let Some(near) = near {
            self.found.resembles(node.span, name, near);
        }
    }

    fn wrong_kind(&mut self, entry: &Entry, takes: Takes) {
        let name = entry.name();
        let what = match takes {
            Takes::Text => "a text",
            Takes::Number => "a number",
            Takes::Count => "a whole number, 0 or more",
            Takes::Flag => "true or false",
            Takes::Names => "a list of names",
            Takes::Values => "a list of values",
            Takes::Definition => "a mapping such as `type: string`",
            Takes::Definitions => "a list of definitions",
            Takes::Properties => "a mapping from names to definitions",
            Takes::Anything => "something else",
        };
        let help = match (name, takes) {
            ("type", _) => {
                "OpenAPI 3.0 allows one type; for null besides it, add `nullable: true`."
            }
            ("required", _) => {
                "List the required names in the object that has the `properties`: `required: [name]`."
            }
            ("exclusiveMinimum", _) => {
                "In OpenAPI 3.0 it says whether `minimum` itself is excluded: `exclusiveMinimum: true`."
            }
            ("exclusiveMaximum", _) => {
                "In OpenAPI 3.0 it says whether `maximum` itself is excluded: `exclusiveMaximum: true`."
            }
            (_, Takes::Number | Takes::Count | Takes::Flag) => "Write the value without quotes.",
            _ => "Compare it with OpenAPI 3.0's Schema Object.",
        };
        let span = if entry.value.text().is_some_and(|text| !text.is_empty()) {
            entry.value.span
        } else {
            entry.key.span
        };
        let value = entry.value.value();
        let correction = value.as_str().and_then(|text| match takes {
            Takes::Number => meant(text, false),
            Takes::Count => meant(text, true).filter(|_| !text.starts_with('-')),
            Takes::Flag => {
                matches!(text, "true" | "false").then_some((Correction::Unquote, help.into()))
            }
            _ => None,
        });
        let fix = correction.as_ref().and_then(|(correction, _)| correction.fix(&entry.value));
        let help = correction.map_or_else(|| help.to_owned(), |(_, help)| help);
        let found =
            self.found.report(span, codes::INVALID_KEYWORD, format!("`{name}` must be {what}."));
        found.help = Some(help);
        found.fix = fix;
    }

    fn type_of(&mut self, value: &Node) {
        let given = value.text().unwrap_or("");
        if TYPES.iter().any(|(known, _)| *known == given) {
            return;
        }
        let names = TYPES.iter().map(|(known, _)| *known);
        let meant =
            TYPES.iter().find(|(_, others)| others.contains(&given)).map(|(known, _)| *known);
        let near = meant.or_else(|| nearest(given, names));
        let found = self.found.report(
            value.span,
            codes::UNKNOWN_TYPE,
            format!("There is no type `{given}` in OpenAPI 3.0."),
        );
        found.help = Some(match near {
            Some(near) => format!("Did you mean `{near}`?"),
            None => "The types are string, number, integer, boolean, object and array.".into(),
        });
        found.fix = near.map(|near| Fix {
            is_safe: meant.is_some() || near.eq_ignore_ascii_case(given),
            ..Fix::rename(value.span, given, near)
        });
    }
}
