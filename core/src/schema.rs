//! `schema.yaml`: which inputs a template takes.
//!
//! Its types are OpenAPI 3.0 Schema Objects; `$ref: "#/Name"` points to another of them.

mod definition;
mod document;
mod sample;
mod validation;
mod wording;

pub use document::schema;
pub use sample::sample;
pub use validation::{Mend, Problem, Validator};

use crate::value::{Map, Value};

/// What a schema says, as far as it could be read.
#[derive(Default)]
pub struct Schema {
    /// Every type by name.
    pub types: Map,
    /// The types of the inputs.
    pub inputs: Vec<InputType>,
}

/// The type of the inputs in one role.
pub struct InputType {
    /// Whose inputs.
    pub role: Role,
    /// Its name among the types.
    pub name: String,
    /// Checks values; none where the definition is beyond use.
    pub validator: Option<Validator>,
}

/// Whose inputs a type describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// `environment_input_type`
    Environment,
    /// `service_input_type`
    Service,
    /// `pipeline_input_type`
    Pipeline,
}

/// How often a `$ref` is followed from one place: enough for any sensible schema.
const MAX_REFS: usize = 16;

impl Role {
    /// All three.
    pub const ALL: [Role; 3] = [Role::Environment, Role::Service, Role::Pipeline];

    /// The key of the schema that names the type.
    pub const fn key(self) -> &'static str {
        match self {
            Role::Environment => "environment_input_type",
            Role::Service => "service_input_type",
            Role::Pipeline => "pipeline_input_type",
        }
    }
}

impl Schema {
    /// The inputs of `role`.
    pub fn input(&self, role: Role) -> Option<&InputType> {
        self.inputs.iter().find(|input| input.role == role)
    }

    /// The definition of the inputs of `role`.
    pub fn definition(&self, role: Role) -> Option<&Value> {
        self.types.get(&self.input(role)?.name).map(|definition| self.resolve(definition))
    }

    /// The properties of the inputs of `role`, in order.
    pub fn properties(&self, role: Role) -> impl Iterator<Item = (&str, &Value)> {
        let properties = self.definition(role).and_then(|definition| definition.get("properties"));
        properties.and_then(Value::as_map).into_iter().flat_map(Map::iter)
    }

    /// What a definition says once its `$ref` is followed.
    pub fn resolve<'s>(&'s self, definition: &'s Value) -> &'s Value {
        let mut at = definition;
        for _ in 0..MAX_REFS {
            let Some(Value::String(target)) = at.get("$ref") else { break };
            match self.types.get(type_name(target)) {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// The defaults of the inputs of `role`: of the top level, in the order of the schema, as Proton
    /// filled them in.
    pub fn defaults(&self, role: Role) -> Map {
        let defaults = self.properties(role).filter_map(|(name, definition)| {
            let default = self.resolve(definition).get("default")?;
            Some((name.to_owned(), default.clone()))
        });
        defaults.collect()
    }
}

/// The type that a `$ref` points to: `#/Name`, or with a longer path in front.
fn type_name(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}
