//! Validates values against a type.

use std::collections::HashSet;

use jsonschema::Draft;
use serde_json::{Map as JsonMap, Number, Value as Json};

use super::backtracking::{self, Backtracking, GivenUp, backtracks};
use super::cost::Cost;
use super::integer_format::{self, IntegerFormat};
use super::multiple::{self, Multiple};
use super::wording::problem;
use super::{Discriminator, Format, Schema, type_name};
use crate::diagnostic::Fix;
use crate::sort::CompactSort;
use crate::text::Edit;
use crate::value::{Key, Map, Value};
use crate::yaml::{self, Node};

/// Validates values against one type.
pub struct Validator {
    validator: jsonschema::Validator,
    cost: Cost,
}

/// Maximum number of types in a schema that is validated: each type is compared with all others.
const MAX_TYPES: usize = 2000;
/// Maximum number of problems reported for one value, as each takes time.
const MAX_PROBLEMS: usize = 500;

/// A problem of a value with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The path of the problem in the value.
    pub path: Vec<Key>,
    /// The name of the missing property, if that is the problem.
    pub missing: Option<String>,
    /// The names that the definition does not declare and does not allow, if that is the problem.
    pub undeclared: Vec<String>,
    /// The predicate of a sentence: `must be at least 3 characters long, and has 2`.
    pub message: String,
    /// The help: a hint about how to solve it, unless the message already shows it.
    pub help: Option<String>,
    /// The change of the value that solves it.
    pub correction: Option<Correction>,
    /// For `oneOf` and `anyOf`: the problems of the value with each alternative.
    pub kinds: Vec<Vec<Problem>>,
    /// Whether Proton might have accepted the value anyway: OpenAPI leaves it open whether a `format` is
    /// enforced.
    pub is_warning: bool,
}

/// A change of a value that makes it valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Correction {
    /// Add quotes, so that the value is text.
    Quote,
    /// Remove the quotes, so that the value is a number or a boolean.
    Unquote,
    /// Write the number in a notation that YAML reads as a number.
    Number(String),
    /// Replace the text by this one.
    Replace(String),
}

impl Correction {
    /// The change as a fix, where `node` is the YAML node of the value.
    pub fn fix(&self, node: &Node) -> Option<Fix> {
        let text = node.text().filter(|_| !node.alias && !node.anchored)?;
        let (title, text) = match self {
            Correction::Quote if text.contains(['"', '\\', '\n']) => {
                ("Put in quotes".into(), yaml::scalar(&text.into()))
            }
            Correction::Quote => ("Put in quotes".into(), format!("\"{text}\"")),
            Correction::Unquote => ("Remove the quotes".into(), text.to_owned()),
            Correction::Number(number) => (format!("Change to {number}"), number.clone()),
            Correction::Replace(other) => {
                (format!("Change to {other}"), yaml::scalar(&other.as_str().into()))
            }
        };
        let is_safe = match self {
            Correction::Replace(other) => other.to_lowercase() == node.text()?.to_lowercase(),
            Correction::Quote | Correction::Unquote => true,
            // `010` may be intended as ten or as eight.
            Correction::Number(_) => !text_is_octal(node),
        };
        Some(Fix { title, edits: vec![Edit { span: node.span, text }], is_safe })
    }
}

