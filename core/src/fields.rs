//! Builds the fields of a form from a type.

mod messages;
mod variants;

use std::cell::Cell;
use std::collections::HashSet;

use crate::form::{Control, Entries, Field, Inherited};
use crate::prose::prose;
use crate::schema::{Format, Problem, Role, Schema, blank, combined, count, kind, type_name};
use crate::value::{Key, Map, Value, number};
use crate::yaml;

/// Maximum nesting depth of fields; deeper values are edited as YAML.
const MAX_DEPTH: usize = 24;
/// Maximum number of fields of a form; the rest is edited as YAML, as definitions that refer to each other can ask for
/// any number.
const MAX_FIELDS: usize = 2000;
/// Number of bytes of a value that count as one field: each field below a default holds a copy of the default.
const BYTES_PER_FIELD: usize = 4096;
/// Length from which a text gets an input of several lines.
const LONG_TEXT: usize = 200;

/// The fields of the inputs of `role`, whose path in their file is `prefix`. `given` is the current value, and
/// `problems` are the problems of that value.
pub fn fields(
    schema: &Schema,
    role: Role,
    prefix: &[Key],
    given: Option<&Value>,
    problems: &[Problem],
) -> Vec<Field> {
    let Some(definition) = schema.definition(role) else { return vec![] };
    let filler = Filler { schema, prefix, left: Cell::new(MAX_FIELDS) };
    let around = Around { types: &[], default: None, inherited: None, problems, depth: 0 };
    let field = filler.field(definition, &[], given, &around);
    match field.control {
        Control::Group { mut fields, entries } => {
            fields.extend(entries.into_iter().flat_map(|entries| entries.fields));
            fields
        }
        _ => vec![],
    }
}

/// A field of plain text that no schema describes.
pub fn text(
    path: Vec<Key>,
    label: impl Into<String>,
    help: Option<&str>,
    value: Option<&Value>,
    default: Option<&str>,
) -> Field {
    let mut field = Field::new(path, label, Control::LINE);
    field.help = help.map(prose).unwrap_or_default();
    field.value = value.cloned();
    field.default = default.map(Value::from);
    field
}

struct Filler<'f> {
    schema: &'f Schema,
    prefix: &'f [Key],
    /// The number of fields that may still be created.
    left: Cell<usize>,
}

/// The properties that a field takes from its parent.
#[derive(Clone, Copy)]
struct Around<'a> {
    /// The names of the types that contain the field, outermost first.
    types: &'a [&'a str],
    /// The value of the field in a default of a parent.
    default: Option<&'a Value>,
    /// The default of the parent.
    inherited: Option<&'a Inherited>,
    /// The problems to show beside the fields.
    problems: &'a [Problem],
    depth: usize,
}

