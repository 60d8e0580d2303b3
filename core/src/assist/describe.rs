//! Describes definitions of the schema in words.

use crate::prose::{Prose, prose};
use crate::schema::{Schema, combined, count, kind};
use crate::text::shortened;
use crate::value::{Map, Value};
use crate::yaml::{self, Node};

/// A definition in words.
#[derive(Default)]
pub(super) struct Description {
    /// The type as a noun: `whole number`.
    pub(super) kind: String,
    /// The type with all its constraints, as a sentence.
    pub(super) facts: String,
    /// `title` and `description`.
    pub(super) help: Vec<Prose>,
    /// `default`, as YAML.
    pub(super) default: Option<String>,
}

/// The maximum number of options that are listed.
const MAX_OPTIONS: usize = 12;
/// The maximum length of a value, in characters.
const MAX_SHOWN: usize = 120;

/// Describes a definition.
pub(super) fn description(schema: &Schema, definition: &Node, is_required: bool) -> Description {
    let written = definition.value();
    let definition = combined(schema, &written);
    let text = |key: &str| definition.get(key).and_then(Value::as_str);
    let kind = noun(schema, &definition);
    let default = definition.get("default").map(shown);
    let mut facts = vec![limits(&definition, &kind)];
    match &default {
        Some(default) => facts.push(format!("default {default}")),
        None if is_required => facts.push("required".into()),
        None => facts.push("optional".into()),
    }
    let facts = facts.join("; ");
    let help = match (text("title"), text("description")) {
        (_, Some(help)) => prose(help),
        (Some(title), None) => prose(title),
        (None, None) => vec![],
    };
    Description { kind, facts: capitalized(&facts), help, default }
}

/// Formats a value on one line, shortened to `MAX_SHOWN` characters.
pub(super) fn shown(value: &Value) -> String {
    shortened(&yaml::flow(value), MAX_SHOWN).into_owned()
}

fn noun(schema: &Schema, definition: &Value) -> String {
    let own = |definition: &Value| match kind(definition) {
        Some("string") => "text",
        Some("integer") => "whole number",
        Some("number") => "number",
        Some("boolean") => "true or false",
        Some("array") => "list",
        Some("object") => "mapping",
        _ => "any value",
    };
    match (kind(definition), definition.get("items")) {
        (Some("array"), Some(items)) => {
            let items = combined(schema, items);
            match own(&items) {
                "any value" => "list".into(),
                noun => format!("list of {noun}"),
            }
        }
        _ => own(definition).into(),
    }
}

fn limits(definition: &Value, kind: &str) -> String {
    let mut words = vec![kind.to_owned()];
    let count = |key| count(definition, key).map(|count| count.to_string());
    let number = |key| definition.get(key).filter(|value| !matches!(value, Value::Bool(_)));
    let between = |least: Option<String>, most: Option<String>| match (least, most) {
        (Some(least), Some(most)) => Some(format!("{least} to {most}")),
        (Some(least), None) => Some(format!("{least} or more")),
        (None, Some(most)) => Some(format!("up to {most}")),
        (None, None) => None,
    };
    for (least, most, what) in [
        ("minLength", "maxLength", " characters"),
        ("minItems", "maxItems", " items"),
        ("minProperties", "maxProperties", " entries"),
    ] {
        words.extend(between(count(least), count(most)).map(|range| format!("{range}{what}")));
    }
    let bound = |key| number(key).map(yaml::flow);
    words.extend(between(bound("minimum"), bound("maximum")));
    words.extend(bound("multipleOf").map(|step| format!("a multiple of {step}")));
    if let Some(pattern) = definition.get("pattern").and_then(Value::as_str) {
        words.push(format!("matching {pattern}"));
    }
    if let Some(format) = definition.get("format").and_then(Value::as_str) {
        words.push(format!("as {format}"));
    }
    if let Some(Value::List(options)) = definition.get("enum") {
        let more = if options.len() > MAX_OPTIONS { ", …" } else { "" };
        let listed: Vec<_> = options.iter().take(MAX_OPTIONS).map(shown).collect();
        words.push(format!("one of {}{more}", listed.join(", ")));
    }
    if definition.get("nullable") == Some(&Value::Bool(true)) {
        words.push("or null".into());
    }
    words.join(", ")
}

/// Whether a definition requires this property.
pub(super) fn is_required(definition: &Node, name: &str) -> bool {
    let required = definition.get("required").map(Node::items).unwrap_or_default();
    required.iter().any(|item| item.text() == Some(name))
}

fn capitalized(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.map_or_else(String::new, |first| first + characters.as_str() + ".")
}

/// Formats the value at `path` of a context.
pub(super) fn value_at(names: &Map, path: &[&str]) -> Option<String> {
    let (first, rest) = path.split_first()?;
    let value = rest.iter().try_fold(names.get(first)?, |value, name| value.get(name))?;
    Some(shown(value))
}
