//! `schema.yaml`: the schema of the inputs that a template takes.
//!
//! Its types are OpenAPI 3.0 Schema Objects; `$ref: "#/Name"` refers to another type of the same file.

mod backtracking;
mod circle;
mod combined;
mod cost;
mod definition;
mod discriminator;
mod document;
mod format;
mod inclusion;
mod integer_format;
mod keywords;
mod memo;
mod multiple;
mod number;
mod sample;
mod unchecked;
mod validation;
mod values;
mod wording;

pub(crate) use combined::{both, combined};
pub(crate) use definition::{KEYWORDS, TYPES, Takes};
pub(crate) use discriminator::Discriminator;
pub use document::schema;
pub use format::Format;
pub(crate) use inclusion::{Defaults, Gap, Narrowing, declared, gaps, same};
pub(crate) use keywords::keywords;
pub(crate) use memo::SchemaMemo;
pub use sample::{Extent, sample};
pub(crate) use sample::{accepts, blank};
pub(crate) use unchecked::unchecked;
pub(crate) use validation::json;
pub use validation::{Correction, Problem, Validator};

use std::cell::{Cell, OnceCell};
use std::collections::HashSet;

use crate::value::{Map, Value};
use crate::yaml::Node;

/// The content of `schema.yaml`, as far as it could be read.
#[derive(Default)]
pub struct Schema {
    /// The definition of every type by name.
    pub types: Map,
    /// The types of the inputs.
    pub inputs: Vec<InputType>,
    /// The YAML node of `types`, with source spans.
    pub(crate) written: Option<Node>,
    /// The types whose definition only leads back to themselves, through `$ref`, `allOf` and the like.
    circular: HashSet<String>,
    /// The patterns that are not valid regular expressions.
    wrong_patterns: HashSet<String>,
    /// The number of values in the definitions of all types; computed on first use.
    size: OnceCell<usize>,
    /// The cost of the validations done so far, see [`accepts`]; those of [`Self::made_up_texts`] count by themselves.
    spent: Cell<usize>,
    /// The texts that samples make up; computed on first use.
    made_up: OnceCell<sample::MadeUp>,
}

/// The type of the inputs in one role.
pub struct InputType {
    /// The part of the template whose inputs these are.
    pub role: Role,
    /// The name of the type in `types`.
    pub name: String,
    /// The validator of values; `None` if the definition is unusable.
    pub validator: Option<Validator>,
}

/// The part of a template whose inputs a type describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The environment: `environment_input_type`.
    Environment,
    /// The service instances: `service_input_type`.
    Service,
    /// The pipeline: `pipeline_input_type`.
    Pipeline,
}

/// Maximum number of `$ref`s followed in a row; enough for any sensible schema.
const MAX_REFS: usize = 16;

impl Role {
    /// All roles.
    pub const ALL: [Role; 3] = [Role::Environment, Role::Service, Role::Pipeline];

    /// The key in the schema that names the type of these inputs.
    pub const fn key(self) -> &'static str {
        match self {
            Role::Environment => "environment_input_type",
            Role::Service => "service_input_type",
            Role::Pipeline => "pipeline_input_type",
        }
    }

    /// The path of these inputs in templates.
    pub const fn owner(self) -> &'static [&'static str] {
        match self {
            Role::Environment => &["environment", "inputs"],
            Role::Service => &["service_instance", "inputs"],
            Role::Pipeline => &["pipeline", "inputs"],
        }
    }
}

/// The name of an input in templates: `environment.inputs.size`.
pub fn input_name(role: Role, name: &str) -> String {
    format!("{}.{name}", role.owner().join("."))
}

impl Schema {
    /// The cost of the validations done so far, see [`accepts`].
    pub(crate) fn spent(&self) -> usize {
        self.spent.get()
    }

    /// Sets the cost, when a result is reused whose validations are not repeated.
    pub(crate) fn set_spent(&self, spent: usize) {
        self.spent.set(spent);
    }

    /// The number of values in the definitions of all types.
    fn size(&self) -> usize {
        let each = || self.types.iter().map(|(_, definition)| sample::size(definition)).sum();
        *self.size.get_or_init(each)
    }

