//! Finds the specs of service sync that belong to the bundles.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cyclotron_core::archive;
use cyclotron_core::bundle::{SAMPLE_FOLDER, SPEC};
use cyclotron_core::sort::CompactSort;
use cyclotron_core::sync::{
    DEPLOYMENT, Deployment, OPS, Ops, SyncedSpec, TemplateVersion, bundle_of,
};
use cyclotron_core::{File, FileId, Kind};

use super::repository::full;
use super::{ArchivedText, Opened, OpsFile, OutsideSpec, around, shown};

/// Adds to `bundles` the specs that a `proton-ops.yaml` in the same repository names. A bundle without its own spec
/// is rendered with the first one. Returns these files with their problems.
pub(super) fn add(bundles: &mut [Opened]) -> Vec<OpsFile> {
    let mut found = add_archived(bundles);
    let mut all: Vec<String> = bundles.iter().flat_map(|one| around(&one.prefix, OPS)).collect();
    all.compact_sort();
    all.dedup();
    for path in all {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
        let mut deployments = vec![];
        find(folder, &mut deployments);
        let known: Vec<(TemplateVersion, Kind)> =
            bundles.iter().map(|one| (template(one), one.bundle.kind())).collect();
        let read = |spec: &str| fs::read_to_string(folder.join(spec)).ok();
        let (file, specs) = read_ops(path.clone(), text, |spec| folder.join(spec).is_file());
        for spec in specs {
            let Some(at) = bundle_of(&spec.service, &deployments, &known) else { continue };
            let Some(text) = read(&spec.path) else { continue };
            bundles[at].add_spec(spec.service, shown(&folder.join(&spec.path)), text);
        }
        found.push(file);
    }
    found
}

/// Reads the `proton-ops.yaml` at `path`; `exists` says whether a spec that it names is there.
fn read_ops(
    path: String,
    text: String,
    exists: impl Fn(&str) -> bool,
) -> (OpsFile, Vec<SyncedSpec>) {
    let id = FileId { bundle: String::new(), path: path.clone() };
    let mut ops = Ops::read(&id, &text);
    ops.report_missing(&id, &text, exists);
    let Ops { specs, found } = ops;
    (OpsFile { path, text, found }, specs)
}

/// Adds to the bundles of archives the specs that a `proton-ops.yaml` in the same archive names.
fn add_archived(bundles: &mut [Opened]) -> Vec<OpsFile> {
    let mut found = vec![];
    let beside: BTreeSet<ArchivedText> =
        bundles.iter().flat_map(|one| one.beside.iter()).cloned().collect();
    for ops in &beside {
        let Some(folder) = archive::folder_of(&ops.path, OPS) else { continue };
        let folder = &format!("{folder}/");
        let own: Vec<usize> =
            (0..bundles.len()).filter(|at| bundles[*at].prefix.starts_with(folder)).collect();
        let known: Vec<_> =
            own.iter().map(|at| (template(&bundles[*at]), bundles[*at].bundle.kind())).collect();
        let inside = || beside.iter().filter(|file| file.path.starts_with(folder));
        let deployments: Vec<_> = inside()
            .filter(|file| file.path.ends_with(DEPLOYMENT))
            .filter_map(|file| Deployment::read(&file.text))
            .collect();
        // Not every file beside the bundles of an archive is kept, so that a missing spec is not certain.
        let (file, specs) = read_ops(ops.path.clone(), ops.text.clone(), |_| true);
        for spec in specs {
            let path = format!("{folder}{}", spec.path);
            let text = inside().find(|file| file.path == path).map(|file| file.text.clone());
            let at = bundle_of(&spec.service, &deployments, &known);
            if let Some((at, text)) = at.zip(text) {
                bundles[own[at]].add_spec(spec.service, path, text);
            }
        }
        found.push(file);
    }
    found
}

impl Opened {
    fn add_spec(&mut self, service: String, place: String, text: String) {
        // Skip samples of the bundle itself.
        let inside = place.strip_prefix(&self.prefix);
        if inside.is_some_and(|path| self.bundle.file(path).is_some()) {
            return;
        }
        let number = self.specs.len() + 1;
        let path = format!("{SAMPLE_FOLDER}{}-{number}.yaml", OPS.trim_end_matches(".yaml"));
        if self.bundle.file(SPEC).is_none() && self.specs.is_empty() {
            self.bundle.sample.clone_from(&path);
        }
        self.bundle.files.push(File::new(&path, text));
        self.bundle.sort();
        self.specs.push(OutsideSpec { service, path, place });
    }
}

/// The template and the version in the folder names of a bundle: `my-template/v2`.
fn template(opened: &Opened) -> TemplateVersion {
    let full = full(&opened.prefix);
    let last = full.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let major = last.strip_prefix('v').and_then(|number| number.parse().ok());
    // The bundle's own name may have a number to make it unique.
    let name = if full.is_dir() {
        archive::name(&shown(&full), &opened.bundle.name)
    } else {
        opened.bundle.name.clone()
    };
    TemplateVersion { name, major }
}

/// Adds the deployments in `folder` and the folders below it.
fn find(folder: &Path, deployments: &mut Vec<Deployment>) {
    let json = fs::read_to_string(folder.join(DEPLOYMENT));
    deployments.extend(json.ok().as_deref().and_then(Deployment::read));
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if !archive::is_apart(&name.to_string_lossy())
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
        {
            find(&entry.path(), deployments);
        }
    }
}
