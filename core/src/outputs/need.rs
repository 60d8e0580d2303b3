//! Finds the outputs of other stacks that a bundle needs.

use std::collections::HashMap;

use super::declared::{Declared, declared};
use super::environments::Surroundings;
use crate::bundle::{Bundle, Kind, Part, SCHEMA};
use crate::examples::{made_up, of_use};
use crate::sort::CompactSort;
use crate::yaml;

/// The needed outputs by source.
#[derive(Default)]
pub(super) struct Needs {
    /// The outputs of environments.
    pub environment: Vec<Need>,
    /// The outputs of service instances that the pipeline reads.
    pub service: Vec<Need>,
    /// The outputs of a component for the service instance that it is attached to.
    pub component: Vec<Need>,
}

/// A needed output.
pub(super) struct Need {
    /// Its name.
    pub name: String,
    /// Its source, as a help text in the form.
    pub help: String,
    /// An example value.
    pub example: String,
    /// Whether the example is used if the sample sets no value. Not for a name that the environment's own bundle
    /// doesn't declare, since rendering has to report it; and not for a component's outputs, since a value means
    /// that the component is attached.
    pub make_up: bool,
    /// Whether the example is the actual value, from the template of the stack.
    pub is_known: bool,
}

/// Finds the outputs that the templates of `bundle` can read.
pub(super) fn needs(surroundings: &Surroundings, bundle: &Bundle) -> Needs {
    let mut needs = Needs::default();
    if !matches!(bundle.kind(), Kind::Service | Kind::Component) {
        return needs;
    }
    // An undeclared output is only certain to be missing if all environments are known.
    let all_are_known = surroundings.is_complete;
    let uses = uses(bundle);
    for environment in surroundings.suppliers() {
        for declared in &environment.outputs {
            let help = format!("Declared by {}.", environment.name);
            let value = environment.written_out().iter().find(|(name, _)| *name == declared.name);
            let example = match value {
                Some((_, value)) => value.clone(),
                None => declared.example(uses.get(&declared.name)),
            };
            let (name, is_known) = (declared.name.clone(), value.is_some());
            add(&mut needs.environment, Need { name, help, example, make_up: true, is_known });
        }
    }
    for (_, declared) in template_outputs(bundle, Part::Instance) {
        let help = "Declared by the template of the service instances.".to_owned();
        let example = declared.example(uses.get(&declared.name));
        let name = declared.name;
        add(&mut needs.service, Need { name, help, example, make_up: true, is_known: false });
    }
    let declares_none = needs.service.is_empty();
    for part in bundle.parts() {
        for Output { owner, name, .. } in template_texts(bundle, part).flat_map(read) {
            let help = "Read by a template of this bundle.".to_owned();
            let (needs, make_up) = match owner {
                Owner::Environment => (&mut needs.environment, !all_are_known),
                Owner::Service if part == Part::Pipeline => (&mut needs.service, declares_none),
                Owner::Service => continue,
                Owner::Component => (&mut needs.component, false),
            };
            let example = uses.get(&name).cloned().unwrap_or_else(|| made_up(&name));
            add(needs, Need { name, help, example, make_up, is_known: false });
        }
    }
    if !bundle.parts().contains(&Part::Pipeline) {
        needs.service.clear();
    }
    needs
}

fn add(needs: &mut Vec<Need>, need: Need) {
    if needs.iter().all(|other| other.name != need.name) {
        needs.push(need);
    }
}

/// The outputs of an environment, each with the path of the declaring file.
pub(crate) fn declared_outputs(environment: &Bundle) -> Vec<(&str, Declared)> {
    if environment.kind() == Kind::CustomerManagedEnvironment {
        let root = environment.text(SCHEMA).and_then(|text| yaml::parse(text).root);
        let schema = root.as_ref().and_then(|root| root.get("schema"));
        let name = schema.and_then(|schema| schema.get("environment_input_type")?.text());
        let properties = schema
            .zip(name)
            .and_then(|(schema, name)| schema.get("types")?.get(name)?.get("properties"));
        let entries = properties.map(yaml::Node::entries).unwrap_or_default().iter();
        let outputs = entries.map(|entry| (SCHEMA, Declared::named(entry.name(), entry.key.span)));
        return outputs.collect();
    }
    template_outputs(environment, Part::Environment)
}

/// The outputs that the template of a part declares, each with the path of its file.
pub(crate) fn template_outputs(bundle: &Bundle, part: Part) -> Vec<(&str, Declared)> {
    template_files(bundle, part)
        .flat_map(|(path, text)| declared(text).into_iter().map(move |output| (path, output)))
        .collect()
}

/// The texts of the files that may be the template of a part.
pub(super) fn template_texts(bundle: &Bundle, part: Part) -> impl Iterator<Item = &str> {
    template_files(bundle, part).map(|(_, text)| text)
}

/// The files that may be the template of a part, by path and text.
fn template_files(bundle: &Bundle, part: Part) -> impl Iterator<Item = (&str, &str)> {
    let folder = part.folder();
    let files = bundle.files.iter().filter(move |file| {
        file.path.strip_prefix(folder).is_some_and(|name| {
            !name.contains('/') && !name.starts_with("manifest.") && !name.starts_with('.')
        })
    });
    files.filter_map(|file| Some((file.path.as_str(), bundle.text(&file.path)?)))
}

/// The names of the environment's outputs that the templates of `bundle` read, without duplicates.
pub(super) fn reads_of_environment(bundle: &Bundle) -> Vec<String> {
    let texts = bundle.parts().into_iter().flat_map(|part| template_texts(bundle, part));
    let reads = texts.flat_map(read).filter(|read| matches!(read.owner, Owner::Environment));
    let mut names: Vec<String> = reads.map(|read| read.name).collect();
    names.compact_sort();
    names.dedup();
    names
}

/// The owner of an output.
enum Owner {
    Environment,
    Service,
    Component,
}

/// An output that a template reads by name.
struct Output {
    owner: Owner,
    name: String,
    /// The byte offset of the end of the name in the template.
    end: usize,
}

/// Finds the outputs that a template reads by name: `….outputs.Name`, `….outputs['Name']`.
fn read(template: &str) -> Vec<Output> {
    let mut names = vec![];
    for (at, _) in template.match_indices("outputs") {
        let before = &template[..at];
        let after = &template[at + "outputs".len()..];
        let owner = if before.ends_with("environment.") {
            Owner::Environment
        } else if before.ends_with("components.default.") {
            Owner::Component
        } else if before.ends_with("default.") || !before.ends_with('.') {
            continue;
        } else {
            Owner::Service
        };
        let rest = ["['", "[\"", "."].iter().find_map(|open| after.strip_prefix(open));
        let Some(rest) = rest else { continue };
        let length =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if length > 0 && !rest[length..].starts_with('(') {
            let end = template.len() - rest.len() + length;
            names.push(Output { owner, name: rest[..length].to_owned(), end });
        }
    }
    names
}

/// Example values for outputs whose use reveals the format, by name; the first use decides.
fn uses(bundle: &Bundle) -> HashMap<String, String> {
    let mut examples = HashMap::new();
    let texts = bundle.parts().into_iter().flat_map(|part| template_texts(bundle, part));
    for text in texts {
        for Output { name, end, .. } in read(text) {
            if let Some(example) = of_use(text, end, &name) {
                examples.entry(name).or_insert(example);
            }
        }
    }
    examples
}
