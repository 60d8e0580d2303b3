//! `ignored-file` and `unlisted-template`: files that look like part of the bundle, but that Proton doesn't read.
//!
//! Proton read the schema, the manifests and the one template that each manifest names (user guide, "Wrap up
//! template files for AWS Proton"). Other files, such as a readme or a license, are not reported.

use super::Subject;
use super::misplaced_file::{FOLDERS, folder, place};
use crate::bundle::{Kind, SAMPLE_FOLDER, SCHEMA, is_registration};
use crate::diagnostic::{Diagnostic, codes};

/// The extensions of templates and of their data.
const ENDINGS: [&str; 6] = [".yaml", ".yml", ".json", ".tf", ".template", ".j2"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    // Terraform and CodeBuild commands may read any file.
    let is_known = bundle.parts().len() == subject.sources.len();
    if !is_known || bundle.kind() == Kind::Component {
        return;
    }
    let mut folders: Vec<&str> = vec![];
    for file in &bundle.files {
        let path = file.path.as_str();
        let top = path.split_once('/').map_or("", |(top, _)| top);
        let is_data = ENDINGS.iter().any(|ending| path.ends_with(ending));
        let is_apart = path.starts_with('.') || path.starts_with(SAMPLE_FOLDER);
        let is_said = folder(path).is_some() || place(subject, path).is_some();
        if !is_data || is_apart || is_said || is_registration(path) {
            continue;
        }
        let source = subject
            .sources
            .iter()
            .find(|source| source.part.folder().strip_suffix('/') == Some(top) && !top.is_empty());
        if let Some(source) = source {
            if path == source.file.path || path == source.part.manifest() {
                continue;
            }
            let name = source.file.path.rsplit('/').next().unwrap_or("");
            let message = format!(
                "The manifest names `{name}`, and Proton read no other template in `{top}/`: this file was not deployed."
            );
            found.push(
                Diagnostic::new(codes::UNLISTED_TEMPLATE, bundle.id(path), message)
                    .help(format!("Move its contents into `{name}`, or remove it.")),
            );
        } else if path != SCHEMA && (!FOLDERS.contains(&top) || top == "schema") {
            let is_folder = !top.is_empty() && top != "schema";
            if is_folder && folders.contains(&top) {
                continue;
            }
            folders.push(top);
            let what = if is_folder { format!("{top}/") } else { path.to_owned() };
            let message = format!("Proton did not read `{what}`: it isn't part of a bundle.");
            found.push(
                Diagnostic::new(codes::IGNORED_FILE, bundle.id(path), message)
                    .help("Remove it from the bundle, or keep it as documentation."),
            );
        }
    }
}
