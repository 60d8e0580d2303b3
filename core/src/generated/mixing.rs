//! A service or component and the environment that it runs in: Terraform and CloudFormation do not
//! mix. Source: "Terraform `IaC` files" of the user guide, on both directions. CodeBuild goes with
//! both: "How AWS Proton provisions infrastructure" has Proton choose for each by itself.

use crate::bundle::{Bundle, Kind, Part};
use crate::diagnostic::{Diagnostic, codes};
use crate::manifest::{Template, manifest};
use crate::spec::Spec;
use crate::workspace::Workspace;
use crate::yaml;

/// What is wrong with the `templates` of `bundle` in the environments that `spec` names, as far as
/// they are open.
pub fn mixing(
    workspace: &Workspace,
    bundle: &Bundle,
    spec: &Spec,
    templates: &[(Part, Template)],
) -> Vec<Diagnostic> {
    let names = spec.instances().iter().filter_map(|one| one.get("environment")?.as_str());
    let mut environments: Vec<&Bundle> = names
        .filter_map(|name| workspace.bundle(name))
        .filter(|environment| environment.kind() == Kind::Environment)
        .collect();
    environments.sort_by_key(|environment| &environment.name);
    environments.dedup_by_key(|environment| &environment.name);
    let mut found = vec![];
    for environment in environments {
        let Some(theirs) = manifest(environment, Part::Environment).0.template else { continue };
        for (part, ours) in templates.iter().filter(|(_, ours)| !fits(ours, &theirs)) {
            let message = format!(
                "This is {}, and the environment {} is {}: Proton deploys no such service there.",
                ours.engine(),
                environment.name,
                theirs.engine()
            );
            let file = part.manifest();
            let root = bundle.text(&file).and_then(|text| yaml::parse(text).root);
            let path =
                ["infrastructure".into(), "templates".into(), 0.into(), "rendering_engine".into()];
            let diagnostic =
                Diagnostic::new(codes::ENGINE_MIXING, bundle.id(file), message).help(format!(
                    "Write both in {}, or name another environment in the spec.",
                    theirs.engine()
                ));
            found.push(match root {
                Some(root) => diagnostic.at(root.place(&path)),
                None => diagnostic,
            });
        }
    }
    found
}

const fn fits(ours: &Template, theirs: &Template) -> bool {
    !matches!(
        (ours, theirs),
        (Template::CloudFormation(_), Template::Terraform(_))
            | (Template::Terraform(_), Template::CloudFormation(_))
    )
}
