//! The files that Proton generated for templates that Jinja does not render: variables for Terraform, inputs for
//! CodeBuild commands.
//!
//! Sources: "Terraform `IaC` files" and "CodeBuild provisioning parameter details and examples" of the user guide, and
//! 590 pairs of files that Proton itself committed to public repositories between 2021-12 and 2024-08. The files follow
//! the last format among these. They omit Proton's comment at the top of each file, which said that Proton manages the
//! file.

mod arn;
mod codebuild;
mod mixing;
mod notation;
mod terraform;
mod values;
mod variables;

pub(crate) use mixing::mixing;

use crate::analysis::Rendering;
use crate::bundle::{Bundle, Part, Target};
use crate::manifest::{Settings, Template};
use crate::reading::{Scope, scopes};
use crate::render::Context;
use crate::schema::Schema;
use crate::spec::Spec;
use crate::value::Value;
use values::Values;

/// The name of a file, the path of its source in the bundle, and its text.
type File = (String, String, String);

/// The names of the files for Terraform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Those that Proton wrote.
    Proton,
    /// Names that do not mention Proton. Its tags are only there where a file reads them.
    Plain,
}

/// The files for Terraform without Proton's names, each with its text, for the target of a context.
pub(crate) fn plain_terraform(
    bundle: &Bundle,
    schema: &Schema,
    outputs: &Value,
    paths: &[String],
    (target, context): (Target, &Context),
) -> Vec<(String, String)> {
    let values = Values::of(bundle, schema, outputs, target, context);
    let files = terraform::files(bundle, paths, &values, Names::Plain);
    files.into_iter().map(|(name, _, text)| (name, text)).collect()
}

/// The values that Terraform or the commands of CodeBuild get, for the target of a context.
pub(crate) fn handed_over(
    bundle: &Bundle,
    schema: &Schema,
    outputs: &Value,
    (target, context): (Target, &Context),
) -> Value {
    Value::Map(Values::of(bundle, schema, outputs, target, context).map)
}

/// The file with the inputs for the commands of CodeBuild: its name and its text, for the target of a context.
pub(crate) fn codebuild_inputs(
    bundle: &Bundle,
    schema: &Schema,
    outputs: &Value,
    settings: &Settings,
    (target, context): (Target, &Context),
) -> (String, String) {
    codebuild::inputs(settings, &Values::of(bundle, schema, outputs, target, context))
}

/// The files that Proton generated for each target of those `templates` that are not CloudFormation templates.
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
    let scopes = scopes(bundle, schema, spec, outputs, has_pipeline);
    let mut renderings = vec![];
    for (part, template) in templates {
        for scope in scopes.iter().filter(|scope| scope.target.part() == *part) {
            let Scope { target, label, folder, context } = scope;
            let values = Values::of(bundle, schema, outputs, *target, context);
            let files = match template {
                Template::CloudFormation(_) => continue,
                Template::Terraform(paths) => {
                    terraform::files(bundle, paths, &values, Names::Proton)
                }
                Template::CodeBuild(settings) => {
                    codebuild::files(&part.manifest(), settings, &values)
                }
            };
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
