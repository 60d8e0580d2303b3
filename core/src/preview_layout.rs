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

/// The diagnostic of a bundle in the preview's layout; `None` for any other bundle. It is the only one of such a bundle.
pub(crate) fn preview_layout(bundle: &Bundle) -> Option<Diagnostic> {
    let has = |folder: &str| bundle.files.iter().any(|file| file.path.starts_with(folder));
    let [(own, new), (pipeline, new_pipeline)] = FOLDERS;
    let is_mixed = has(pipeline) && has(new_pipeline.folder());
    if !has(own) || has(new.folder()) || is_mixed {
        return None;
    }
    let root = yaml::parse(bundle.text(SCHEMA)?).root;
    let schema = root.as_ref().and_then(|root| root.get("schema"));
    let key = |name| schema.and_then(|schema| schema.entry(name));
    let service = key("service_input_type");
    let has_pipeline = bundle.file(&format!("{pipeline}manifest.yaml")).is_some();
    let is_service = match service {
        Some(_) => has_pipeline || has(new_pipeline.folder()) || !reads_environment(bundle),
        // The schema may be empty or broken.
        None => has_pipeline,
    };
    if !is_service || key("environment_input_type").is_some() {
        return None;
    }
    let message = "This service has the layout of Proton's preview of 2020 and 2021, which Proton refused later. Nothing else in it is checked.";
    let help = "Move `infrastructure/` to `instance_infrastructure/` and `pipeline/` to `pipeline_infrastructure/`. In their manifests, rename `engine` to `rendering_engine`. In their templates, read `environment.outputs.…` and `service_instance.inputs.…`.";
    let problem = Diagnostic::new(codes::PREVIEW_LAYOUT, bundle.id(SCHEMA), message).help(help);
    Some(match service {
        Some(key) => problem.at(key.key.span),
        None => problem,
    })
}

/// Whether the templates in `infrastructure/` are those of an environment, whose schema is then that of another bundle.
fn reads_environment(bundle: &Bundle) -> bool {
    let [(own, _), _] = FOLDERS;
    let files = bundle.files.iter().filter(|file| file.path.starts_with(own));
    let texts: Vec<&str> = files.filter_map(|file| bundle.text(&file.path)).collect();
    let read = |name: &str| texts.iter().any(|text| text.contains(name));
    read("environment.inputs") && !read("service_instance")
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
