//! From a type to the fields of a form.

use crate::form::{Control, Field, Key, number};
use crate::schema::{Problem, Role, Schema};
use crate::value::{Map, Value};

/// Groups nested deeper are edited as YAML.
const MAX_DEPTH: usize = 6;

/// The fields of the inputs of `role`. They stand at `prefix` in their file, where `given` is what
/// is there, and `problems` is what is wrong with it.
pub fn fields(
    schema: &Schema,
    role: Role,
    prefix: &[Key],
    given: Option<&Value>,
    problems: &[Problem],
) -> Vec<Field> {
    let Some(definition) = schema.definition(role) else { return vec![] };
    let form = Filled { schema, prefix, problems };
    form.group(definition, &[], given, 0)
}

/// A field of plain text that no schema describes.
pub fn text(
    path: Vec<Key>,
    label: impl Into<String>,
    help: Option<&str>,
    value: Option<&Value>,
    default: Option<&str>,
) -> Field {
    Field {
        path,
        label: label.into(),
        help: help.map(str::to_owned),
        required: false,
        control: Control::Text { max_length: None },
        value: value.cloned(),
        default: default.map(Value::from),
        messages: vec![],
    }
}

struct Filled<'f> {
    schema: &'f Schema,
    prefix: &'f [Key],
    problems: &'f [Problem],
}

impl Filled<'_> {
    /// The properties of an object at `path`, below the prefix.
    fn group(
        &self,
        definition: &Value,
        path: &[Key],
        given: Option<&Value>,
        depth: usize,
    ) -> Vec<Field> {
        let properties = definition.get("properties").and_then(Value::as_map);
        let required = definition.get("required").and_then(Value::as_list).unwrap_or_default();
        properties
            .into_iter()
            .flat_map(Map::iter)
            .map(|(name, property)| {
                let path = [path, &[Key::from(name)]].concat();
                let value = given.and_then(|given| given.get(name));
                let mut field = self.field(property, &path, value, depth);
                let is_required = required.iter().any(|item| item.as_str() == Some(name));
                field.required = is_required && field.default.is_none();
                if field.label.is_empty() {
                    name.clone_into(&mut field.label);
                }
                field
            })
            .collect()
    }

    fn field(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        depth: usize,
    ) -> Field {
        let definition = self.schema.resolve(definition);
        let say = |key| definition.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let control = self.control(definition, path, value, depth);
        let whole = matches!(control, Control::Yaml);
        Field {
            messages: self.messages(path, whole),
            path: [self.prefix, path].concat(),
            label: say("title").unwrap_or("").to_owned(),
            help: say("description").map(str::to_owned),
            required: false,
            control,
            value: value.cloned(),
            default: definition.get("default").cloned(),
        }
    }

    fn control(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        depth: usize,
    ) -> Control {
        if let Some(choices) = definition.get("enum").and_then(Value::as_list) {
            return Control::Choice(choices.to_vec());
        }
        let bound = |key| definition.get(key).and_then(number);
        match definition.get("type").and_then(Value::as_str) {
            Some("string") => Control::Text { max_length: count(definition, "maxLength") },
            Some(kind @ ("number" | "integer")) => Control::Number {
                integer: kind == "integer",
                minimum: bound("minimum"),
                maximum: bound("maximum"),
            },
            Some("boolean") => Control::Toggle,
            Some("object") if definition.get("properties").is_some() && depth < MAX_DEPTH => {
                Control::Group(self.group(definition, path, value, depth + 1))
            }
            Some("array") => self.list(definition, path, value, depth).unwrap_or(Control::Yaml),
            _ => Control::Yaml,
        }
    }

    /// The control of a list of scalars.
    fn list(
        &self,
        definition: &Value,
        path: &[Key],
        value: Option<&Value>,
        depth: usize,
    ) -> Option<Control> {
        let item = self.schema.resolve(definition.get("items")?);
        let blank = match item.get("type").and_then(Value::as_str)? {
            _ if item.get("default").is_some() => item.get("default")?.clone(),
            _ if item.get("enum").is_some() => item.get("enum")?.as_list()?.first()?.clone(),
            "string" => "".into(),
            "integer" | "number" => item.get("minimum").cloned().unwrap_or(Value::Int(0)),
            "boolean" => Value::Bool(false),
            _ => return None,
        };
        let given =
            value.or(definition.get("default")).and_then(Value::as_list).unwrap_or_default();
        let items = given.iter().enumerate().map(|(index, value)| {
            let mut field =
                self.field(item, &[path, &[Key::Index(index)]].concat(), Some(value), depth + 1);
            field.label = (index + 1).to_string();
            field
        });
        Some(Control::List {
            items: items.collect(),
            blank,
            min_items: count(definition, "minItems").unwrap_or(0),
            max_items: count(definition, "maxItems"),
        })
    }

    /// What is wrong at `path`; for a field that shows all below it also what is wrong there.
    fn messages(&self, path: &[Key], whole: bool) -> Vec<String> {
        let here = |problem: &&Problem| match &problem.missing {
            Some(name) => match path.split_last() {
                Some((Key::Name(last), parent)) if last == name => parent == problem.path,
                _ => whole && problem.path.starts_with(path),
            },
            None => problem.path == path || whole && problem.path.starts_with(path),
        };
        self.problems.iter().filter(here).map(sentence).collect()
    }
}

/// A problem beside its field.
fn sentence(problem: &Problem) -> String {
    let message = match &problem.missing {
        Some(_) => "Has to be given",
        None => &problem.message,
    };
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    let help = problem.help.as_ref().map(|help| format!(" {help}")).unwrap_or_default();
    format!("{first}{}.{help}", letters.as_str())
}

fn count(definition: &Value, key: &str) -> Option<usize> {
    match definition.get(key) {
        Some(Value::Int(count)) => usize::try_from(*count).ok(),
        _ => None,
    }
}
