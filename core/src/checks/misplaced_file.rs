//! `misplaced-file`: a file that Proton would only read in another folder or under another name.
//!
//! Source of the layout: user guide, "Wrap up template files for AWS Proton".

use super::Subject;
use crate::bundle::{Bundle, Kind, Part, SAMPLE_FOLDER, SCHEMA};
use crate::diagnostic::{Diagnostic, codes};
use crate::nearest::nearest;

/// The folders of a bundle.
pub(super) const FOLDERS: [&str; 4] =
    ["schema", "infrastructure", "instance_infrastructure", "pipeline_infrastructure"];

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Diagnostic>) {
    let bundle = subject.bundle;
    let mut folders: Vec<&str> = vec![];
    for file in &bundle.files {
        let path = file.path.as_str();
        if let Some((folder, place)) = folder(path) {
            if !folders.contains(&folder) {
                folders.push(folder);
                let message =
                    format!("Proton did not look into `{folder}/`, so none of its files are read.");
                let help =
                    format!("Move it: Proton looked for `{place}/` at the top of the bundle.");
                let problem = misplaced(bundle, path, message, help);
                found.push(problem.instead(Some(format!("{place}/"))));
            }
        } else if let Some(place) = place(subject, path) {
            let (looks, help) = if bundle.file(&place).is_some() {
                ("read", format!("Move its contents into `{place}`, or remove it."))
            } else {
                ("looked for", format!("Move it to `{place}`."))
            };
            let message = format!("Proton did not read `{path}`: it {looks} `{place}`.");
            found.push(misplaced(bundle, path, message, help).instead(Some(place)));
        }
    }
}

fn misplaced(bundle: &Bundle, path: &str, message: String, help: String) -> Diagnostic {
    Diagnostic::new(codes::MISPLACED_FILE, bundle.id(path), message).help(help)
}

/// The misplaced or misspelled folder of `path`, and the folder that it should be.
pub(super) fn folder(path: &str) -> Option<(&str, &'static str)> {
    let (folders, _) = path.rsplit_once('/')?;
    let known = |name: &str| FOLDERS.into_iter().find(|folder| *folder == name);
    let first = folders.split('/').next()?;
    if known(first).is_none()
        && let Some(near) = nearest(first, FOLDERS)
    {
        return Some((first, near));
    }
    // A folder named `schema` may hold anything; the other names are specific to Proton.
    let mut end = first.len();
    for name in folders.split('/').skip(1) {
        end += 1 + name.len();
        if let Some(place) = known(name).filter(|name| name.ends_with("infrastructure")) {
            return Some((&path[..end], place));
        }
    }
    None
}

/// The correct path of a file whose name Proton knows but whose folder is wrong.
pub(super) fn place(subject: &Subject<'_>, path: &str) -> Option<String> {
    let bundle = subject.bundle;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    // Samples may have any name, and subfolders of a part may hold files for its commands.
    let is_free = path.starts_with(SAMPLE_FOLDER) || folder.contains('/');
    let is_component = bundle.kind() == Kind::Component;
    let (stem, ending) = name.rsplit_once('.')?;
    if is_free || is_component || !matches!(ending, "yaml" | "yml" | "json") {
        return None;
    }
    let in_part = FOLDERS.contains(&folder) && folder != "schema";
    match stem {
        "schema" => {
            (path != SCHEMA && !in_part || bundle.file(SCHEMA).is_none()).then(|| SCHEMA.to_owned())
        }
        "manifest" if in_part => {
            let manifest = format!("{folder}/manifest.yaml");
            (path != manifest && bundle.file(&manifest).is_none()).then_some(manifest)
        }
        "manifest" | "cloudformation" if !in_part && ending != "json" => {
            let first = bundle.parts().first().copied().unwrap_or(Part::Environment);
            // The preview of Proton had the pipeline in this folder.
            let is_pipeline = folder == "pipeline" && bundle.kind() == Kind::Service;
            let part = if is_pipeline { Part::Pipeline } else { first };
            Some(format!("{}{stem}.yaml", part.folder()))
        }
        _ => None,
    }
}
