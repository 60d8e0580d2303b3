//! Which outputs a bundle gets from others.

use super::declared::{Declared, declared};
use crate::bundle::{Bundle, Kind, Part, REGISTRATION, SCHEMA};
use crate::examples::made_up;
use crate::spec::Spec;
use crate::workspace::Workspace;
use crate::yaml;

/// The names of outputs.
#[derive(Default)]
pub(super) struct Needs {
    /// What environments supply.
    pub environment: Vec<Need>,
    /// What service instances supply to the pipeline.
    pub service: Vec<Need>,
    /// What a component supplies to the service instance that it is attached to.
    pub component: Vec<Need>,
}

/// One output.
pub(super) struct Need {
    /// Its name.
    pub name: String,
    /// Where it is known from, for the form.
    pub help: String,
    /// What the value may look like.
    pub example: String,
    /// Whether that is taken where the sample says nothing. Not for a name that the environment's own
    /// bundle does not declare: rendering has to find that out. Nor for a component's: with a value
    /// it is attached.
    pub make_up: bool,
}

/// The outputs that the templates of `bundle` can read.
pub(super) fn needs(workspace: &Workspace, bundle: &Bundle, spec: Option<&Spec>) -> Needs {
    let mut needs = Needs::default();
    if !matches!(bundle.kind(), Kind::Service | Kind::Component) {
        return needs;
    }
    let environments = environments(workspace, bundle, spec);
    for environment in &environments {
        for (_, Declared { name, example, .. }) in declared_outputs(environment) {
            let help = format!("Declared by {}.", environment.name);
            add(&mut needs.environment, Need { name, help, example, make_up: true });
        }
    }
    for (_, Declared { name, example, .. }) in template_outputs(bundle, Part::Instance) {
        let help = "Declared by the template of the service instances.".to_owned();
        add(&mut needs.service, Need { name, help, example, make_up: true });
    }
    let declares_none = needs.service.is_empty();
    for part in bundle.parts() {
        for (owner, name) in template_texts(bundle, part).flat_map(read) {
            let help = "Read by a template of this bundle.".to_owned();
            let (needs, make_up) = match owner {
                Owner::Environment => (&mut needs.environment, environments.is_empty()),
                Owner::Service if part == Part::Pipeline => (&mut needs.service, declares_none),
                Owner::Service => continue,
                Owner::Component => (&mut needs.component, false),
            };
            let example = made_up(&name);
            add(needs, Need { name, help, example, make_up });
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

/// The bundles of the environments that the instances of a service run in, as far as they are open.
/// Where the spec names none of them, it is the first that the service may run in.
pub(crate) fn environments<'w>(
    workspace: &'w Workspace,
    service: &Bundle,
    spec: Option<&Spec>,
) -> Vec<&'w Bundle> {
    let named = named_environments(workspace, spec);
    if named.is_empty() {
        possible_environments(workspace, service).into_iter().take(1).collect()
    } else {
        named
    }
}

/// The open environments that a service may run in: those that it is registered for. One that is not
/// registered may run in any.
///
/// Source: user guide, on template sync: `compatible_environments` lists environment templates, each
/// with its major version. A bundle is called as its template.
pub(super) fn possible_environments<'w>(
    workspace: &'w Workspace,
    service: &Bundle,
) -> Vec<&'w Bundle> {
    let root = service.text(REGISTRATION).and_then(|text| yaml::parse(text).root);
    let listed = root.as_ref().and_then(|root| root.get("compatible_environments"));
    let listed = listed.map(yaml::Node::items).unwrap_or_default();
    let templates: Vec<&str> =
        listed.iter().filter_map(|item| Some(item.text()?.rsplit_once(':')?.0)).collect();
    let may = |open: &&Bundle| templates.is_empty() || templates.contains(&open.name.as_str());
    workspace.environments().filter(may).collect()
}

/// The bundles of the environments that the instances run in, as far as they are open.
pub(super) fn named_environments<'w>(
    workspace: &'w Workspace,
    spec: Option<&Spec>,
) -> Vec<&'w Bundle> {
    let instances = spec.map(Spec::instances).unwrap_or_default();
    let wanted: Vec<&str> =
        instances.iter().filter_map(|instance| instance.get("environment")?.as_str()).collect();
    workspace.environments().filter(|bundle| wanted.contains(&bundle.name.as_str())).collect()
}

/// The outputs of an environment, each with the path of the file that declares it.
pub(crate) fn declared_outputs(environment: &Bundle) -> Vec<(&str, Declared)> {
    if environment.kind() == Kind::CustomerManagedEnvironment {
        let root = environment.text(SCHEMA).and_then(|text| yaml::parse(text).root);
        let schema = root.as_ref().and_then(|root| root.get("schema"));
        let name = schema.and_then(|schema| schema.get("environment_input_type")?.text());
        let properties = schema
            .zip(name)
            .and_then(|(schema, name)| schema.get("types")?.get(name)?.get("properties"));
        let entries = properties.map(yaml::Node::entries).unwrap_or_default().iter();
        let outputs = entries.map(|entry| {
            let name = entry.name().to_owned();
            (SCHEMA, Declared { example: made_up(&name), name, span: entry.key.span })
        });
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

/// The texts of a part that can be its template.
pub(super) fn template_texts(bundle: &Bundle, part: Part) -> impl Iterator<Item = &str> {
    template_files(bundle, part).map(|(_, text)| text)
}

/// The files of a part that can be its template, by path and text.
fn template_files(bundle: &Bundle, part: Part) -> impl Iterator<Item = (&str, &str)> {
    let folder = part.folder();
    let files = bundle.files.iter().filter(move |file| {
        file.path.strip_prefix(folder).is_some_and(|name| {
            !name.contains('/') && !name.starts_with("manifest.") && !name.starts_with('.')
        })
    });
    files.filter_map(|file| Some((file.path.as_str(), bundle.text(&file.path)?)))
}

/// Whose output a template reads.
enum Owner {
    Environment,
    Service,
    Component,
}

/// The outputs that a template reads by name: `….outputs.Name`, `….outputs['Name']`.
fn read(template: &str) -> Vec<(Owner, String)> {
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
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if end > 0 && !rest[end..].starts_with('(') {
            names.push((owner, rest[..end].to_owned()));
        }
    }
    names
}
