//! The JSON schema with which a form asks for the value of a parameter.

use crate::schema::{Schema, kind};
use crate::value::{Map, Value};

/// The keywords of OpenAPI that mean the same in JSON Schema, and that CloudFormation's parameters do not contradict.
const SAME: [&str; 9] = [
    "title",
    "description",
    "enum",
    "pattern",
    "minLength",
    "maxLength",
    "multipleOf",
    "minItems",
    "maxItems",
];

/// The JSON schema of draft 7 for a value: that of the bundle's schema, or for a value that it does not declare, a text with the
/// description of the parameter. The default is left out if the parameter has none.
pub(super) fn form(schema: &Schema, declared: Option<&Value>, definition: &Map) -> Map {
    let Some(declared) = declared else {
        let mut form = Map::from_iter([("type".to_owned(), "string".into())]);
        if let Some(description) = definition.get("Description") {
            form.insert("description", description.clone());
        }
        return form;
    };
    let mut form = scalar(schema.resolve(declared), definition);
    let of_list = definition.get("Type") == Some(&"CommaDelimitedList".into());
    if of_list {
        form.insert("type", "array".into());
        let items = declared.get("items").map(|items| schema.resolve(items));
        let mut items = items.map(|items| scalar(items, &Map::default())).unwrap_or_default();
        // Commas separate the items of a parameter's value.
        if kind(&Value::Map(items.clone())) == Some("string") && items.get("pattern").is_none() {
            items.insert("pattern", "^[^,]*$".into());
        }
        form.insert("items", Value::Map(items));
    }
    let has_default = definition.get("Default").is_some_and(|default| *default != "".into());
    if let Some(default) = declared.get("default").filter(|_| has_default) {
        form.insert("default", default.clone());
    }
    form
}

/// The keywords of a value that is no list, or of a list without its items.
fn scalar(declared: &Value, definition: &Map) -> Map {
    let is_number = definition.get("Type") == Some(&"Number".into());
    let of_kind = match kind(declared) {
        Some(known @ ("string" | "integer" | "number" | "boolean")) => known,
        _ if is_number => "number",
        _ => "string",
    };
    let mut form = Map::from_iter([("type".to_owned(), of_kind.into())]);
    for key in SAME {
        if let Some(value) = declared.get(key) {
            form.insert(key, value.clone());
        }
    }
    for (key, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let Some(bound) = declared.get(key) else { continue };
        // In OpenAPI 3.0, `exclusiveMinimum` is a boolean beside `minimum`.
        let is_exclusive = declared.get(exclusive) == Some(&Value::Bool(true));
        form.insert(if is_exclusive { exclusive } else { key }, bound.clone());
    }
    form
}
