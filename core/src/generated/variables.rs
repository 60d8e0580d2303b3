//! Terraform's declarations of what Proton passes on.

use std::fmt::Write;

use crate::bundle::Target;
use crate::schema::{Role, Schema};
use crate::value::{Map, Value};

/// A type constraint of Terraform.
enum Type {
    /// `string`, `map(string)`
    Plain(&'static str),
    /// `object({…})`
    Object(Vec<(&'static str, Type)>),
    /// `list(…)`
    List(Box<Type>),
}

use Type::{List, Object, Plain};

const STRING: Type = Plain("string");
const STRINGS: Type = Plain("map(string)");

/// The text of `proton.<resource>.variables.tf`. `values` are what is passed on.
///
/// Variables, attributes and `default = null` are as in files that Proton wrote. Later ones have
/// `inputs = any` in place of the documented `map(string)`; when Proton chose which is unknown. Here
/// it is `any` where the schema has an input that no `map(string)` can hold: a list or an object.
pub(super) fn variables(schema: &Schema, target: Target, values: &Map) -> String {
    let environment =
        || Object(vec![("account_id", STRING), ("name", STRING), ("outputs", STRINGS)]);
    let service = || {
        Object(vec![
            ("name", STRING),
            ("branch_name", STRING),
            ("repository_connection_arn", STRING),
            ("repository_id", STRING),
        ])
    };
    let inputs = |role| {
        let is_nested = |definition: &Value| {
            let kind = schema.resolve(definition).get("type").and_then(Value::as_str);
            matches!(kind, Some("array" | "object"))
        };
        let nested = schema.properties(role).any(|(_, definition)| is_nested(definition));
        Plain(if nested { "any" } else { "map(string)" })
    };
    let mut all: Vec<(&str, Type, bool)> = match target {
        Target::Environment => {
            let own = vec![("inputs", inputs(Role::Environment)), ("name", STRING)];
            vec![("environment", Object(own), true)]
        }
        Target::Instance(_) => {
            let own = vec![
                ("name", STRING),
                ("inputs", inputs(Role::Service)),
                ("components", Plain("map(any)")),
            ];
            vec![
                ("environment", environment(), true),
                ("service", service(), false),
                ("service_instance", Object(own), true),
            ]
        }
        Target::Pipeline => {
            let instance = vec![
                ("name", STRING),
                ("inputs", inputs(Role::Service)),
                ("outputs", STRINGS),
                ("environment", environment()),
            ];
            vec![
                ("service_instances", List(Box::new(Object(instance))), false),
                ("service", service(), true),
                ("pipeline", Object(vec![("inputs", inputs(Role::Pipeline))]), true),
            ]
        }
        Target::Component => {
            // The schema is the service's, in another bundle: only the values tell.
            let given = values.get("service_instance").and_then(|one| one.get("inputs"));
            let nested = given.and_then(Value::as_map).is_some_and(|inputs| {
                inputs.iter().any(|(_, value)| matches!(value, Value::List(_) | Value::Map(_)))
            });
            let inputs = Plain(if nested { "any" } else { "map(string)" });
            vec![
                ("component", Object(vec![("name", STRING)]), false),
                ("environment", environment(), false),
                ("service", Object(vec![("name", STRING)]), true),
                ("service_instance", Object(vec![("name", STRING), ("inputs", inputs)]), true),
            ]
        }
    };
    all.push(("proton_tags", STRINGS, true));
    let texts: Vec<_> =
        all.iter().map(|(name, kind, optional)| variable(name, kind, *optional)).collect();
    texts.join("\n")
}

fn variable(name: &str, kind: &Type, optional: bool) -> String {
    let mut text = format!("variable \"{name}\" {{\n");
    // `terraform fmt` lines up neighbours that take one line each.
    let space = if optional && matches!(kind, Plain(_)) { "   " } else { "" };
    let _ = write!(text, "  type{space} = ");
    constraint(&mut text, kind, 1);
    text.push_str(if optional { "\n  default = null\n}\n" } else { "\n}\n" });
    text
}

fn constraint(text: &mut String, kind: &Type, depth: usize) {
    let indent = "  ".repeat(depth);
    match kind {
        Plain(name) => text.push_str(name),
        List(item) => {
            let _ = write!(text, "list(\n{indent}  ");
            constraint(text, item, depth + 1);
            let _ = write!(text, "\n{indent})");
        }
        Object(attributes) => {
            let plain = attributes.iter().filter(|(_, kind)| matches!(kind, Plain(_)));
            let width = plain.map(|(name, _)| name.len()).max().unwrap_or(0);
            text.push_str("object({\n");
            for (name, kind) in attributes {
                let width = if matches!(kind, Plain(_)) { width } else { 0 };
                let _ = write!(text, "{indent}  {name:width$} = ");
                constraint(text, kind, depth + 1);
                text.push('\n');
            }
            let _ = write!(text, "{indent}}})");
        }
    }
}
