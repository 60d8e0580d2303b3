//! The inputs that a template reads, and what the schema says about them.

use std::borrow::Cow;

use crate::bundle::Part;
use crate::render::references::Step;
use crate::schema::{Role, Schema, combined, kind};
use crate::value::{Map, Value};

/// No more names are given out for one that there is not.
const MAX_NAMES: usize = 1000;

/// A path that leads to an input, or into one.
pub(super) struct Input<'p> {
    pub(super) role: Role,
    /// Which step of the path is the input's name.
    pub(super) at: usize,
    /// The steps from there on; none where the inputs are read as a whole.
    pub(super) steps: &'p [Step],
}

/// What the schema says about a value that is read.
pub(super) struct Declared<'s> {
    /// Its definition, with what it refers to; none where the schema leaves open what it is.
    pub(super) definition: Option<Cow<'s, Value>>,
    /// The steps that can be absent: they are optional and have no default.
    pub(super) optional: Vec<usize>,
}

/// The schema has no such name.
pub(super) struct Undeclared {
    /// Which of the steps.
    pub(super) step: usize,
    /// The names that it has there.
    pub(super) names: Vec<String>,
}

/// The input that a template of `part` reads at `path`, whose schema is the bundle's own.
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
        // A component reads the inputs of a service that it is not part of.
        _ => return None,
    };
    Some(Input { role, at, steps: &path[at..] })
}

/// What the schema says about the input of `role` at `steps`.
pub(super) fn declared<'s>(
    schema: &'s Schema,
    role: Role,
    steps: &[Step],
) -> Result<Declared<'s>, Undeclared> {
    let mut optional = vec![];
    let mut definition = schema.definition(role).map(|one| combined(schema, one));
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

/// What is one step down.
struct Below<'d> {
    definition: Cow<'d, Value>,
    /// Whether it is a property that is not required.
    may_be_left_out: bool,
}

impl Below<'_> {
    fn into_owned(self) -> Below<'static> {
        Below { definition: Cow::Owned(self.definition.into_owned()), ..self }
    }
}

/// What a definition says one step down: none where it leaves that open; else the names that it has,
/// where it has no such. `is_input` where the names are those of the inputs.
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

/// What a definition says about one of its names.
enum Property<'d> {
    Declared(&'d Value),
    /// Any name is fine, with this definition where there is one.
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
        // OpenAPI allows more names where nothing is said about them, yet nobody means that who
        // lists properties; and a form has fields for those alone.
        _ if kind(owner) == Some("object") && is_listed && !is_a_choice => Property::Undeclared,
        _ => Property::Open(None),
    }
}

fn properties(owner: &Value) -> impl Iterator<Item = (&str, &Value)> {
    owner.get("properties").and_then(Value::as_map).into_iter().flat_map(Map::iter)
}

/// The definition of what a list or an open mapping holds.
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
    required.iter().any(|one| one.as_str() == Some(name))
}

/// "service instance" in "an input of the service instance".
pub(super) const fn noun(role: Role) -> &'static str {
    match role {
        Role::Environment => "environment",
        Role::Service => "service instance",
        Role::Pipeline => "pipeline",
    }
}
