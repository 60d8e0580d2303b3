//! Resolves a name that a template reads to the file and path of its value.

use super::Reading;
use crate::bundle::{FileId, SAMPLE_OUTPUTS, Target};
use crate::render::{Read, References, Step};
use crate::text::Span;
use crate::value::{Key, Value};

/// The context in which the names of one target are resolved.
#[derive(Clone, Copy)]
pub(crate) struct Lookup<'t> {
    pub(crate) target: Target,
    pub(crate) reading: &'t Reading<'t>,
}

impl<'t> Lookup<'t> {
    /// A service instance of the spec.
    fn instance(&self, index: usize) -> Option<&'t Value> {
        self.reading.spec.as_ref()?.instances().get(index)
    }
}

/// The label of the made-up value that a template reads within `span`.
pub(crate) fn made_up_within(
    lookup: &Lookup<'_>,
    references: &References,
    span: Span,
) -> Option<String> {
    let is_within = |read: &&Read| read.span.start < span.end && span.start < read.span.end;
    references.reads.iter().filter(is_within).find_map(|read| {
        // All instances have the same outputs. For other lists, it is unknown which item was read.
        let is_instances = read.path.first().is_some_and(|step| step.is("service_instances"));
        let keys = read.path.iter().enumerate().map_while(|(at, step)| match step {
            Step::Name(name) => Some(Key::Name(name.clone())),
            Step::Each => (is_instances && at == 1).then_some(Key::Index(0)),
        });
        let path: Vec<Key> = keys.collect();
        let (file, path) = place(lookup, &path)?;
        lookup.reading.made_up(&file, &path)
    })
}

/// The file and the path in it that provide the value of a name in the context.
pub(crate) fn place(lookup: &Lookup<'_>, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let (Key::Name(first), rest) = path.split_first()? else { return None };
    let instance = match lookup.target {
        Target::Instance(index) => Some(index),
        // A component is attached to the first instance.
        Target::Component => Some(0),
        _ => None,
    };
    match (first.as_str(), lookup.target) {
        ("environment", Target::Environment) => match name(rest.first()?) {
            "inputs" => Some(in_spec(lookup, &["spec".into()], &rest[1..])),
            _ => Some(in_outputs(lookup, &["resources", "environment"], rest)),
        },
        ("environment", _) => environment(lookup, instance?, rest),
        ("service_instance", _) => of_instance(lookup, instance?, rest),
        ("service_instances", Target::Pipeline) => match rest.split_first() {
            Some((Key::Index(index), rest)) => of_instance(lookup, *index, rest),
            _ => Some(in_spec(lookup, &["instances".into()], &[])),
        },
        ("pipeline", Target::Pipeline) => match name(rest.first()?) {
            "inputs" => Some(in_spec(lookup, &["pipeline".into()], &rest[1..])),
            _ => None,
        },
        ("service" | "component", _) => Some(in_outputs(lookup, &["resources", first], rest)),
        _ => None,
    }
}

/// Resolves a name of a service instance.
fn of_instance(lookup: &Lookup<'_>, index: usize, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let own = ["instances".into(), Key::Index(index)];
    let (key, rest) = path.split_first()?;
    match name(key) {
        "inputs" => Some(in_spec(lookup, &[own[0].clone(), own[1].clone(), "spec".into()], rest)),
        "name" => Some(in_spec(lookup, &own, path)),
        "environment" => environment(lookup, index, rest),
        "outputs" => {
            let label = instance_name(lookup, index)?;
            let special = ["service_instances", label, "outputs"];
            Some(one_or_all(lookup, &special, &["service"], rest))
        }
        "components" => {
            let label = instance_name(lookup, index)?;
            let special = ["service_instances", label, "components"];
            Some(one_or_all(lookup, &special, &["components"], rest))
        }
        _ => None,
    }
}

/// Resolves a name of the environment that a service instance runs in.
fn environment(lookup: &Lookup<'_>, index: usize, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let (key, rest) = path.split_first()?;
    let given = lookup.instance(index).and_then(|instance| instance.get("environment"));
    let label = given.and_then(Value::as_str);
    match (name(key), label) {
        ("name", Some(_)) => {
            Some(in_spec(lookup, &["instances".into(), Key::Index(index)], &["environment".into()]))
        }
        ("outputs", Some(label)) => {
            let special = ["environments", label, "outputs"];
            Some(one_or_all(lookup, &special, &["environment"], rest))
        }
        ("outputs", None) => Some(in_outputs(lookup, &["environment"], rest)),
        (_, Some(label)) => {
            let special = ["environments", label];
            Some(one_or_all(lookup, &special, &["resources", "environment"], path))
        }
        (_, None) => Some(in_outputs(lookup, &["resources", "environment"], path)),
    }
}

/// The path in the sample of outputs: the entry for one resource if it is given, or else the entry for all of its kind.
fn one_or_all(lookup: &Lookup<'_>, one: &[&str], all: &[&str], path: &[Key]) -> (FileId, Vec<Key>) {
    let mut names = one.iter().copied().chain(path.first().map(name));
    let is_given = names.try_fold(&lookup.reading.outputs.value, |at, name| at.get(name)).is_some();
    in_outputs(lookup, if is_given { one } else { all }, path)
}

fn instance_name<'t>(lookup: &Lookup<'t>, index: usize) -> Option<&'t str> {
    lookup.instance(index)?.get("name").and_then(Value::as_str)
}

fn in_spec(lookup: &Lookup<'_>, start: &[Key], path: &[Key]) -> (FileId, Vec<Key>) {
    let bundle = lookup.reading.bundle;
    (bundle.id(bundle.spec()), [start, path].concat())
}

fn in_outputs(lookup: &Lookup<'_>, start: &[&str], path: &[Key]) -> (FileId, Vec<Key>) {
    let start = start.iter().map(|&name| Key::from(name));
    (lookup.reading.bundle.id(SAMPLE_OUTPUTS), start.chain(path.iter().cloned()).collect())
}

/// The name of a key; empty for an index, as no name is.
fn name(key: &Key) -> &str {
    match key {
        Key::Name(name) => name,
        Key::Index(_) => "",
    }
}
