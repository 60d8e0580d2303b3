//! Sets of types of values, as bits.

use crate::value::{Map, Value};

pub(super) const NULL: u8 = 1;
pub(super) const BOOLEAN: u8 = 2;
pub(super) const INTEGER: u8 = 4;
/// Numbers that are not integers.
pub(super) const FRACTION: u8 = 8;
pub(super) const STRING: u8 = 16;
pub(super) const LIST: u8 = 32;
pub(super) const MAP: u8 = 64;
pub(super) const NUMBER: u8 = INTEGER | FRACTION;
pub(super) const ALL: u8 = 127;

/// The types that a definition accepts, by its `type` and its `enum`.
pub(super) fn kinds_of(definition: &Map) -> u8 {
    by_type(definition) & by_options(definition)
}

fn by_type(definition: &Map) -> u8 {
    let kinds = match definition.get("type").and_then(Value::as_str) {
        Some("string") => STRING,
        Some("number") => NUMBER,
        Some("integer") => INTEGER,
        Some("boolean") => BOOLEAN,
        Some("array") => LIST,
        Some("object") => MAP,
        // Any other `type` has no effect.
        _ => return ALL,
    };
    let is_nullable = definition.get("nullable") == Some(&Value::Bool(true));
    if is_nullable { kinds | NULL } else { kinds }
}

fn by_options(definition: &Map) -> u8 {
    match definition.get("enum").and_then(Value::as_list) {
        Some(options) if !options.is_empty() => {
            options.iter().fold(0, |kinds, option| kinds | kind_of(option))
        }
        _ => ALL,
    }
}

/// The types of a value: a float without a fractional part has both number types.
pub(super) fn kind_of(value: &Value) -> u8 {
    match value {
        Value::Null => NULL,
        Value::Bool(_) => BOOLEAN,
        Value::Int(_) | Value::BigInt(_) => INTEGER,
        Value::Float(number) if number.fract() == 0.0 => NUMBER,
        // Numbers that JSON has no notation for become null.
        Value::Float(number) if !number.is_finite() => NULL,
        Value::Float(_) => FRACTION,
        Value::String(_) => STRING,
        Value::List(_) => LIST,
        Value::Map(_) => MAP,
    }
}

/// The names of the types for a message: `string or null`.
pub(super) fn kind_names(kinds: u8) -> String {
    let names = [
        (STRING, "string"),
        (FRACTION, "number"),
        (INTEGER, "integer"),
        (BOOLEAN, "boolean"),
        (LIST, "array"),
        (MAP, "object"),
        (NULL, "null"),
    ];
    if kinds == ALL {
        return "any".to_owned();
    }
    let is_named = |kind: u8| kinds & kind != 0 && !(kind == INTEGER && kinds & FRACTION != 0);
    let names: Vec<_> =
        names.iter().filter(|(kind, _)| is_named(*kind)).map(|(_, name)| *name).collect();
    if names.is_empty() { "none".to_owned() } else { names.join(" or ") }
}
