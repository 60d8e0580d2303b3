//! Tracks which values of a sample of outputs are made up: a problem that depends on one is not an error of the bundle.

use std::collections::BTreeSet;

use super::need::{Need, Needs};
use crate::examples::{RESOURCES, made_up};
use crate::schema::Schema;
use crate::value::{Key, Map, Value};

/// The paths of the made-up values in a sample of outputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct MadeUp(BTreeSet<Vec<String>>);

impl MadeUp {
    /// The made-up values in `value`, given the `needs` of the bundle. This includes values in the sample that
    /// equal the made-up ones, since new samples contain these.
    pub(super) fn of(value: &Value, needs: &Needs) -> Self {
        let mut paths = BTreeSet::new();
        for (section, needs) in [("environment", &needs.environment), ("service", &needs.service)] {
            let own = value.get(section).and_then(Value::as_map);
            for need in needs {
                let text = own.and_then(|own| own.get(&need.name)).and_then(Value::as_str);
                if text.is_some_and(|text| need.makes_up(text)) {
                    paths.insert([section, &need.name].map(str::to_owned).into());
                }
            }
        }
        for (resource, name, example) in RESOURCES {
            let given = value.get("resources").and_then(|all| all.get(resource)?.get(name));
            if given.is_none_or(|given| given.as_str() == Some(example)) {
                paths.insert(["resources", resource, name].map(str::to_owned).into());
            }
        }
        Self(paths)
    }

    /// Adds an output of a service instance.
    pub(super) fn add(&mut self, instance: &str, output: &str) {
        let path = ["service_instances", instance, "outputs", output];
        self.0.insert(path.map(str::to_owned).into());
    }

    /// Whether the value at `path` of the sample, or a value below it, is made up.
    pub(crate) fn has(&self, path: &[Key]) -> bool {
        let names: Vec<String> = path
            .iter()
            .map_while(|key| match key {
                Key::Name(name) => Some(name.clone()),
                Key::Index(_) => None,
            })
            .collect();
        let first = self.0.range(names.clone()..).next();
        first.is_some_and(|path| path.starts_with(&names))
    }

    /// The values of the made-up outputs.
    pub(super) fn texts<'v>(&self, value: &'v Value) -> Vec<&'v str> {
        let outputs = self.0.iter().filter(|path| path[0] != "resources");
        let text = |path: &Vec<String>| {
            path.iter().try_fold(value, |at, name| at.get(name)).and_then(Value::as_str)
        };
        outputs.filter_map(text).collect()
    }
}

impl Need {
    /// Whether a value equals the made-up one, or the one made up from the name alone.
    fn makes_up(&self, text: &str) -> bool {
        !self.is_known && (text == self.example || text == made_up(&self.name))
    }
}

/// Adds the output values that the instances' template contains to a sample of outputs, unless the sample sets
/// them. A value that contains a made-up one counts as made up.
pub(super) fn take_instances(
    value: &mut Value,
    made_up: &mut MadeUp,
    schema: &Schema,
    instances: Vec<(String, Vec<super::stack::WrittenOut>)>,
) {
    let mut texts: Vec<String> = made_up.texts(value).into_iter().map(str::to_owned).collect();
    texts.extend(schema.made_up_texts().iter().cloned());
    let Value::Map(sample) = value else { return };
    for (instance, outputs) in instances {
        for (output, text) in outputs {
            let shared = sample.get("service").and_then(|service| service.get(&output));
            let path = ["service", &output].map(Key::from);
            let all = sample.get("service_instances").and_then(Value::as_map);
            let own = all.and_then(|all| all.get(&instance)?.get("outputs")?.get(&output));
            if own.is_some() || shared.is_some() && !made_up.has(&path) {
                continue;
            }
            if texts.iter().any(|made_up| text.contains(made_up.as_str())) {
                made_up.add(&instance, &output);
            }
            let all = below(sample, "service_instances");
            let outputs = below(below(all, &instance), "outputs");
            outputs.insert(output, Value::String(text));
        }
    }
}

/// Returns the mapping `name` of another, and adds it if it is missing.
fn below<'m>(map: &'m mut Map, name: &str) -> &'m mut Map {
    if map.get(name).and_then(Value::as_map).is_none() {
        map.insert(name, Value::Map(Map::default()));
    }
    match map.get_mut(name) {
        Some(Value::Map(below)) => below,
        _ => unreachable!("it was just put there"),
    }
}
