//! Which outputs a bundle gets from others.

use crate::bundle::{Bundle, Kind, Part, SCHEMA};
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
}

/// One output.
pub(super) struct Need {
    /// Its name.
    pub name: String,
    /// Where it is known from, for the form.
    pub help: String,
    /// Whether a value is made up. A name that the environment's own bundle does not declare gets
    /// none: rendering has to find that out.
    pub make_up: bool,
}

/// The outputs that the templates of `bundle` can read.
pub(super) fn needs(workspace: &Workspace, bundle: &Bundle, spec: Option<&Spec>) -> Needs {
    let mut needs = Needs::default();
    if !matches!(bundle.kind(), Kind::Service | Kind::Component) {
        return needs;
    }
    let environments = environments(workspace, spec);
    for environment in &environments {
        for name in environment_outputs(environment) {
            let help = format!("Declared by {}.", environment.name);
            add(&mut needs.environment, Need { name, help, make_up: true });
        }
    }
    for name in template_texts(bundle, Part::Instance).flat_map(declared) {
        let help = "Declared by the template of the service instances.".to_owned();
        add(&mut needs.service, Need { name, help, make_up: true });
    }
    let declares_none = needs.service.is_empty();
    for part in bundle.parts() {
        for (owner, name) in template_texts(bundle, part).flat_map(read) {
            let help = "Read by a template of this bundle.".to_owned();
            match owner {
                Owner::Environment => add(
                    &mut needs.environment,
                    Need { name, help, make_up: environments.is_empty() },
                ),
                Owner::Service if part == Part::Pipeline => {
                    add(&mut needs.service, Need { name, help, make_up: declares_none });
                }
                Owner::Service => {}
            }
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

/// The bundles of the environments that the instances run in, as far as they are open; else the
/// first environment that is.
fn environments<'w>(workspace: &'w Workspace, spec: Option<&Spec>) -> Vec<&'w Bundle> {
    let is_environment = |bundle: &&Bundle| {
        matches!(bundle.kind(), Kind::Environment | Kind::CustomerManagedEnvironment)
    };
    let open: Vec<&Bundle> = workspace.bundles.iter().filter(is_environment).collect();
    let instances = spec.map(Spec::instances).unwrap_or_default();
    let wanted: Vec<&str> =
        instances.iter().filter_map(|instance| instance.get("environment")?.as_str()).collect();
    let named: Vec<&Bundle> =
        open.iter().copied().filter(|bundle| wanted.contains(&bundle.name.as_str())).collect();
    if named.is_empty() { open.into_iter().take(1).collect() } else { named }
}

fn environment_outputs(environment: &Bundle) -> Vec<String> {
    if environment.kind() == Kind::CustomerManagedEnvironment {
        let root = environment.text(SCHEMA).and_then(|text| yaml::parse(text).root);
        let schema = root.as_ref().and_then(|root| root.get("schema"));
        let name = schema.and_then(|schema| schema.get("environment_input_type")?.text());
        let properties = schema
            .zip(name)
            .and_then(|(schema, name)| schema.get("types")?.get(name)?.get("properties"));
        return properties
            .map(yaml::Node::entries)
            .unwrap_or_default()
            .iter()
            .map(|entry| entry.name().to_owned())
            .collect();
    }
    template_texts(environment, Part::Environment).flat_map(declared).collect()
}

/// The texts of a part that can be its template.
fn template_texts(bundle: &Bundle, part: Part) -> impl Iterator<Item = &str> {
    let folder = part.folder();
    let files = bundle.files.iter().filter(move |file| {
        file.path.strip_prefix(folder).is_some_and(|name| {
            !name.contains('/') && !name.starts_with("manifest.") && !name.starts_with('.')
        })
    });
    files.filter_map(crate::File::text)
}

/// The names that a template declares under `Outputs:`, as far as Jinja does not make them up, or
/// as Terraform's `output "name"`.
fn declared(template: &str) -> Vec<String> {
    let terraform = template.lines().filter_map(|line| {
        Some(line.strip_prefix("output")?.trim_start().strip_prefix('"')?.split_once('"')?.0)
    });
    let terraform: Vec<_> = terraform.map(str::to_owned).collect();
    if !terraform.is_empty() {
        return terraform;
    }
    let lines = template.lines().skip_while(|line| line.trim_end() != "Outputs:").skip(1);
    let mut names = vec![];
    let mut column = None;
    for line in lines {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        if text.trim().is_empty() || text.starts_with(['#', '{']) {
            continue;
        }
        if indent == 0 {
            break;
        }
        let column = *column.get_or_insert(indent);
        if indent == column
            && let Some((name, _)) = text.split_once(':')
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric())
        {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whose output a template reads.
enum Owner {
    Environment,
    Service,
}

/// The outputs that a template reads by name: `….outputs.Name`, `….outputs['Name']`.
fn read(template: &str) -> Vec<(Owner, String)> {
    let mut names = vec![];
    for (at, _) in template.match_indices("outputs") {
        let before = &template[..at];
        let after = &template[at + "outputs".len()..];
        let owner = if before.ends_with("environment.") {
            Owner::Environment
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
