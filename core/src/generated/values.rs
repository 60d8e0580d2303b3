//! The values that Proton passed to Terraform and CodeBuild, in its order of keys.

use crate::bundle::{Bundle, Part, Target};
use crate::render::Context;
use crate::schema::{Role, Schema};
use crate::value::{Map, Value};

/// The values that the code of one target can read.
pub(super) struct Values<'c> {
    pub(super) target: Target,
    /// The values without tags and components, which only Terraform gets.
    pub(super) map: Map,
    pub(super) context: &'c Context,
    /// Whether the service is linked to a repository.
    pub(super) has_repository: bool,
}

const ENVIRONMENT: [&str; 3] = ["account_id", "name", "outputs"];
const SERVICE: [&str; 4] = ["name", "repository_connection_arn", "repository_id", "branch_name"];

impl<'c> Values<'c> {
    /// The values for `target`, from the names in `context`. The files of an environment have no account, and those for
    /// CodeBuild have no components.
    pub(super) fn of(
        bundle: &Bundle,
        schema: &Schema,
        outputs: &Value,
        target: Target,
        context: &'c Context,
    ) -> Self {
        let has_repository = has_repository(bundle, outputs);
        let service = if has_repository { &SERVICE[..] } else { &SERVICE[..1] };
        let parts: &[(&str, &[&str])] = match target {
            Target::Environment => &[("environment", &["name", "inputs"])],
            Target::Instance(_) => &[
                ("environment", &ENVIRONMENT),
                ("service", service),
                ("service_instance", &["name", "inputs"]),
            ],
            Target::Pipeline => &[
                ("pipeline", &["inputs"]),
                ("service", service),
                ("service_instances", &["name", "inputs", "outputs", "environment"]),
            ],
            Target::Component => &[
                ("component", &["name"]),
                ("environment", &ENVIRONMENT),
                ("service", &["name"]),
                ("service_instance", &["name", "inputs"]),
            ],
        };
        let named = parts.iter().filter_map(|(name, keys)| {
            let value = match context.0.get(name)? {
                Value::List(items) => {
                    Value::List(items.iter().map(|item| pick(item, keys)).collect())
                }
                value => pick(value, keys),
            };
            Some(((*name).to_owned(), ordered(value, schema, role_of(target, name))))
        });
        Self { target, map: named.collect(), context, has_repository }
    }
}

/// Whether a service is linked to a repository. `CreateService` of Proton's API accepts none if the template has no
/// pipeline; a sample with a repository is rendered anyway.
fn has_repository(bundle: &Bundle, outputs: &Value) -> bool {
    let given = outputs.get("resources").and_then(|resources| resources.get("service"));
    bundle.parts().contains(&Part::Pipeline)
        || SERVICE[1..].iter().any(|name| given.is_some_and(|given| given.get(name).is_some()))
}

/// The role of the inputs in the values called `name`. The inputs of a component are those of a service in another
/// bundle.
fn role_of(target: Target, name: &str) -> Option<Role> {
    match (target, name) {
        (Target::Component, _) => None,
        (_, "environment") => Some(Role::Environment),
        (_, "pipeline") => Some(Role::Pipeline),
        _ => Some(Role::Service),
    }
}

/// `value` with its inputs, and those of each item, in schema order.
fn ordered(value: Value, schema: &Schema, role: Option<Role>) -> Value {
    let Some(role) = role else { return value };
    match value {
        Value::List(items) => {
            let items = items.into_iter().map(|item| ordered(item, schema, Some(role)));
            Value::List(items.collect())
        }
        Value::Map(mut map) => {
            if let Some(Value::Map(inputs)) = map.get_mut("inputs") {
                let declared = schema.properties(role).map(|(name, _)| name.to_owned());
                let declared = declared.collect::<Vec<_>>();
                let first = declared.into_iter().filter_map(|name| {
                    let value = inputs.get(&name)?.clone();
                    Some((name, value))
                });
                let mut all: Map = first.collect();
                for (name, value) in inputs.iter() {
                    all.insert(name, value.clone());
                }
                *inputs = all;
            }
            Value::Map(map)
        }
        other => other,
    }
}

/// The `keys` of `from` in their order; the environment of a service instance is reduced to its keys too.
fn pick(from: &Value, keys: &[&str]) -> Value {
    let picked = keys.iter().filter_map(|key| {
        let value = from.get(key)?;
        let is_environment = *key == "environment";
        let value = if is_environment { pick(value, &ENVIRONMENT) } else { value.clone() };
        Some(((*key).to_owned(), value))
    });
    Value::Map(picked.collect())
}
