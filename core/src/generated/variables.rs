//! The Terraform declarations of the variables that Proton passed.

use std::fmt::Write;

use crate::bundle::Target;

/// A Terraform type constraint.
enum Type {
    /// A type such as `string` or `map(string)`.
    Plain(&'static str),
    /// An object: `object({…})`.
    Object(Vec<(&'static str, Type)>),
    /// A list: `list(…)`.
    List(Box<Type>),
}

use Type::{List, Object, Plain};

const STRING: Type = Plain("string");
const ANY: Type = Plain("any");
const STRINGS: Type = Plain("map(string)");

/// The text of `proton.<resource>.variables.tf`, as Proton wrote it from 2022-12-28 on: `inputs` have the type `any`,
/// whatever the schema declares.
pub(super) fn variables(target: Target, has_repository: bool, has_tags: bool) -> String {
    let environment =
        || Object(vec![("account_id", STRING), ("name", STRING), ("outputs", STRINGS)]);
    let service = || {
        let names = ["name", "branch_name", "repository_connection_arn", "repository_id"];
        let count = if has_repository { names.len() } else { 1 };
        Object(names[..count].iter().map(|name| (*name, STRING)).collect())
    };
    let mut all: Vec<(&str, Type, bool)> = match target {
        Target::Environment => {
            vec![("environment", Object(vec![("inputs", ANY), ("name", STRING)]), true)]
        }
        Target::Instance(_) => {
            let own = vec![("name", STRING), ("inputs", ANY), ("components", Plain("map(any)"))];
            vec![
                ("environment", environment(), true),
                ("service", service(), false),
                ("service_instance", Object(own), true),
            ]
        }
        Target::Pipeline => {
            let instance = vec![
                ("name", STRING),
                ("inputs", ANY),
                ("outputs", STRINGS),
                ("environment", environment()),
            ];
            vec![
                ("service_instances", List(Box::new(Object(instance))), false),
                ("service", service(), true),
                ("pipeline", Object(vec![("inputs", ANY)]), true),
            ]
        }
        Target::Component => vec![
            ("component", Object(vec![("name", STRING)]), false),
            ("environment", environment(), false),
            ("service", Object(vec![("name", STRING)]), true),
            ("service_instance", Object(vec![("name", STRING), ("inputs", ANY)]), true),
        ],
    };
    if has_tags {
        all.push(("proton_tags", STRINGS, true));
    }
    let texts: Vec<_> =
        all.iter().map(|(name, kind, optional)| variable(name, kind, *optional)).collect();
    texts.join("\n")
}

fn variable(name: &str, kind: &Type, optional: bool) -> String {
    let mut text = format!("variable \"{name}\" {{\n");
    // `terraform fmt` aligns adjacent one-line arguments.
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
