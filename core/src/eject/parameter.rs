//! The parameters of a template without Proton: their names, types and constraints.

mod definition;
mod form;
mod name;

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::origin::{Owner, STACK_NAME, StackOutput, stack_output};
use super::subject::Subject;
use crate::render::symbolic::SymbolSource;
use crate::schema::{Role, Schema};
use crate::value::{Key, Map, Value, float_repr};
use definition::{accept_empty, definition, shortened};
use form::form;
pub(super) use name::{free_name, pascal};
use name::{group, name};

/// The most bytes of a parameter's value. Source: CloudFormation's quotas.
pub(super) const MAX_VALUE: usize = 4096;

/// A parameter of a template without Proton.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name in the template.
    pub name: String,
    /// The input as templates write it, such as `service_instance.inputs.port`, or the expression that
    /// computes the value.
    pub from: String,
    /// Whether the value is computed from inputs.
    pub is_computed: bool,
    /// The value for the sample. Items of a list are separated by commas.
    pub value: String,
    /// Whether it is a secret, which no file may hold.
    pub is_secret: bool,
    /// Its definition in the template: `Type`, `Default`, `AllowedValues` and so on.
    pub definition: Map,
    /// The JSON schema with which a form asks for its value.
    #[serde(default)]
    pub form: Map,
    /// The name that people see.
    pub label: Option<String>,
    /// The group that it is shown in.
    pub group: String,
    /// The constraints of the schema that CloudFormation cannot express or may understand otherwise.
    pub lost: Vec<String>,
    /// The output of another stack that is the value; `None` for all other values.
    pub output: Option<StackOutput>,
    /// Whether the value, or one of the values that it is computed from, is made up because no sample sets it.
    pub is_made_up: bool,
}

/// The parameter for a symbol that prints `text`, which may be computed from a secret. `optional` is some value of an input that
/// may have none, and whether that is the sample's value. Fails with the reason why there can be none, as a clause.
pub(super) fn parameter(
    subject: &Subject<'_>,
    source: &SymbolSource,
    text: &str,
    optional: Option<(&Value, bool)>,
    is_of_secret: bool,
    taken: &mut HashSet<String>,
) -> Result<Parameter, String> {
    let (from, label, group, mut definition, value, lost) = match source {
        SymbolSource::Value(path) => {
            let given = optional.map(|(value, _)| value);
            let value = given.or(subject.value(path)).unwrap_or(&Value::Null);
            let declared = declared(&subject.reading.schema, path);
            let mut lost = vec![];
            let mut definition = definition(&subject.reading.schema, declared, value, &mut lost);
            if optional.is_some() {
                accept_empty(&mut definition, &mut lost);
            }
            let title = declared.and_then(|declared| declared.get("title")?.as_str());
            let label = title.map(str::to_owned);
            let text = match optional {
                Some((_, false)) => String::new(),
                _ => value_text(value).ok_or("an item of the list is empty or has a comma")?,
            };
            (written(path), label, group(subject, path), definition, text, lost)
        }
        SymbolSource::Computed { .. } => {
            let expression = subject.template.expression(source).unwrap_or_default();
            let expression = expression.split_whitespace().collect::<Vec<_>>().join(" ");
            let description = shortened(&format!("Computed by Proton's template as: {expression}"));
            let definition = Map::from_iter([
                ("Type".to_owned(), "String".into()),
                ("Description".to_owned(), Value::String(description)),
            ]);
            let group = "Computed values".to_owned();
            (expression, None, group, definition, text.to_owned(), vec![])
        }
    };
    if value.len() > MAX_VALUE {
        return Err(format!(
            "its value has {} bytes, and a parameter has at most {MAX_VALUE}",
            value.len()
        ));
    }
    if is_of_secret {
        definition.insert("NoEcho", Value::Bool(true));
        definition.remove("Default");
        definition.remove("AllowedValues");
    }
    let is_secret = is_of_secret;
    let is_computed = matches!(source, SymbolSource::Computed { .. });
    let name = free_name(&name(subject, source, &from), taken);
    let output = match source {
        SymbolSource::Value(path) => stack_output(subject, path),
        SymbolSource::Computed { .. } => None,
    };
    // The caller knows the values behind a computed one.
    let is_made_up = matches!(source, SymbolSource::Value(path) if subject.is_made_up(path));
    let schema = &subject.reading.schema;
    let declared = match source {
        SymbolSource::Value(path) => declared(schema, path),
        SymbolSource::Computed { .. } => None,
    };
    let form = form(schema, declared, &definition);
    Ok(Parameter {
        name,
        from,
        is_computed,
        value,
        is_secret,
        definition,
        form,
        label,
        group,
        lost,
        output,
        is_made_up,
    })
}

