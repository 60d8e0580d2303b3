//! `preview-layout`: a service bundle in the layout of Proton's preview in 2020 and 2021.
//!
//! Source: public bundles of that time. They have `infrastructure/` and `pipeline/` with `service_input_type`,
//! `engine:` for `rendering_engine:`, and read `environment.<Output>` and `service_instance.<input>`.

use crate::bundle::{Bundle, Part, SCHEMA};
use crate::diagnostic::{Diagnostic, codes};
use crate::yaml;

/// The folders of the preview's layout, and the parts that replaced them.
const FOLDERS: [(&str, Part); 2] =
    [("infrastructure/", Part::Instance), ("pipeline/", Part::Pipeline)];

/// The diagnostic of a bundle in the preview's layout; none for any other bundle. It is the only one of such a bundle.
pub(crate) fn preview_layout(bundle: &Bundle) -> Option<Diagnostic> {
    let has = |folder: &str| bundle.files.iter().any(|file| file.path.starts_with(folder));
    let [(own, _), _] = FOLDERS;
    if !has(own) || has(Part::Instance.folder()) || has(Part::Pipeline.folder()) {
        return None;
    }
    let root = yaml::parse(bundle.text(SCHEMA)?).root?;
    let schema = root.get("schema")?;
    let key = schema.entry("service_input_type")?;
    if schema.entry("environment_input_type").is_some() {
        return None;
    }
    let message = "This is a service in the layout that Proton's preview of 2020 and 2021 had, which Proton refused later. Nothing else of it is checked.";
    let help = "Move `infrastructure/` to `instance_infrastructure/` and `pipeline/` to `pipeline_infrastructure/`. In their manifests, rename `engine` to `rendering_engine`. In their templates, read `environment.outputs.…` and `service_instance.inputs.…`.";
    let problem = Diagnostic::new(codes::PREVIEW_LAYOUT, bundle.id(SCHEMA), message);
    Some(problem.at(key.key.span).help(help))
}

/// Whether the problem is that the bundle has the layout of Proton's preview.
pub fn is_preview_layout(diagnostic: &Diagnostic) -> bool {
    diagnostic.code == codes::PREVIEW_LAYOUT.into()
}

/// The current path of a file in the preview's layout, and the part that it belongs to.
pub(crate) fn moved(path: &str) -> Option<(String, Part)> {
    FOLDERS.into_iter().find_map(|(folder, part)| {
        let name = path.strip_prefix(folder)?;
        Some((format!("{}{name}", part.folder()), part))
    })
}
