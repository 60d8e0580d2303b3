//! The files that a provisioning repository got for Terraform: the bundle's files unchanged, together with
//! `proton.<resource>.variables.tf` and `proton.auto.tfvars.json`.

use super::arn::Arns;
use super::notation::{Notation, document};
use super::values::Values;
use super::variables::variables;
use super::{File, Names};
use crate::bundle::{Bundle, SAMPLE_OUTPUTS, SCHEMA, Target};
use crate::render::Context;
use crate::value::{Map, Value};

/// The variable with Proton's tags.
const TAGS: &str = "proton_tags";

/// The files for one target, those that Proton wrote first.
pub(super) fn files(
    bundle: &Bundle,
    paths: &[String],
    values: &Values<'_>,
    names: Names,
) -> Vec<File> {
    let target = values.target;
    let mut all = values.map.clone();
    if matches!(target, Target::Instance(_))
        && let Some(Value::Map(instance)) = all.get_mut("service_instance")
    {
        instance.insert("components", components(values.context));
    }
    let arns = Arns::of(target, values.context);
    let reads_tags = |path: &String| bundle.text(path).is_some_and(|text| text.contains(TAGS));
    let has_tags = names == Names::Proton || paths.iter().any(reads_tags);
    if has_tags {
        all.insert(TAGS, Value::Map(arns.tags(bundle)));
    }
    if names == Names::Proton {
        all.insert("//", Value::String(arns.resource()));
    }
    let source = if bundle.file(SCHEMA).is_some() { SCHEMA } else { SAMPLE_OUTPUTS };
    let (tfvars, declarations) = match names {
        Names::Proton => {
            ("proton.auto.tfvars.json".into(), format!("proton.{}.variables.tf", resource(target)))
        }
        Names::Plain => {
            let file_name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
            let is_taken = |name: &str| paths.iter().any(|path| file_name(path) == name);
            let first = |all: [&str; 3]| {
                all.into_iter().find(|name| !is_taken(name)).unwrap_or(all[0]).to_owned()
            };
            (
                first([
                    "inputs.auto.tfvars.json",
                    "values.auto.tfvars.json",
                    "all.auto.tfvars.json",
                ]),
                first(["variables.tf", "inputs.tf", "inputs.variables.tf"]),
            )
        }
    };
    let mut files = vec![
        (tfvars, source.to_owned(), document(&all, Notation::Json)),
        (declarations, source.to_owned(), variables(target, values.has_repository, has_tags)),
    ];
    for path in paths {
        // Files that are not UTF-8 are already reported.
        if let Some(text) = bundle.text(path) {
            let name = path.rsplit('/').next().unwrap_or(path);
            files.push((name.to_owned(), path.clone(), text.to_owned()));
        }
    }
    files
}

const fn resource(target: Target) -> &'static str {
    match target {
        Target::Environment => "environment",
        Target::Instance(_) => "service_instance",
        Target::Pipeline => "pipeline",
        Target::Component => "component",
    }
}

/// The attached components; empty if there are none.
fn components(context: &Context) -> Value {
    let components =
        context.0.get("service_instance").and_then(|instance| instance.get("components"));
    match components {
        Some(components) if components.get("default") != Some(&Value::Null) => components.clone(),
        _ => Value::Map(Map::default()),
    }
}
