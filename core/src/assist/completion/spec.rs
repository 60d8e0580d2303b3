//! Completions in a sample of inputs: the names of the inputs, and their values.

use super::{Completion, CompletionKind, Completions, key, values};
use crate::assist::names::inputs;
use crate::assist::properties::{Property, properties, step};
use crate::assist::rows::{Slot, nesting, rows};
use crate::assist::scene::Scene;
use crate::bundle::Part;
use crate::render::references::Step;
use crate::schema::{Role, combined};
use crate::value::Value;
use crate::yaml::{self, Node};

pub(super) fn completions(scene: &Scene<'_>, at: usize) -> Option<Completions> {
    let text = scene.text;
    let rows = rows(text);
    let found = nesting(text, &rows, at);
    match found.slot {
        Slot::Key(word) => {
            let from = word.start.min(at);
            let options = match definitions(scene, &found.path) {
                Some(definitions) => names(scene, &definitions)
                    .iter()
                    .map(|property| {
                        let option = super::template::option(scene, property);
                        let insert = key(text, word, property.entry.name(), "").insert;
                        Completion { insert, ..option }
                    })
                    .collect(),
                None => frame(scene, &found.path)
                    .iter()
                    .map(|(name, help)| key(text, word, name, help))
                    .collect(),
            };
            Some(Completions { from, options, wanted: None })
        }
        Slot::Value(word) => {
            let from = word.start.min(at);
            let (last, around) = found.path.split_last()?;
            let options = match definitions(scene, around) {
                Some(definitions) => {
                    let all = definitions
                        .iter()
                        .flat_map(|definition| step(&scene.schema, definition, last));
                    all.flat_map(|definition| choices(scene, definition)).collect()
                }
                None => fixed_values(scene, around, last.as_name()?),
            };
            Some(Completions { from, options, wanted: None })
        }
    }
}

fn names<'s>(scene: &'s Scene<'_>, definitions: &[&'s Node]) -> Vec<Property<'s>> {
    definitions.iter().flat_map(|definition| properties(&scene.schema, definition)).collect()
}

/// The definitions of the mapping at `path`; `None` outside the inputs.
fn definitions<'s>(scene: &'s Scene<'_>, path: &[Step]) -> Option<Vec<&'s Node>> {
    let is_environment = scene.bundle.kind().is_environment();
    let (role, rest) = match path {
        [spec, rest @ ..] if is_environment && spec.is("spec") => (Role::Environment, rest),
        [pipeline, rest @ ..] if !is_environment && pipeline.is("pipeline") => {
            (Role::Pipeline, rest)
        }
        [instances, Step::Each, spec, rest @ ..]
            if !is_environment && instances.is("instances") && spec.is("spec") =>
        {
            (Role::Service, rest)
        }
        _ => return None,
    };
    let mut found = vec![inputs(scene, role)?];
    for next in rest {
        found = found
            .into_iter()
            .flat_map(|definition| step(&scene.schema, definition, next))
            .collect();
    }
    Some(found)
}

/// The keys of a spec that are not inputs.
fn frame(scene: &Scene<'_>, path: &[Step]) -> &'static [(&'static str, &'static str)] {
    let is_environment = scene.bundle.kind().is_environment();
    let has_pipeline = scene.bundle.parts().contains(&Part::Pipeline);
    match path {
        [] if is_environment => &[
            ("proton", "The type of the file: `EnvironmentSpec`."),
            ("spec", "The inputs of the environment."),
        ],
        [] if has_pipeline => &[
            ("proton", "The type of the file: `ServiceSpec`."),
            ("pipeline", "The inputs of the pipeline."),
            ("instances", "The service instances, each with its inputs."),
        ],
        [] => &[
            ("proton", "The type of the file: `ServiceSpec`."),
            ("instances", "The service instances, each with its inputs."),
        ],
        [instances, Step::Each] if instances.is("instances") => &[
            ("name", "The name of the instance."),
            ("environment", "The environment of the instance."),
            ("spec", "The inputs of the instance."),
        ],
        _ => &[],
    }
}

fn fixed_values(scene: &Scene<'_>, around: &[Step], key: &str) -> Vec<Completion> {
    match (around, key) {
        ([], "proton") if scene.bundle.kind().is_environment() => values([("EnvironmentSpec", "")]),
        ([], "proton") => values([("ServiceSpec", "")]),
        ([instances, Step::Each], "environment") if instances.is("instances") => {
            let open = scene.workspace.environments();
            values(open.map(|bundle| (bundle.name.as_str(), "An open environment bundle.")))
        }
        _ => vec![],
    }
}

/// The values that a definition suggests: its options, or its default.
fn choices(scene: &Scene<'_>, definition: &Node) -> Vec<Completion> {
    let written = definition.value();
    let definition = combined(&scene.schema, &written);
    let default = definition.get("default");
    let options = match definition.get("enum") {
        Some(Value::List(options)) => options.clone(),
        _ if definition.get("type").and_then(Value::as_str) == Some("boolean") => {
            vec![Value::Bool(true), Value::Bool(false)]
        }
        _ => default.cloned().into_iter().collect(),
    };
    let option = |value: &Value| {
        let detail = if Some(value) == default { "default" } else { "" };
        Completion::new(CompletionKind::Value, yaml::flow(value), detail)
    };
    options.iter().map(option).collect()
}
