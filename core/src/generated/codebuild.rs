//! Files for CodeBuild: the inputs, and the commands of the manifest.

use super::File;
use super::notation::{Notation, document};
use super::values::Values;
use crate::bundle::Target;
use crate::manifest::{InputType, Settings};

/// The files for one target.
///
/// The guide names `proton-inputs.json`; for the HCL file it only gives the extension `.tfvars`, and the same base name
/// is an assumption. The scripts are for reading only: Proton passed the commands on without a file.
pub(super) fn files(manifest: &str, settings: &Settings, values: &Values<'_>) -> Vec<File> {
    let (name, text) = inputs(settings, values);
    let mut files = vec![(name, manifest.to_owned(), text)];
    let lists = [
        ("provision.sh", "creates or updates", &settings.provision),
        ("deprovision.sh", "deletes", &settings.deprovision),
    ];
    for (name, when, commands) in lists {
        if !commands.is_empty() {
            let place = match &settings.image {
                Some(image) => format!(" in {image}"),
                None => String::new(),
            };
            let noun = noun(values.target);
            let text = format!(
                "# CodeBuild runs these commands{place} when Proton {when} the {noun}.\n{}\n",
                commands.join("\n")
            );
            files.push((name.to_owned(), manifest.to_owned(), text));
        }
    }
    files
}

/// The file with the inputs: its name and its text.
pub(super) fn inputs(settings: &Settings, values: &Values<'_>) -> (String, String) {
    let (name, notation) = match settings.input_type {
        InputType::Json => ("proton-inputs.json", Notation::Json),
        InputType::Hcl => ("proton-inputs.tfvars", Notation::Hcl),
    };
    (name.to_owned(), document(&values.map, notation))
}

const fn noun(target: Target) -> &'static str {
    match target {
        Target::Environment => "environment",
        Target::Instance(_) => "service instance",
        Target::Pipeline => "pipeline",
        Target::Component => "component",
    }
}