impl Filler<'_> {
    /// The field of the value at `path`, which is relative to the prefix.
    fn field(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        around: &Around,
    ) -> Field {
        let mut types = around.types.to_vec();
        let holds_itself = self.names(definition, &mut types);
        let definition = combined(self.schema, definition);
        let say = |key| definition.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let is = |key| definition.get(key) == Some(&Value::Bool(true));
        // Proton filled in the defaults of the inputs themselves. See `Schema::defaults`.
        let (declared, is_input) = (definition.get("default"), path.len() == 1);
        let default = around.default.or(declared.filter(|_| is_input)).cloned();
        let is_unfilled = default.is_none() && value.is_none();
        let unfilled = declared.filter(|_| is_unfilled).cloned();
        let whole_path = [self.prefix, path].concat();
        let is_default = value.is_none() && default.is_some();
        let own = default.as_ref().filter(|_| is_default && around.inherited.is_none());
        let own = own.map(|value| Inherited { path: whole_path.clone(), value: value.clone() });
        let inner = Around {
            types: &types,
            default: default.as_ref().filter(|_| is_default),
            inherited: around.inherited.filter(|_| is_default).or(own.as_ref()),
            problems: around.problems,
            depth: around.depth + 1,
        };
        let left = self.left.get();
        // Each field holds its value, its default, and the default of a parent.
        let given = [value, default.as_ref(), around.inherited.map(|inherited| &inherited.value)];
        let weight: usize = given.into_iter().flatten().map(|value| weight(value, left)).sum();
        self.left.set(left.saturating_sub(1 + weight));
        let is_there = value.or(default.as_ref()).is_some_and(|value| *value != Value::Null);
        let control = if left == 0 || around.depth > MAX_DEPTH {
            Control::Yaml { text: yaml_text(value) }
        } else if holds_itself && !is_there {
            Control::Absent { blank: blank(self.schema, &definition) }
        } else {
            self.control(&definition, path, value, &inner)
        };
        let mut field = Field::new(whole_path, say("title").unwrap_or(""), control);
        let whole = matches!(field.control, Control::Yaml { .. } | Control::Absent { .. });
        field.messages = messages::at(around.problems, path, whole, &field.control);
        field.help = say("description").map(prose).unwrap_or_default();
        field.deprecated = is("deprecated");
        field.read_only = is("readOnly");
        field.nullable = is("nullable");
        field.example = definition.get("example").cloned();
        field.value = value.cloned();
        field.default = default;
        field.unfilled = unfilled;
        field.inherited = around.inherited.cloned().map(Box::new);
        field
    }

    /// Whether there may be a field for each item of a list.
    fn has_room_for(&self, list: Option<&Value>) -> bool {
        list.and_then(Value::as_list).is_none_or(|items| items.len() <= self.left.get())
    }

    /// Adds the types that a definition refers to, and returns whether one of them was already in the list.
    fn names<'a>(&'a self, definition: &'a Value, types: &mut Vec<&'a str>) -> bool {
        let mut at = definition;
        while let Some(Value::String(target)) = at.get("$ref") {
            let name = type_name(target);
            if types.contains(&name) {
                return true;
            }
            let Some(next) = self.schema.types.get(name) else { break };
            types.push(name);
            at = next;
        }
        false
    }

    fn control(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        around: &Around,
    ) -> Control {
        if let Some(choices) = definition.get("enum").and_then(Value::as_list)
            && !choices.is_empty()
        {
            return Control::Choice(choices.to_vec());
        }
        if let Some(variants) = self.variants(definition, path, value, around) {
            return variants;
        }
        let bound = |key| definition.get(key).and_then(number);
        match kind(definition) {
            Some("string") => text_control(definition, value.or(around.default)),
            Some(kind @ ("number" | "integer")) => Control::Number {
                integer: kind == "integer",
                minimum: bound("minimum"),
                maximum: bound("maximum"),
                step: bound("multipleOf").filter(|step| *step > 0.0),
            },
            Some("boolean") => Control::Toggle,
            Some("object") if fits(value, |value| value.as_map().is_some()) => {
                self.group(definition, path, value, around)
            }
            Some("array")
                if fits(value, |value| value.as_list().is_some())
                    && self.has_room_for(value.or(around.default)) =>
            {
                self.list(definition, path, value, around)
            }
            _ => Control::Yaml { text: yaml_text(value) },
        }
    }

    fn group(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        around: &Around,
    ) -> Control {
        let properties = definition.get("properties").and_then(Value::as_map);
        let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
        let required: HashSet<&str> = required.iter().filter_map(Value::as_str).collect();
        let part = |name: &str, definition: &Value| {
            let around =
                Around { default: around.default.and_then(|all| all.get(name)), ..*around };
            let path = [path, &[Key::from(name)]].concat();
            let value = value.and_then(|value| value.get(name));
            self.field(definition, &path, value, &around)
        };
        let room = |_: &(&str, &Value)| self.left.get() > 0;
        let properties_shown = properties.into_iter().flat_map(Map::iter).take_while(room);
        let fields = properties_shown.map(|(name, property)| {
            let mut field = part(name, property);
            field.required = required.contains(name) && field.default.is_none();
            if field.label.is_empty() {
                name.clone_into(&mut field.label);
            }
            field
        });
        let fields: Vec<Field> = fields.collect();
        let anything = Value::Map(Map::default());
        let open = match definition.get("additionalProperties") {
            Some(open @ Value::Map(_)) => Some(open),
            Some(Value::Bool(true)) => Some(&anything),
            // No property is declared, so any name is accepted.
            None if fields.is_empty() => Some(&anything),
            _ => None,
        };
        let entries = open.map(|open| {
            let declared =
                |name: &str| properties.is_some_and(|properties| properties.get(name).is_some());
            let entries = value.or(around.default).and_then(Value::as_map);
            let names = entries.into_iter().flat_map(Map::iter).map(|(name, _)| name);
            let room = |_: &&str| self.left.get() > 0;
            let rows = names.filter(|name| !declared(name)).take_while(room).map(|name| {
                let mut field = part(name, open);
                name.clone_into(&mut field.label);
                field
            });
            Entries {
                fields: rows.collect(),
                blank: blank(self.schema, open),
                max_entries: count(definition, "maxProperties"),
            }
        });
        Control::Group { fields, entries }
    }

    fn list(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        around: &Around,
    ) -> Control {
        let anything = Value::Map(Map::default());
        let item = definition.get("items").unwrap_or(&anything);
        let items = value.or(around.default).and_then(Value::as_list).unwrap_or_default();
        let given = value.and_then(Value::as_list).unwrap_or_default();
        let items = items.iter().enumerate().map(|(index, default)| {
            let value = given.get(index);
            let around = Around { default: value.is_none().then_some(default), ..*around };
            let path = [path, &[Key::Index(index)]].concat();
            let mut field = self.field(item, &path, value, &around);
            field.label = (index + 1).to_string();
            field
        });
        Control::List {
            items: items.collect(),
            blank: blank(self.schema, item),
            min_items: count(definition, "minItems").unwrap_or(0),
            max_items: count(definition, "maxItems"),
        }
    }
}

