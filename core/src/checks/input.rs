//! Resolves the inputs that a template reads in the schema.

use std::borrow::Cow;

use crate::bundle::Part;
use crate::render::references::Step;
use crate::schema::{Role, Schema, combined, kind};
use crate::value::{Map, Value};

/// The maximum number of declared names for one undeclared name.
const MAX_NAMES: usize = 1000;

/// A path to an input, or into one.
pub(super) struct Input<'p> {
    pub(super) role: Role,
    /// The index of the step that is the input's name.
    pub(super) at: usize,
    /// The steps from the input's name on; empty if the inputs are read as a whole.
    pub(super) steps: &'p [Step],
}

/// The declaration of a value that is read.
pub(super) struct Declared<'s> {
    /// Its definition, with its references resolved; `None` if the schema leaves it open.
    pub(super) definition: Option<Cow<'s, Value>>,
    /// The indices of the steps that may be absent: they are optional and have no default.
    pub(super) optional: Vec<usize>,
}

/// The error for a name that the schema doesn't declare.
pub(super) struct Undeclared {
    /// The index of the step.
    pub(super) step: usize,
    /// The names that are declared there.
    pub(super) names: Vec<String>,
}

/// Resolves a path in a template of `part` to an input that the bundle's own schema declares.
pub(super) fn input(part: Part, path: &[Step]) -> Option<Input<'_>> {
    let is = |at: usize, name: &str| path.get(at).is_some_and(|step| step.is(name));
    let (role, at) = match part {
        Part::Environment if is(0, "environment") && is(1, "inputs") => (Role::Environment, 2),
        Part::Instance if is(0, "service_instance") && is(1, "inputs") => (Role::Service, 2),
        Part::Pipeline if is(0, "pipeline") && is(1, "inputs") => (Role::Pipeline, 2),
        Part::Pipeline
            if is(0, "service_instances")
                && path.get(1) == Some(&Step::Each)
                && is(2, "inputs") =>
        {
            (Role::Service, 3)
        }
        // A component reads the inputs of a service, whose schema is in another bundle.
        _ => return None,
    };
    Some(Input { role, at, steps: &path[at..] })
}

/// Looks up the input of `role` at `steps` in the schema.
pub(super) fn declared<'s>(
    schema: &'s Schema,
    role: Role,
    steps: &[Step],
) -> Result<Declared<'s>, Undeclared> {
    let mut optional = vec![];
    let mut definition = schema.definition(role).map(|definition| combined(schema, definition));
    for (at, step) in steps.iter().enumerate() {
        let Some(owner) = definition else { break };
        let next = match &owner {
            Cow::Borrowed(owner) => below(schema, owner, step, at == 0),
            Cow::Owned(owner) => {
                below(schema, owner, step, at == 0).map(|next| next.map(Below::into_owned))
            }
        };
        let next = next.map_err(|names| Undeclared { step: at, names })?;
        definition = next.map(|next| {
            if next.may_be_left_out && next.definition.get("default").is_none() {
                optional.push(at);
            }
            next.definition
        });
    }
    Ok(Declared { definition, optional })
}

/// A definition one step down.
struct Below<'d> {
    definition: Cow<'d, Value>,
    /// Whether it is an optional property.
    may_be_left_out: bool,
}

impl Below<'_> {
    fn into_owned(self) -> Below<'static> {
        Below { definition: Cow::Owned(self.definition.into_owned()), ..self }
    }
}

/// Returns the definition one step down; `None` if the schema leaves it open. If the name is not declared, the error
/// holds the declared names. `is_input` is set if the names are those of the inputs.
fn below<'d>(
    schema: &'d Schema,
    owner: &'d Value,
    step: &Step,
    is_input: bool,
) -> Result<Option<Below<'d>>, Vec<String>> {
    let (definition, may_be_left_out) = match step {
        Step::Each => (item(owner), false),
        Step::Name(name) => match property(owner, name, is_input) {
            Property::Declared(definition) => (Some(definition), !is_required(owner, name)),
            Property::Open(definition) => (definition, false),
            Property::Undeclared => {
                let names = properties(owner).take(MAX_NAMES);
                return Err(names.map(|(name, _)| name.to_owned()).collect());
            }
        },
    };
    let definition = definition.map(|definition| combined(schema, definition));
    Ok(definition.map(|definition| Below { definition, may_be_left_out }))
}

/// The result of looking up a name in a definition.
enum Property<'d> {
    Declared(&'d Value),
    /// Any name is allowed, with this definition if there is one.
    Open(Option<&'d Value>),
    Undeclared,
}

fn property<'d>(owner: &'d Value, name: &str, is_input: bool) -> Property<'d> {
    if let Some(property) = owner.get("properties").and_then(|all| all.get(name)) {
        return Property::Declared(property);
    }
    let is_listed = is_input || properties(owner).next().is_some();
    let is_a_choice = ["oneOf", "anyOf"].iter().any(|key| owner.get(key).is_some());
    match owner.get("additionalProperties") {
        Some(entry @ Value::Map(_)) => Property::Open(Some(entry)),
        Some(Value::Bool(true)) => Property::Open(None),
        // OpenAPI allows additional names by default, but an author who lists properties rarely intends that, and a
        // form has fields for the listed ones only.
        _ if kind(owner) == Some("object") && is_listed && !is_a_choice => Property::Undeclared,
        _ => Property::Open(None),
    }
}

fn properties(owner: &Value) -> impl Iterator<Item = (&str, &Value)> {
    owner.get("properties").and_then(Value::as_map).into_iter().flat_map(Map::iter)
}

/// The definition of the items of a list, or of the values of an open mapping.
fn item(owner: &Value) -> Option<&Value> {
    match kind(owner)? {
        "array" => owner.get("items"),
        "object" if properties(owner).next().is_none() => {
            owner.get("additionalProperties").filter(|entry| entry.as_map().is_some())
        }
        _ => None,
    }
}

fn is_required(owner: &Value, name: &str) -> bool {
    let required = owner.get("required").and_then(Value::as_list).unwrap_or_default();
    required.iter().any(|required| required.as_str() == Some(name))
}

/// The noun for the owner of an input, as in "an input of the service instance".
pub(super) const fn noun(role: Role) -> &'static str {
    match role {
        Role::Environment => "environment",
        Role::Service => "service instance",
        Role::Pipeline => "pipeline",
    }
}
