//! The names of the outputs that bundles declare, if they are certain.

use super::declared::declared;
use super::environments::Surroundings;
use super::need;
use crate::bundle::{Bundle, Kind, Part};

/// The names of outputs.
pub(crate) struct OutputNames {
    pub(crate) names: Vec<String>,
    /// The environments that declare them; empty for service instances.
    pub(crate) owners: Vec<String>,
    /// The places of the declarations, as in "declare it …".
    pub(crate) from: Vec<String>,
    /// Whether no other template can declare them: a service whose registration and spec name no open environment
    /// may run in one that is not open.
    pub(crate) is_complete: bool,
}

/// The outputs of the open environments that the instances of a service run in, or else of all that they may run
/// in. None if there is no environment, or if a template computes names of outputs.
pub(crate) fn environment_outputs(surroundings: &Surroundings) -> Option<OutputNames> {
    let Surroundings { environments, is_complete, .. } = surroundings;
    if environments.is_empty() || environments.iter().any(|one| one.makes_up_names) {
        return None;
    }
    let names = environments.iter().flat_map(|environment| &environment.outputs);
    let names = names.map(|output| output.name.clone()).collect();
    let owners = environments.iter().map(|environment| environment.name.clone()).collect();
    let from = environments.iter().map(|environment| match environment.kind {
        Kind::CustomerManagedEnvironment => format!("in the schema of {}", environment.name),
        _ => format!("under `Outputs:` in {}", environment.name),
    });
    let from = from.collect();
    Some(OutputNames { names, owners, from, is_complete: *is_complete })
}

/// The outputs of the service instances of `bundle`. None if it has no template for them, or if that computes names
/// of outputs.
pub(crate) fn instance_outputs(bundle: &Bundle) -> Option<OutputNames> {
    if !bundle.parts().contains(&Part::Instance) || makes_up_names(bundle, Part::Instance) {
        return None;
    }
    let names = need::template_texts(bundle, Part::Instance).flat_map(declared);
    let names = names.map(|output| output.name).collect();
    Some(OutputNames {
        names,
        owners: vec![],
        from: vec![format!("under `Outputs:` in {}", Part::Instance.folder())],
        is_complete: true,
    })
}

/// Whether a template may declare more outputs than are found: a name under `Outputs:` contains a tag, the section
/// has an unusual notation, or CodeBuild commands set the outputs.
pub(super) fn makes_up_names(bundle: &Bundle, part: Part) -> bool {
    let manifest = bundle.text(&part.manifest()).unwrap_or_default();
    manifest.contains("codebuild")
        || need::template_texts(bundle, part).any(|text| {
            let mut lines = text.lines().skip_while(|line| !line.starts_with("Outputs:"));
            let first = lines.next();
            let is_inline = first.is_some_and(|line| line.trim_end() != "Outputs:")
                || text.lines().any(|line| line.trim_start().starts_with("\"Outputs\""));
            let mut column = None;
            let mut in_section =
                lines.take_while(|line| !line.starts_with(|c: char| c.is_alphabetic()));
            is_inline
                || in_section.any(|line| {
                    let name = line.trim_start();
                    let indent = line.len() - name.len();
                    if name.is_empty() || name.starts_with(['#', '%']) || name.starts_with("{%") {
                        return false;
                    }
                    *column.get_or_insert(indent) == indent
                        && (name.split(':').next().is_some_and(|name| name.contains("{{"))
                            // `Fn::ForEach` generates outputs from a list, `Fn::Transform` from anything.
                            || name.trim_start_matches(['"', '\'']).starts_with("Fn::"))
                })
        })
}
