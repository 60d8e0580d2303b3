//! `engine-mixing`: a service or component in an environment with another engine, see [`Template::fits`].

use crate::bundle::{Bundle, Part};
use crate::diagnostic::{Diagnostic, codes};
use crate::manifest::Template;
use crate::outputs::Surroundings;
use crate::sort::CompactSort;
use crate::yaml;

/// Problems of the `templates` of `bundle` with the environments in its `surroundings`.
pub(crate) fn mixing(
    surroundings: &Surroundings,
    bundle: &Bundle,
    templates: &[(Part, Template)],
) -> Vec<Diagnostic> {
    let mut environments: Vec<_> = surroundings.environments.iter().collect();
    environments.compact_sort_by_key(|environment| &environment.name);
    let mut found = vec![];
    for environment in environments {
        let Some(theirs) = &environment.template else { continue };
        for (part, ours) in templates.iter().filter(|(_, ours)| !ours.fits(theirs)) {
            let message = format!(
                "This is {}, and the environment {} is {}: Proton could not deploy it there.",
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
