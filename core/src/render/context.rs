//! The names that Proton gives to each template. Source: the AWS Proton user guide.

use super::dict::Dict;
use super::failure::Outcome;
use super::object::Object;
use super::run::Run;
use crate::bundle::{Kind, Target};
use crate::examples::names_of;
use crate::value::{Key, Map, Value};

/// The names that one template can read, as a mapping.
///
/// A component that is not attached is `null` at `service_instance.components.default`, or at the
/// same place in each of `service_instances`. Templates see it as the guide says: it is false and
/// prints `{}`, and still its `.outputs` are `{}`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context(pub Value);

/// The inputs and outputs from which the names are built.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The kind of the bundle.
    pub kind: Kind,
    /// Whether a service has a pipeline.
    pub has_pipeline: bool,
    /// The `EnvironmentSpec` or `ServiceSpec`.
    pub spec: &'a Value,
    /// The sample of outputs, every scalar of it text: `environment`, `service`, `components`,
    /// `environments`, `service_instances`, `resources`.
    pub outputs: &'a Value,
    /// The schema's defaults for an environment's or a service instance's inputs, in its order.
    pub defaults: &'a Map,
    /// The schema's defaults for the pipeline's inputs.
    pub pipeline_defaults: &'a Map,
}

/// The target, title and context of each rendering of a bundle.
pub fn contexts(inputs: &Inputs<'_>) -> Vec<(Target, String, Context)> {
    match inputs.kind {
        Kind::CustomerManagedEnvironment => Vec::new(),
        Kind::Environment => {
            vec![(Target::Environment, "environment".into(), Context(inputs.environment()))]
        }
        Kind::Component => {
            vec![(Target::Component, "component".into(), Context(inputs.component()))]
        }
        Kind::Service => {
            let instances = inputs.instances().iter().enumerate();
            let mut contexts: Vec<_> = instances
                .map(|(index, instance)| {
                    let label = instance.get("name").and_then(Value::as_str).unwrap_or_default();
                    let context = Context(inputs.instance(instance));
                    (Target::Instance(index), label.to_owned(), context)
                })
                .collect();
            if inputs.has_pipeline {
                contexts.push((Target::Pipeline, "pipeline".into(), Context(inputs.pipeline())));
            }
            contexts
        }
    }
}

/// The names of a resource where the sample has none.
fn default_resource(resource: &str) -> Map {
    names_of(resource).map(|(name, value)| (name.to_owned(), value.into())).collect()
}

impl<'a> Inputs<'a> {
    fn instances(&self) -> &'a [Value] {
        self.spec.get("instances").and_then(Value::as_list).unwrap_or_default()
    }

    fn resource(&self, name: &str) -> Map {
        let given = self.outputs.get("resources").and_then(|resources| resources.get(name));
        merged(default_resource(name), given)
    }

    fn environment(&self) -> Value {
        let mut environment = self.resource("environment");
        environment.insert("inputs", with_defaults(self.defaults, self.spec.get("spec")));
        map([("environment", Value::Map(environment))])
    }

    fn instance(&self, instance: &Value) -> Value {
        let environment = self.environment_of(instance);
        let inputs = with_defaults(self.defaults, instance.get("spec"));
        map([
            ("environment", environment.clone()),
            ("service", Value::Map(self.resource("service"))),
            (
                "service_instance",
                map([
                    ("name", instance.get("name").cloned().unwrap_or_default()),
                    ("inputs", inputs),
                    ("components", self.components(instance)),
                    ("environment", environment),
                ]),
            ),
        ])
    }

    fn pipeline(&self) -> Value {
        let instances = self.instances().iter().map(|instance| {
            let shared = map_or_empty(self.outputs.get("service"));
            let own = self.own(instance).and_then(|own| own.get("outputs"));
            map([
                ("name", instance.get("name").cloned().unwrap_or_default()),
                ("inputs", with_defaults(self.defaults, instance.get("spec"))),
                ("outputs", Value::Map(merged(shared, own))),
                ("components", self.components(instance)),
                ("environment", self.environment_of(instance)),
            ])
        });
        let inputs = with_defaults(self.pipeline_defaults, self.spec.get("pipeline"));
        map([
            ("service", Value::Map(self.resource("service"))),
            ("pipeline", map([("inputs", inputs)])),
            ("service_instances", Value::List(instances.collect())),
        ])
    }

    /// A component is attached to the first instance, where there is one.
    fn component(&self) -> Value {
        let component = ("component", Value::Map(self.resource("component")));
        let Some(instance) = self.instances().first() else {
            return map([component, ("environment", self.environment_of(&Value::Null))]);
        };
        map([
            component,
            ("environment", self.environment_of(instance)),
            ("service", Value::Map(self.resource("service"))),
            (
                "service_instance",
                map([
                    ("name", instance.get("name").cloned().unwrap_or_default()),
                    ("inputs", Value::Map(map_or_empty(instance.get("spec")))),
                ]),
            ),
        ])
    }

    /// The outputs in the sample for one instance.
    fn own(&self, instance: &Value) -> Option<&'a Value> {
        let name = instance.get("name")?.as_str()?;
        self.outputs.get("service_instances")?.get(name)
    }

    fn environment_of(&self, instance: &Value) -> Value {
        let resource = self.resource("environment");
        let name = instance.get("environment").or(resource.get("name")).cloned();
        let name = name.unwrap_or_default();
        let own = name
            .as_str()
            .and_then(|name| self.outputs.get("environments").and_then(|all| all.get(name)));
        let account = own.and_then(|own| own.get("account_id")).or(resource.get("account_id"));
        let shared = map_or_empty(self.outputs.get("environment"));
        map([
            ("name", name),
            ("account_id", account.cloned().unwrap_or_default()),
            ("outputs", Value::Map(merged(shared, own.and_then(|own| own.get("outputs"))))),
        ])
    }

    fn components(&self, instance: &Value) -> Value {
        let shared = map_or_empty(self.outputs.get("components"));
        let attached = merged(shared, self.own(instance).and_then(|own| own.get("components")));
        let component = attached.get("default").and_then(Value::as_map).filter(|c| !c.is_empty());
        let default = match component {
            None => Value::Null,
            Some(component) => {
                let resource = self.resource("component");
                let name = component.get("name").or(resource.get("name")).cloned();
                map([
                    ("name", name.unwrap_or_default()),
                    ("outputs", Value::Map(map_or_empty(component.get("outputs")))),
                ])
            }
        };
        map([("default", default)])
    }
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn map_or_empty(value: Option<&Value>) -> Map {
    value.and_then(Value::as_map).cloned().unwrap_or_default()
}