/// Whether the text is all digits with a leading zero, so that YAML may read it as octal.
fn text_is_octal(node: &Node) -> bool {
    let digits = node.text().map(|text| text.trim_start_matches(['-', '+'])).unwrap_or_default();
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

impl Validator {
    /// The validator of the type `name`; an error if the schema cannot be used for validation.
    pub(super) fn new(schema: &Schema, name: &str) -> Result<Self, String> {
        Self::build(schema, "allOf", Json::Array(vec![reference(name)]))
    }

    /// The validator of lists with one item for each of `definitions`, in this order.
    pub(super) fn of_each(schema: &Schema, definitions: &[&Value]) -> Result<Self, String> {
        let items = definitions.iter().map(|definition| draft4(schema, definition));
        Self::build(schema, "items", Json::Array(items.collect()))
    }

    /// The validator of a root schema that holds the types of `schema` and one keyword.
    fn build(schema: &Schema, keyword: &str, value: Json) -> Result<Self, String> {
        if schema.types.len() > MAX_TYPES {
            return Err(format!("there are more than {MAX_TYPES} types"));
        }
        let definitions: JsonMap<_, _> = schema
            .types
            .iter()
            .map(|(name, definition)| (name.to_owned(), draft4(schema, definition)))
            .collect();
        let mut root = JsonMap::new();
        root.insert("definitions".into(), Json::Object(definitions));
        root.insert(keyword.into(), value);
        // OpenAPI 3.0 derives from draft 4 or 5, in which `exclusiveMinimum` is a boolean too.
        let given_up = GivenUp::default();
        let validator = jsonschema::options()
            .with_draft(Draft::Draft4)
            .with_keyword(backtracking::KEYWORD, move |_, pattern, _| {
                Ok(Box::new(Backtracking::new(pattern, given_up.clone())?))
            })
            .with_keyword(multiple::KEYWORD, |_, step, _| Ok(Box::new(Multiple::new(step)?)))
            .with_keyword(integer_format::KEYWORD, |_, format, _| {
                Ok(Box::new(IntegerFormat::new(format)))
            })
            .should_validate_formats(true);
        let validator = Format::NAMES.iter().fold(validator, |options, &(name, format)| {
            options.with_format(name, move |text: &str| format.fits(text))
        });
        let root = Json::Object(root);
        let validator = validator.build(&root).map_err(|error| error.to_string())?;
        let names = schema.types.iter().map(|(name, _)| name);
        Ok(Self { validator, cost: Cost::of(root, names) })
    }

    /// Whether `pattern` is a regular expression that the validator supports.
    pub(super) fn takes_pattern(pattern: &str) -> bool {
        let schema = serde_json::json!({ "pattern": pattern });
        jsonschema::options().with_draft(Draft::Draft4).build(&schema).is_ok()
    }

    /// The problems of `value`, in the order of the value.
    pub fn problems(&self, value: &Value) -> Vec<Problem> {
        let json = json(value);
        if !self.cost.is_bearable(&json) {
            return vec![Problem::beyond()];
        }
        let errors = self.validator.iter_errors(&json).take(MAX_PROBLEMS);
        errors.map(|error| problem(&error, self.cost.root())).collect()
    }
}

impl Problem {
    /// The problem that the validation would take too long.
    fn beyond() -> Self {
        let help = "Reduce the number of definitions that refer to others several times (`allOf`, `anyOf`, `oneOf`).";
        Self {
            path: vec![],
            missing: None,
            undeclared: vec![],
            message: "cannot be checked: the definitions multiply too often".into(),
            help: Some(help.into()),
            correction: None,
            kinds: vec![],
            is_warning: false,
        }
    }

    /// The path in notation for messages: `name`, `list[0].name`; `whole` for the value itself.
    pub fn label(&self, whole: &str) -> String {
        let mut label = String::new();
        for key in &self.path {
            match key {
                Key::Name(name) if label.is_empty() => label.clone_from(name),
                Key::Name(name) => label = format!("{label}.{name}"),
                Key::Index(index) => label = format!("{label}[{index}]"),
            }
        }
        let label = if label.is_empty() { whole } else { &label };
        format!("`{label}`")
    }
}

/// Converts an OpenAPI 3.0 definition into one of JSON Schema draft 4. Invalid keywords are left out: they have been
/// reported, and the rest is still enforced.
fn draft4(all: &Schema, definition: &Value) -> Json {
    let Value::Map(map) = definition else { return Json::Object(JsonMap::new()) };
    if let Some(Value::String(target)) = map.get("$ref") {
        let name = type_name(target);
        let leads_on = all.types.get(name).is_some() && !all.circular.contains(name);
        return if leads_on { reference(name) } else { Json::Object(JsonMap::new()) };
    }
    let nullable = map.get("nullable") == Some(&Value::Bool(true));
    let mut schema = JsonMap::new();
    for (name, value) in map.iter() {
        let converted = match (name, value) {
            ("type", Value::String(kind)) => match kind.as_str() {
                "string" | "number" | "integer" | "boolean" | "object" | "array" => {
                    let kind = Json::String(kind.clone());
                    if nullable { Json::Array(vec![kind, "null".into()]) } else { kind }
                }
                _ => continue,
            },
            ("enum", Value::List(values)) if !values.is_empty() => {
                let mut values: Vec<Json> = values.iter().map(json).collect();
                let mut seen = HashSet::new();
                values.retain(|value| seen.insert(value.to_string()));
                Json::Array(values)
            }
            ("properties", Value::Map(properties)) => Json::Object(
                properties
                    .iter()
                    .map(|(name, value)| (name.to_owned(), draft4(all, value)))
                    .collect(),
            ),
            ("items" | "not" | "additionalProperties", Value::Map(_)) => draft4(all, value),
            ("anyOf" | "oneOf", Value::List(items)) if !items.is_empty() => {
                let tag = map.get("discriminator").map(Discriminator);
                Json::Array(items.iter().map(|item| tagged(all, item, tag.as_ref())).collect())
            }
            ("allOf", Value::List(items)) if !items.is_empty() => {
                Json::Array(items.iter().map(|item| draft4(all, item)).collect())
            }
            ("required", Value::List(names)) => {
                let mut names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
                names.compact_sort();
                names.dedup();
                if names.is_empty() {
                    continue;
                }
                names.into()
            }
            ("pattern", Value::String(pattern)) if all.wrong_patterns.contains(pattern) => continue,
            ("pattern", Value::String(pattern)) if backtracks(pattern) => {
                schema.insert(backtracking::KEYWORD.into(), pattern.as_str().into());
                continue;
            }
            ("multipleOf", _) if is_sound(name, value, map) => {
                schema.insert(multiple::KEYWORD.into(), json(value));
                continue;
            }
            ("format", Value::String(format)) if IntegerFormat::is_one(format) => {
                schema.insert(integer_format::KEYWORD.into(), format.as_str().into());
                continue;
            }
            _ if is_sound(name, value, map) => json(value),
            _ => continue,
        };
        schema.insert(name.to_owned(), converted);
    }
    Json::Object(schema)
}

/// Converts an alternative of `oneOf` or `anyOf`. With a `discriminator`, the property that it names is required to
/// select this alternative.
fn tagged(all: &Schema, item: &Value, tag: Option<&Discriminator>) -> Json {
    let kind = draft4(all, item);
    match tag.and_then(|tag| tag.entry(item)) {
        Some((name, value)) => serde_json::json!({
            "allOf": [kind, { "required": [name], "properties": { name: { "enum": [value] } } }]
        }),
        None => kind,
    }
}

/// Whether a keyword that applies to one type of value is enforced; invalid keywords are not.
pub(super) fn counts(schema: &Schema, name: &str, value: &Value, definition: &Map) -> bool {
    let is_wrong = |pattern: &str| schema.wrong_patterns.iter().any(|wrong| wrong == pattern);
    let is_left_out = name == "pattern" && value.as_str().is_some_and(is_wrong);
    !is_left_out && is_sound(name, value, definition)
}

/// Whether the value of a keyword that needs no conversion is valid in draft 4.
fn is_sound(name: &str, value: &Value, definition: &Map) -> bool {
    match (name, value) {
        ("multipleOf", Value::Float(step)) => *step > 0.0,
        ("multipleOf", Value::Int(step)) => *step > 0,
        (
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties",
            Value::Int(count),
        ) => *count >= 0,
        ("exclusiveMinimum", Value::Bool(_)) => definition.get("minimum").is_some(),
        ("exclusiveMaximum", Value::Bool(_)) => definition.get("maximum").is_some(),
        ("minimum" | "maximum", Value::Int(_) | Value::BigInt(_) | Value::Float(_))
        | ("uniqueItems" | "additionalProperties", Value::Bool(_))
        | ("pattern", Value::String(_)) => true,
        ("format", Value::String(format)) => Format::named(format).is_some(),
        _ => false,
    }
}

fn reference(name: &str) -> Json {
    serde_json::json!({ "$ref": pointer(name) })
}

/// The `$ref` that refers to the type `name`.
pub(super) fn pointer(name: &str) -> String {
    // A JSON Pointer within a URI fragment needs both kinds of escapes.
    let pointer = name.replace('~', "~0").replace('/', "~1");
    let mut escaped = String::new();
    for byte in pointer.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'~' => {
                escaped.push(char::from(byte));
            }
            _ => escaped.extend(format!("%{byte:02X}").chars()),
        }
    }
    format!("#/definitions/{escaped}")
}

/// Converts a value into JSON. Infinities and NaN become null, as JSON has no notation for them.
pub(crate) fn json(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(number) => Json::Number((*number).into()),
        Value::BigInt(digits) => match digits.parse::<u64>() {
            Ok(number) => Json::Number(number.into()),
            Err(_) => {
                digits.parse().ok().and_then(Number::from_f64).map_or(Json::Null, Json::Number)
            }
        },
        Value::Float(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Value::String(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(json).collect()),
        Value::Map(map) => {
            Json::Object(map.iter().map(|(name, value)| (name.to_owned(), json(value))).collect())
        }
    }
}
