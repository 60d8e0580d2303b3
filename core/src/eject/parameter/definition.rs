//! From a schema's definition to that of a parameter.

use super::super::pattern::allowed_pattern;
use super::value_text;
use crate::schema::{self, Schema, count, kind};
use crate::value::{Map, Value};

/// The most characters of a description. Source: CloudFormation's quotas.
const MAX_DESCRIPTION: usize = 4000;

/// The definition of the parameter for a value. Constraints that CloudFormation cannot express are added to `lost`.
pub(super) fn definition(
    schema: &Schema,
    declared: Option<&Value>,
    value: &Value,
    lost: &mut Vec<String>,
) -> Map {
    let none = Value::Null;
    let declared = declared.unwrap_or(&none);
    let of_type = match value {
        Value::List(_) => "CommaDelimitedList",
        Value::Int(_) | Value::BigInt(_) | Value::Float(_)
            if matches!(kind(declared), Some("integer" | "number")) =>
        {
            "Number"
        }
        _ => "String",
    };
    let mut definition = Map::from_iter([("Type".to_owned(), of_type.into())]);
    if let Some(description) = declared.get("description").and_then(Value::as_str) {
        definition.insert("Description", Value::String(shortened(description)));
    }
    if let Some(default) = declared.get("default") {
        match value_text(default).filter(|_| schema::accepts(schema, declared, default)) {
            Some(default) => definition.insert("Default", Value::String(default)),
            None => lost.push("default".into()),
        }
    }
    constrain(&mut definition, declared, value, lost);
    definition
}

/// Lets a parameter be empty. An empty parameter means that the input has no value.
pub(super) fn accept_empty(definition: &mut Map, lost: &mut Vec<String>) {
    definition.insert("Default", "".into());
    if definition.remove("MinLength").is_some() {
        lost.push("minLength".into());
    }
    if let Some(pattern) = definition.get("AllowedPattern").and_then(Value::as_str) {
        let pattern = format!("(?:{pattern})?");
        definition.insert("AllowedPattern", Value::String(pattern));
    }
}

fn constrain(definition: &mut Map, declared: &Value, value: &Value, lost: &mut Vec<String>) {
    let text = |text: String| Value::String(text);
    let allowed = match value {
        Value::Bool(_) => Some(vec![text("true".into()), text("false".into())]),
        Value::List(_) => None,
        _ => declared
            .get("enum")
            .and_then(Value::as_list)
            .map(|options| options.iter().filter_map(value_text).map(text).collect::<Vec<_>>()),
    };
    if let Some(allowed) = allowed {
        definition.insert("AllowedValues", Value::List(allowed));
    }
    let is_number = definition.get("Type") == Some(&"Number".into());
    let is_text = matches!(value, Value::String(_));
    for (key, name) in [("minLength", "MinLength"), ("maxLength", "MaxLength")] {
        if let Some(count) = count(declared, key).filter(|_| is_text) {
            definition.insert(name, Value::Int(i64::try_from(count).unwrap_or(i64::MAX)));
        }
    }
    if let Some(pattern) = declared.get("pattern").and_then(Value::as_str).filter(|_| is_text) {
        match allowed_pattern(pattern) {
            Some(pattern) => definition.insert("AllowedPattern", text(pattern)),
            None => lost.push("pattern".into()),
        }
    }
    for (key, exclusive, name, step) in [
        ("minimum", "exclusiveMinimum", "MinValue", 1),
        ("maximum", "exclusiveMaximum", "MaxValue", -1),
    ] {
        let Some(bound) = declared.get(key).filter(|_| is_number) else { continue };
        let is_exclusive = declared.get(exclusive) == Some(&Value::Bool(true));
        match (bound, is_exclusive) {
            (bound, false) => definition.insert(name, bound.clone()),
            (Value::Int(bound), true) if kind(declared) == Some("integer") => {
                definition.insert(name, Value::Int(bound.saturating_add(step)));
            }
            _ => lost.push(exclusive.into()),
        }
    }
    if is_number && kind(declared) == Some("integer") {
        lost.push("integer".into());
    }
    for key in
        ["multipleOf", "minItems", "maxItems", "uniqueItems", "oneOf", "anyOf", "allOf", "not"]
    {
        if declared.get(key).is_some() {
            lost.push(key.into());
        }
    }
    if matches!(value, Value::List(_)) && declared.get("items").is_some() {
        lost.push("items".into());
    }
}

/// A description that is not too long.
pub(super) fn shortened(text: &str) -> String {
    text.chars().take(MAX_DESCRIPTION).collect()
}