/// A parameter with the name of a stack of another owner, which is called `of_whom`.
pub(super) fn stack_name_parameter(name: &str, of_whom: &str, of: Owner) -> Parameter {
    let description = format!("The name of the stack of {of_whom}");
    Parameter {
        output: Some(StackOutput { of, name: STACK_NAME.to_owned() }),
        // The scripts know the name.
        is_made_up: true,
        ..added(name, format!("the stack of {of_whom}"), &description)
    }
}

/// A parameter that is not made from an input.
pub(super) fn added(name: &str, from: String, description: &str) -> Parameter {
    let definition = Map::from_iter([
        ("Type".to_owned(), "String".into()),
        ("Description".to_owned(), Value::String(shortened(description))),
    ]);
    Parameter {
        name: name.to_owned(),
        from,
        is_computed: false,
        value: String::new(),
        is_secret: false,
        form: Map::from_iter([
            ("type".to_owned(), "string".into()),
            ("description".to_owned(), Value::String(shortened(description))),
        ]),
        definition,
        label: None,
        group: "Stacks".to_owned(),
        lost: vec![],
        output: None,
        is_made_up: false,
    }
}

/// A path of the context as templates write it.
pub(super) fn written(path: &[Key]) -> String {
    let mut text = String::new();
    for key in path {
        match key {
            Key::Index(index) => {
                text.push('[');
                text.push_str(&index.to_string());
                text.push(']');
            }
            Key::Name(name) => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(name);
            }
        }
    }
    text
}

/// The role of the inputs at a path of the context.
pub(super) fn role_of(path: &[Key]) -> Option<Role> {
    let Key::Name(first) = path.first()? else { return None };
    Some(match first.as_str() {
        "environment" => Role::Environment,
        "pipeline" => Role::Pipeline,
        _ => Role::Service,
    })
}

/// The schema's definition of the value at a path of the context.
pub(super) fn declared<'s>(schema: &'s Schema, path: &[Key]) -> Option<&'s Value> {
    let at = path.iter().position(|key| *key == Key::from("inputs"))?;
    let definition = schema.definition(role_of(path)?)?;
    path[at + 1..].iter().try_fold(definition, |definition, key| match key {
        Key::Name(name) => {
            Some(schema.resolve(definition.get("properties").and_then(|all| all.get(name))?))
        }
        Key::Index(_) => Some(schema.resolve(definition.get("items")?)),
    })
}

/// A value as the text of a parameter's value; `None` for a list with an item that `CommaDelimitedList` would change,
/// and for values that are neither scalars nor lists.
pub(super) fn value_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null | Value::Map(_) => return None,
        Value::Bool(value) => value.to_string(),
        Value::Int(number) => number.to_string(),
        Value::BigInt(digits) => digits.clone(),
        Value::Float(number) => float_repr(*number),
        Value::String(text) => text.clone(),
        Value::List(items) => {
            let items = items.iter().map(value_text).collect::<Option<Vec<_>>>()?;
            let is_safe = |item: &String| {
                !item.is_empty() && !item.contains(',') && item.trim().len() == item.len()
            };
            if items.is_empty() || !items.iter().all(is_safe) {
                return None;
            }
            items.join(",")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_free_and_text() {
        let mut taken = HashSet::from(["tasksize".to_owned()]);
        let mut free = |name: &str| free_name(name, &mut taken);
        assert_eq!(free(&pascal("task_size")), "TaskSizeInput");
        assert_eq!(free(&pascal("task-size")), "TaskSizeInput2");
        assert_eq!(free(&pascal("on")), "OnInput");
        assert_eq!(free(&pascal("2nd")), "Input2nd");
        assert_eq!(free(&pascal("größe")), "GrE");
        assert_eq!(free(&pascal("_")), "Input");
    }

    #[test]
    fn values_are_texts() {
        let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).into()).collect());
        assert_eq!(value_text(&Value::Bool(true)).as_deref(), Some("true"));
        assert_eq!(value_text(&list(&["a", "b"])).as_deref(), Some("a,b"));
        assert_eq!(value_text(&list(&["a,b"])), None);
        assert_eq!(value_text(&list(&[])), None);
    }
}
