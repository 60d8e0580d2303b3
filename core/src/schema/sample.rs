//! Values that a type accepts, made up.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::{Role, Schema, Validator};
use crate::form::number;
use crate::value::{Map, Value};

/// Made-up objects are not nested deeper.
const MAX_DEPTH: usize = 8;

/// The inputs of `role` that have to be given, with fitting values.
pub fn sample(schema: &Schema, role: Role) -> Map {
    match schema.definition(role).map(|definition| object(schema, definition, 0)) {
        Some(Value::Map(map)) => map,
        _ => Map::default(),
    }
}

/// An object with what is required and has no default.
fn object(schema: &Schema, definition: &Value, depth: usize) -> Value {
    let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
    let names = required.iter().filter_map(Value::as_str);
    let given = names.filter_map(|name| {
        let property = definition.get("properties").and_then(|properties| properties.get(name));
        let property = property.map(|property| schema.resolve(property));
        if depth == 0 && property.is_some_and(|property| property.get("default").is_some()) {
            return None;
        }
        Some((
            name.to_owned(),
            property.map_or_else(
                || "sample".into(),
                |property| value(schema, name, property, depth + 1),
            ),
        ))
    });
    Value::Map(given.collect())
}

fn value(schema: &Schema, name: &str, definition: &Value, depth: usize) -> Value {
    let definition = schema.resolve(definition);
    if let Some(given) = ["default", "example"].iter().find_map(|key| definition.get(key)) {
        return given.clone();
    }
    if let Some(first) = definition.get("enum").and_then(Value::as_list).and_then(<[Value]>::first)
    {
        return first.clone();
    }
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        if definition.get("type").is_none()
            && let Some([first, ..]) = definition.get(key).and_then(Value::as_list)
        {
            return value(schema, name, first, depth + 1);
        }
    }
    match definition.get("type").and_then(Value::as_str) {
        Some("boolean") => Value::Bool(true),
        Some("integer") => whole(definition),
        Some("number") => decimal(definition),
        Some("array") => {
            let least = definition.get("minItems").and_then(number).unwrap_or(0.0);
            let item = definition.get("items").unwrap_or(&Value::Null);
            // No form has a list of more than a few items to begin with.
            let count = (0..20).take_while(|&index| f64::from(index) < least);
            Value::List(count.map(|_| value(schema, name, item, depth + 1)).collect())
        }
        Some("object") => object(schema, definition, depth),
        _ => Value::String(text(name, definition)),
    }
}

#[expect(clippy::cast_possible_truncation, reason = "`as` keeps within the bounds of i64")]
fn whole(definition: &Value) -> Value {
    let number = match decimal(definition) {
        Value::Float(number) => number.ceil(),
        Value::Int(number) => return Value::Int(number),
        _ => 1.0,
    };
    Value::Int(number as i64)
}

/// The least number allowed, else 1, or the most where that is less.
fn decimal(definition: &Value) -> Value {
    let least = definition.get("minimum").and_then(number);
    let most = definition.get("maximum").and_then(number);
    let step = definition.get("multipleOf").and_then(number).filter(|step| *step > 0.0);
    let excluded = |key| definition.get(key) == Some(&Value::Bool(true));
    let unit = step.unwrap_or(1.0);
    let mut sample = least.unwrap_or(match most {
        Some(most) if most < 1.0 => most,
        _ => unit,
    });
    if let Some(step) = step {
        sample = (sample / step).ceil() * step;
    }
    if least.is_some_and(|least| excluded("exclusiveMinimum") && sample <= least) {
        let half = most.zip(least).map(|(most, least)| (most - least) / 2.0);
        sample += if step.is_some() { unit } else { half.unwrap_or(unit).min(unit) };
    }
    if least.is_none() && most.is_some_and(|most| excluded("exclusiveMaximum") && sample >= most) {
        sample -= unit;
    }
    if sample.fract() == 0.0 && sample.abs() < 1e15 {
        #[expect(clippy::cast_possible_truncation, reason = "it is whole and small")]
        return Value::Int(sample as i64);
    }
    Value::Float(sample)
}

/// A text of the right length that matches the pattern: one that suits the name if it does.
fn text(name: &str, definition: &Value) -> String {
    let length = |key| definition.get(key).and_then(count);
    let (least, most) = (length("minLength").unwrap_or(0), length("maxLength"));
    let fit = |text: &str| -> String {
        let missing = least.min(1000).saturating_sub(text.chars().count());
        let long = text.chars().chain("x".repeat(missing).chars().collect::<Vec<_>>());
        long.take(most.unwrap_or(usize::MAX)).collect()
    };
    let first = fit(&crate::outputs::made_up(name));
    let Some(pattern) = definition.get("pattern").and_then(Value::as_str) else { return first };
    let types = Map::from_iter([("T".to_owned(), definition.clone())]);
    let Ok(validator) = Validator::new(&Schema { types, inputs: vec![] }, "T") else {
        return first;
    };
    let candidates =
        [first.clone(), fit("sample"), fit("Sample"), fit("SAMPLE"), fit("10.0.0.0/16"), fit("1")];
    let candidates =
        candidates.into_iter().chain((0..40).filter_map(|more| matching(pattern, more)));
    candidates
        .into_iter()
        .find(|candidate| validator.problems(&Value::String(candidate.clone())).is_empty())
        .unwrap_or(first)
}

fn count(value: &Value) -> Option<usize> {
    match value {
        Value::Int(count) => usize::try_from(*count).ok(),
        _ => None,
    }
}

/// A text that `pattern` matches, in which everything that may repeat does so `more` times.
fn matching(pattern: &str, more: u32) -> Option<String> {
    let hir = regex_syntax::Parser::new().parse(pattern).ok()?;
    let mut text = String::new();
    write(&hir, more, &mut text);
    Some(text)
}

fn write(hir: &Hir, more: u32, text: &mut String) {
    if text.len() > 1000 {
        return;
    }
    match hir.kind() {
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.extend(character(class)),
        HirKind::Repetition(repetition) => {
            let count = more.max(repetition.min).min(repetition.max.unwrap_or(u32::MAX)).min(1000);
            for _ in 0..count {
                write(&repetition.sub, more, text);
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, more, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(part, more, text)),
        HirKind::Alternation(parts) => {
            parts.iter().take(1).for_each(|part| write(part, more, text));
        }
        HirKind::Empty | HirKind::Look(_) => {}
    }
}

/// The first friendly character of a class, else its first.
fn character(class: &Class) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.iter().map(|range| (char::from(range.start()), char::from(range.end()))).collect()
        }
    };
    "a1Ax-_/. "
        .chars()
        .find(|c| ranges.iter().any(|(start, end)| (start..=end).contains(&c)))
        .or(ranges.first().map(|(start, _)| *start))
}
