//! Removes files of an earlier `cyclotron render` that would look like files of the current run.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use cyclotron_core::{Bundle, Part, Rendering};

use crate::failure::Failure;

/// The files that Proton generated for Terraform and CodeBuild, other than copies of the bundle's own files.
const GENERATED: [&str; 9] = [
    "deprovision.sh",
    "proton-inputs.json",
    "proton-inputs.tfvars",
    "proton.auto.tfvars.json",
    "proton.component.variables.tf",
    "proton.environment.variables.tf",
    "proton.pipeline.variables.tf",
    "proton.service_instance.variables.tf",
    "provision.sh",
];

/// Removes from the folder `out` the files of an earlier run whose rendering now fails. If a part of the bundle has
/// no rendering, for example because its spec is not YAML, the names of its instances are unknown: then all files
/// with the name of such a rendering are removed.
pub fn remove_outdated(
    out: &Path,
    bundle: &Bundle,
    renderings: &[Rendering],
) -> Result<(), Failure> {
    for rendering in renderings.iter().filter(|one| one.text.is_none() || !one.is_complete) {
        remove(&out.join(&rendering.file_name))?;
    }
    for part in bundle.parts() {
        if renderings.iter().any(|rendering| rendering.target.part() == part) {
            continue;
        }
        for entry in fs::read_dir(out).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| is_of(part, name)) else { continue };
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                let own = bundle.files.iter().filter_map(|file| {
                    file.path.strip_prefix(part.folder()).filter(|name| !name.contains('/'))
                });
                for file in GENERATED.into_iter().chain(own) {
                    remove(&out.join(name).join(file))?;
                }
                // Keep the folder if it has other files.
                let _ = fs::remove_dir(out.join(name));
            } else {
                remove(&out.join(name))?;
            }
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Failure> {
    match fs::remove_file(path) {
        Err(error) if !is_absent(&error) => Err(Failure::file("remove", path, &error)),
        _ => Ok(()),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// Whether `name` is the name of a rendering, or of a folder of renderings, of `part`.
fn is_of(part: Part, name: &str) -> bool {
    let stem = name.strip_suffix(".yaml").unwrap_or(name);
    match part {
        Part::Environment => stem == "environment",
        Part::Instance => stem.starts_with("instance-") && (stem != name || !name.contains('.')),
        Part::Pipeline => stem == "pipeline",
        Part::Component => stem == "component",
    }
}
