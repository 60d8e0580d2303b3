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
use crate::bundle::{Bundle, Part};
use crate::manifest::Template;
use crate::reading::{Scope, scopes};
use crate::schema::Schema;
use crate::spec::Spec;
use crate::value::Value;
use values::Values;

/// The name of a file, the path of its source in the bundle, and its text.
type File = (String, String, String);

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
                Template::Terraform(paths) => terraform::files(bundle, paths, &values),
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