/// `base` with what `more` has instead or in addition.
fn merged(mut base: Map, more: Option<&Value>) -> Map {
    for (name, value) in more.and_then(Value::as_map).into_iter().flat_map(Map::iter) {
        base.insert(name, value.clone());
    }
    base
}

fn with_defaults(defaults: &Map, given: Option<&Value>) -> Value {
    Value::Map(merged(defaults.clone(), given))
}

impl Context {
    /// The names and their values as a rendering sees them.
    pub(super) fn objects(&self, run: &Run) -> Outcome<Vec<(&str, Object)>> {
        let names = self.0.as_map().into_iter().flat_map(Map::iter);
        names.map(|(name, value)| Ok((name, top(run, name, value)?))).collect()
    }
}

/// Where a value is in the context, from the inside out.
#[derive(Clone, Copy)]
enum Place<'p> {
    Top(&'p str),
    Name(&'p Place<'p>, &'p str),
    Index(&'p Place<'p>, usize),
    /// Within a list of the inputs: it stays an ordinary value.
    Inside,
}

impl Place<'_> {
    fn path(self) -> Option<Vec<Key>> {
        let (mut path, last) = match self {
            Place::Top(name) => (vec![], Key::from(name)),
            Place::Name(around, name) => (around.path()?, Key::from(name)),
            Place::Index(around, index) => (around.path()?, Key::from(index)),
            Place::Inside => return None,
        };
        path.push(last);
        Some(canonical(path))
    }
}

/// The one path of a value that the context has at two places.
fn canonical(path: Vec<Key>) -> Vec<Key> {
    match path.as_slice() {
        [Key::Name(instance), environment @ Key::Name(name), ..]
            if instance == "service_instance" && name == "environment" =>
        {
            let rest = path[2..].iter().cloned();
            [environment.clone()].into_iter().chain(rest).collect()
        }
        _ => path,
    }
}

fn top(run: &Run, name: &str, value: &Value) -> Outcome<Object> {
    let place = Place::Top(name);
    match (name, value) {
        ("service_instance", Value::Map(instance)) => service_instance(run, &place, instance),
        ("service_instances", Value::List(instances)) => {
            let instances = instances.iter().enumerate().map(|(index, instance)| {
                let place = Place::Index(&place, index);
                match instance {
                    Value::Map(instance) => service_instance(run, &place, instance),
                    other => object(run, &place, other),
                }
            });
            run.list(instances.collect::<Outcome<_>>()?)
        }
        _ => object(run, &place, value),
    }
}

fn service_instance(run: &Run, place: &Place<'_>, instance: &Map) -> Outcome<Object> {
    let mut dict = Dict::default();
    for (name, value) in instance.iter() {
        let object = match (name, value.get("default")) {
            ("components", Some(Value::Null)) => {
                let absent = Object::Dict(run.mapping(Dict::default(), true)?);
                let mut components = Dict::default();
                components.insert_str("default", absent);
                run.dict(components)?
            }
            _ => object(run, &Place::Name(place, name), value)?,
        };
        dict.insert_str(name, object);
    }
    run.dict(dict)
}

/// A value as a rendering sees it. In a rendering with symbols, scalars and lists of scalars are symbols.
fn object(run: &Run, place: &Place<'_>, value: &Value) -> Outcome<Object> {
    let scalar = |object: Object| {
        let Some(log) = &run.log else { return Ok(object) };
        match place.path() {
            Some(path) if !log.is_fixed(&path) => log.value(run, path, object),
            _ => Ok(object),
        }
    };
    match value {
        Value::Null => Ok(Object::None),
        Value::Bool(value) => scalar(Object::Bool(*value)),
        Value::Int(number) => scalar(Object::Int(*number)),
        Value::BigInt(digits) => scalar(Object::integer(digits.parse().unwrap_or_default())),
        Value::Float(number) => scalar(Object::Float(*number)),
        Value::String(text) => scalar(run.text(text.clone())?),
        Value::List(items) => {
            let objects = items.iter().map(|item| object(run, &Place::Inside, item));
            let list = run.list(objects.collect::<Outcome<_>>()?)?;
            let is_scalar = |item: &Value| !matches!(item, Value::List(_) | Value::Map(_));
            if items.iter().all(is_scalar) { scalar(list) } else { Ok(list) }
        }
        Value::Map(map) => {
            let mut dict = Dict::default();
            for (name, value) in map.iter() {
                let place = match place {
                    Place::Inside => Place::Inside,
                    place => Place::Name(place, name),
                };
                dict.insert_str(name, object(run, &place, value)?);
            }
            run.dict(dict)
        }
    }
}
