//! What Proton wrote beside a template that Jinja does not render: variables for Terraform, inputs
//! for the commands of CodeBuild.
//!
//! Sources: "Terraform `IaC` files" and "CodeBuild provisioning parameter details and examples" of the
//! user guide, and files of public repositories that Proton itself wrote.

mod codebuild;
mod mixing;
mod notation;
mod terraform;
mod variables;

pub use mixing::mixing;

use crate::analysis::Rendering;
use crate::bundle::{Bundle, Part, Target};
use crate::manifest::Template;
use crate::reading::contexts_of;
use crate::render::Context;
use crate::renderings::{folder_name, label};
use crate::schema::Schema;
use crate::spec::Spec;
use crate::value::{Map, Value};

/// One file: its name, the path in the bundle that it comes from, its text.
type File = (String, String, String);

/// The files that Proton passed on for each target of those `templates` that are not
/// CloudFormation's.
pub fn generated(
    bundle: &Bundle,
    schema: &Schema,
    spec: &Spec,
    outputs: &Value,
    templates: &[(Part, Template)],
) -> Vec<Rendering> {
    let is_generated = |template: &Template| !matches!(template, Template::CloudFormation(_));
    if !templates.iter().any(|(_, template)| is_generated(template)) {
        return vec![];
    }
    let has_pipeline = templates.iter().any(|(part, _)| *part == Part::Pipeline);
    let contexts = contexts_of(bundle, schema, spec, outputs, has_pipeline);
    let mut renderings = vec![];
    for (part, template) in templates {
        for (target, name, context) in contexts.iter().filter(|(target, ..)| target.part() == *part)
        {
            let label = label(*target, name);
            let files = match template {
                Template::CloudFormation(_) => continue,
                Template::Terraform(paths) => {
                    terraform::files(bundle, schema, paths, *target, context)
                }
                Template::CodeBuild(settings) => {
                    codebuild::files(&part.manifest(), settings, *target, context)
                }
            };
            let folder = folder_name(*target, &label);
            renderings.extend(files.into_iter().map(|(name, path, text)| Rendering {
                target: *target,
                label: label.clone(),
                file_name: format!("{folder}/{name}"),
                template: bundle.id(path),
                text: Some(text),
                is_complete: true,
            }));
        }
    }
    renderings
}

/// What code can read of the names in `context`. The guide's examples have no account of an
/// environment in its own files, and nothing about components in CodeBuild's.
fn values(target: Target, context: &Context) -> Map {
    let parts: &[(&str, &[&str])] = match target {
        Target::Environment => &[("environment", &["name", "inputs"])],
        Target::Instance(_) => &[
            ("environment", &ENVIRONMENT),
            ("service", &SERVICE),
            ("service_instance", &["name", "inputs"]),
        ],
        Target::Pipeline => &[("service", &SERVICE), ("pipeline", &["inputs"])],
        Target::Component => &[
            ("component", &["name"]),
            ("environment", &ENVIRONMENT),
            ("service", &["name"]),
            ("service_instance", &["name", "inputs"]),
        ],
    };
    let named = parts
        .iter()
        .filter_map(|(name, keys)| Some(((*name).to_owned(), pick(context.0.get(name)?, keys))));
    let mut values: Map = named.collect();
    if target == Target::Pipeline {
        let instances = context.0.get("service_instances").and_then(Value::as_list);
        let keys = ["name", "inputs", "outputs", "environment"];
        let instances = instances.unwrap_or_default().iter().map(|one| pick(one, &keys));
        values.insert("service_instances", Value::List(instances.collect()));
    }
    values
}

const ENVIRONMENT: [&str; 3] = ["account_id", "name", "outputs"];
const SERVICE: [&str; 4] = ["name", "branch_name", "repository_connection_arn", "repository_id"];

fn pick(from: &Value, keys: &[&str]) -> Value {
    let picked = keys.iter().filter_map(|key| Some(((*key).to_owned(), from.get(key)?.clone())));
    Value::Map(picked.collect())
}