    /// The type of the inputs of `role`.
    pub fn input(&self, role: Role) -> Option<&InputType> {
        self.inputs.iter().find(|input| input.role == role)
    }

    /// The definition of the inputs of `role`, with its `$ref` resolved.
    pub fn definition(&self, role: Role) -> Option<&Value> {
        self.types.get(&self.input(role)?.name).map(|definition| self.resolve(definition))
    }

    /// The YAML node of the type `name`, with its `$ref` resolved.
    pub(crate) fn node(&self, name: &str) -> Option<&Node> {
        self.follow(self.written.as_ref()?.get(name)?)
    }

    /// The YAML node of a definition, with its `$ref` resolved.
    pub(crate) fn follow<'s>(&'s self, node: &'s Node) -> Option<&'s Node> {
        document::follow(self.written.as_ref()?, Some(node))
    }

    /// The properties of the inputs of `role`, in schema order.
    pub fn properties(&self, role: Role) -> impl Iterator<Item = (&str, &Value)> {
        let properties = self.definition(role).and_then(|definition| definition.get("properties"));
        properties.and_then(Value::as_map).into_iter().flat_map(Map::iter)
    }

    /// A definition with its `$ref` resolved.
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

    /// The defaults of the top-level inputs of `role`, in schema order, as Proton filled them in.
    pub fn defaults(&self, role: Role) -> Map {
        let defaults = self.properties(role).filter_map(|(name, definition)| {
            let default = self.resolve(definition).get("default")?;
            Some((name.to_owned(), default.clone()))
        });
        defaults.collect()
    }
}

/// The type of a definition: its `type`, or else the type that its keywords apply to.
pub(crate) fn kind(definition: &Value) -> Option<&str> {
    let given = definition.get("type").and_then(Value::as_str);
    given.or_else(|| KINDS.iter().find_map(|(key, kind)| definition.get(key).map(|_| *kind)))
}

/// The value of a keyword that holds a count, such as `maxLength`.
pub(crate) fn count(definition: &Value, key: &str) -> Option<usize> {
    match definition.get(key) {
        Some(Value::Int(count)) => usize::try_from(*count).ok(),
        _ => None,
    }
}

/// Whether a value has the type that `definition` requires.
pub(crate) fn is_of_kind(definition: &Value, value: &Value) -> bool {
    match (kind(definition), value) {
        (None, _)
        | (Some("string"), Value::String(_))
        | (Some("boolean"), Value::Bool(_))
        | (Some("integer" | "number"), Value::Int(_) | Value::BigInt(_))
        | (Some("number"), Value::Float(_))
        | (Some("array"), Value::List(_))
        | (Some("object"), Value::Map(_)) => true,
        (Some("integer"), Value::Float(number)) => number.fract() == 0.0,
        (_, Value::Null) => definition.get("nullable") == Some(&Value::Bool(true)),
        _ => false,
    }
}

/// The type that a keyword applies to; `None` for a keyword that applies to every type.
pub(crate) fn kind_of_keyword(name: &str) -> Option<&'static str> {
    let more = [
        ("required", "object"),
        ("minProperties", "object"),
        ("maxProperties", "object"),
        ("minItems", "array"),
        ("maxItems", "array"),
        ("uniqueItems", "array"),
        ("exclusiveMinimum", "number"),
        ("exclusiveMaximum", "number"),
    ];
    KINDS.iter().chain(&more).find(|(keyword, _)| *keyword == name).map(|(_, kind)| *kind)
}

/// The type that a keyword applies to, for definitions without a `type`.
const KINDS: [(&str, &str); 9] = [
    ("properties", "object"),
    ("additionalProperties", "object"),
    ("items", "array"),
    ("pattern", "string"),
    ("minLength", "string"),
    ("maxLength", "string"),
    ("minimum", "number"),
    ("maximum", "number"),
    ("multipleOf", "number"),
];

/// The name of the type that a `$ref` refers to: the last segment of its path, as in `#/Name`.
pub(crate) fn type_name(target: &str) -> &str {
    target.rsplit('/').next().unwrap_or(target)
}