fn text_control(definition: &Value, value: Option<&Value>) -> Control {
    let max_length = count(definition, "maxLength");
    let name = definition.get("format").and_then(Value::as_str);
    let format = name.and_then(Format::named);
    let texts = [value, definition.get("default"), definition.get("example")];
    let has_lines = |text: &Value| text.as_str().is_some_and(|text| text.contains('\n'));
    let lines = format.is_none()
        && (max_length.is_some_and(|most| most >= LONG_TEXT)
            || name.is_some_and(|name| matches!(name, "textarea" | "multiline" | "markdown"))
            || texts.into_iter().flatten().any(has_lines));
    Control::Text { lines, format, max_length, suggestions: vec![] }
}

/// Whether a control can show the value, which is the case if the value is missing, null or satisfies `is`.
fn fits(value: Option<&Value>, is: impl Fn(&Value) -> bool) -> bool {
    value.is_none_or(|value| *value == Value::Null || is(value))
}

/// The number of fields that a value counts as; the count stops above `most`.
fn weight(value: &Value, most: usize) -> usize {
    fn bytes(value: &Value, most: usize) -> usize {
        let each = |sum: usize, one: &Value| {
            if sum > most { sum } else { sum + bytes(one, most - sum) }
        };
        match value {
            Value::String(text) | Value::BigInt(text) => text.len(),
            Value::List(items) => items.iter().fold(8, each),
            Value::Map(map) => map.iter().map(|(_, value)| value).fold(8, each),
            _ => 8,
        }
    }
    bytes(value, most.saturating_mul(BYTES_PER_FIELD)) / BYTES_PER_FIELD
}

fn yaml_text(value: Option<&Value>) -> String {
    value.map(|value| yaml::document(value).trim_end().to_owned()).unwrap_or_default()
}
