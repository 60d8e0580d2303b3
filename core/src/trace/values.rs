//! From a name that a template reads to the place of its value in a file.

use super::rendering::Traced;
use crate::bundle::{FileId, Target};
use crate::render::{self, Step, TagKind, Usage};
use crate::value::{Key, Value};

/// The loops around a part of a rendered text, each at its turn.
pub(super) struct Turns<'t> {
    pub(super) traced: &'t Traced<'t>,
    pub(super) turns: Vec<render::Turn>,
}

impl Turns<'_> {
    /// A path with the items that the loops are at. It ends at a list of which it is not known which
    /// item was read.
    pub(super) fn resolve(&self, path: &[Step]) -> Option<Vec<Key>> {
        let mut resolved = Vec::with_capacity(path.len());
        let mut at = Some(&self.traced.context.0);
        for (depth, step) in path.iter().enumerate() {
            let key = match step {
                Step::Name(name) => Key::Name(name.clone()),
                Step::Each => match self.item(&path[..depth], at) {
                    Some(key) => key,
                    None => break,
                },
            };
            at = at.and_then(|value| match (&key, value) {
                (Key::Name(name), value) => value.get(name),
                (Key::Index(index), value) => value.as_list()?.get(*index),
            });
            resolved.push(key);
        }
        (!resolved.is_empty()).then_some(resolved)
    }

    /// The item of the list or mapping at `path` that a loop around is at.
    fn item(&self, path: &[Step], value: Option<&Value>) -> Option<Key> {
        let references = self.traced.references();
        let index = self.turns.iter().find_map(|turn| {
            let mut loops = references.tags.iter().filter(|tag| tag.kind == TagKind::For);
            let tag = loops.find(|tag| tag.span.start == turn.span.start)?;
            let mut reads = references.reads[tag.reads.clone()].iter();
            let goes_through = reads.any(|read| {
                // A filter may leave items out, or put them into another order.
                read.path == path && read.usage == Usage::Iterated && read.filters.is_empty()
            });
            let text = turn.span.of(self.traced.template_text);
            let takes_all = text.split_whitespace().all(|word| word != "if");
            (goes_through && takes_all).then_some(turn.index)
        })?;
        match value? {
            Value::List(items) => (index < items.len()).then_some(Key::Index(index)),
            Value::Map(map) => map.iter().nth(index).map(|(name, _)| Key::Name(name.to_owned())),
            _ => None,
        }
    }
}

/// The file and the place in it that a name of the context gets its value from.
pub(super) fn place(traced: &Traced, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let (Key::Name(first), rest) = path.split_first()? else { return None };
    let instance = match traced.target {
        Target::Instance(index) => Some(index),
        // A component is attached to the first.
        Target::Component => Some(0),
        _ => None,
    };
    match (first.as_str(), traced.target) {
        ("environment", Target::Environment) => match name(rest.first()?) {
            "inputs" => Some(in_spec(traced, &["spec".into()], &rest[1..])),
            _ => Some(in_outputs(traced, &["resources", "environment"], rest)),
        },
        ("environment", _) => environment(traced, instance?, rest),
        ("service_instance", _) => of_instance(traced, instance?, rest),
        ("service_instances", Target::Pipeline) => match rest.split_first() {
            Some((Key::Index(index), rest)) => of_instance(traced, *index, rest),
            _ => Some(in_spec(traced, &["instances".into()], &[])),
        },
        ("pipeline", Target::Pipeline) => match name(rest.first()?) {
            "inputs" => Some(in_spec(traced, &["pipeline".into()], &rest[1..])),
            _ => None,
        },
        ("service" | "component", _) => Some(in_outputs(traced, &["resources", first], rest)),
        _ => None,
    }
}

/// A name of a service instance.
fn of_instance(traced: &Traced, index: usize, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let own = ["instances".into(), Key::Index(index)];
    let (key, rest) = path.split_first()?;
    match name(key) {
        "inputs" => Some(in_spec(traced, &[own[0].clone(), own[1].clone(), "spec".into()], rest)),
        "name" => Some(in_spec(traced, &own, path)),
        "environment" => environment(traced, index, rest),
        "outputs" => {
            let label = instance_name(traced, index)?;
            let special = ["service_instances", label, "outputs"];
            Some(one_or_all(traced, &special, &["service"], rest))
        }
        "components" => {
            let label = instance_name(traced, index)?;
            let special = ["service_instances", label, "components"];
            Some(one_or_all(traced, &special, &["components"], rest))
        }
        _ => None,
    }
}

/// A name of the environment that a service instance runs in.
fn environment(traced: &Traced, index: usize, path: &[Key]) -> Option<(FileId, Vec<Key>)> {
    let (key, rest) = path.split_first()?;
    let given = traced.spec.instances().get(index).and_then(|one| one.get("environment"));
    let label = given.and_then(Value::as_str);
    match (name(key), label) {
        ("name", Some(_)) => {
            Some(in_spec(traced, &["instances".into(), Key::Index(index)], &["environment".into()]))
        }
        ("outputs", Some(label)) => {
            let special = ["environments", label, "outputs"];
            Some(one_or_all(traced, &special, &["environment"], rest))
        }
        ("outputs", None) => Some(in_outputs(traced, &["environment"], rest)),
        (_, Some(label)) => {
            let special = ["environments", label];
            Some(one_or_all(traced, &special, &["resources", "environment"], path))
        }
        (_, None) => Some(in_outputs(traced, &["resources", "environment"], path)),
    }
}

/// In the sample of outputs: where it is given for one thing alone, or else for all of the kind.
fn one_or_all(traced: &Traced, one: &[&str], all: &[&str], path: &[Key]) -> (FileId, Vec<Key>) {
    let mut names = one.iter().copied().chain(path.first().map(name));
    let is_given = names.try_fold(&traced.outputs, |at, name| at.get(name)).is_some();
    in_outputs(traced, if is_given { one } else { all }, path)
}

fn instance_name<'t>(traced: &'t Traced, index: usize) -> Option<&'t str> {
    traced.spec.instances().get(index)?.get("name").and_then(Value::as_str)
}

fn in_spec(traced: &Traced, start: &[Key], path: &[Key]) -> (FileId, Vec<Key>) {
    (traced.spec_file.clone(), [start, path].concat())
}

fn in_outputs(traced: &Traced, start: &[&str], path: &[Key]) -> (FileId, Vec<Key>) {
    let start = start.iter().map(|&name| Key::from(name));
    (traced.outputs_file.clone(), start.chain(path.iter().cloned()).collect())
}

/// The name that a key is; empty for an index, which no name is.
fn name(key: &Key) -> &str {
    match key {
        Key::Name(name) => name,
        Key::Index(_) => "",
    }
}
