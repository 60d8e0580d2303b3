//! Finds the bundles in a tree, and their names.

use std::collections::HashMap;

use super::{MAX_BUNDLES, OpenError, is_apart};
use crate::bundle::{Part, is_version};
use crate::sort::CompactSort;
use crate::text::{free, list};

/// The maximum number of parent folders in a name before it is numbered.
const ABOVE: usize = 8;
/// The extensions of archives.
const ENDS: [&str; 5] = [".tar.gz", ".tgz", ".tar", ".gz", ".zip"];

/// Like [`roots_where`], for files whose texts are unknown: any manifest may be one of Proton.
pub fn roots<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Vec<&'p str> {
    roots_where(paths, |_| true)
}

/// Returns the folders of bundles, in path order, given file paths with `/`; the root is empty. A bundle's folder
/// has `schema/schema.yaml` or, for a component, `manifest.yaml`. A `manifest.yaml` within a bundle, in the folder
/// of a part, or beside the folders of bundles doesn't make a component.
///
/// A bundle that has lost its schema is found as well, so that the missing schema is reported: its folder has the
/// manifest of a part. `infrastructure/` is a common name, so that its manifest counts only if `names_engine`, which
/// gets its path, says that it names a rendering engine, and only where no other bundle is below.
///
/// Bundles in hidden folders and in `node_modules` only count if there are no others.
pub fn roots_where<'p>(
    paths: impl Iterator<Item = &'p str> + Clone,
    names_engine: impl Fn(&str) -> bool,
) -> Vec<&'p str> {
    let is_apart = |path: &str| path.rsplit('/').skip(1).any(is_apart);
    let own = roots_among(paths.clone().filter(|path| !is_apart(path)), &names_engine);
    if own.is_empty() { roots_among(paths, &names_engine) } else { own }
}

fn roots_among<'p>(
    paths: impl Iterator<Item = &'p str> + Clone,
    names_engine: impl Fn(&str) -> bool,
) -> Vec<&'p str> {
    let mut roots: Vec<&str> = (paths.clone())
        .filter_map(|path| {
            folder_of(path, "schema/schema.yaml").or(folder_of(path, "schema/schema.yml"))
        })
        .collect();
    roots.compact_sort();
    roots.dedup();
    for part in [Part::Instance, Part::Pipeline, Part::Environment] {
        let is_certain = part != Part::Environment;
        let mut bare: Vec<&str> = (paths.clone())
            .filter_map(|path| Some((path, folder_of(path, &part.manifest())?)))
            .filter(|(path, folder)| {
                let is_free = of(folder, &roots).is_none();
                is_free && (is_certain || !holds_any(folder, &roots) && names_engine(path))
            })
            .map(|(_, folder)| folder)
            .collect();
        roots.append(&mut bare);
        roots.compact_sort();
        roots.dedup();
    }
    let manifests = paths.filter_map(|path| folder_of(path, "manifest.yaml"));
    let mut components: Vec<&str> = manifests
        .filter(|folder| !is_part(folder) && of(folder, &roots).is_none())
        .filter(|folder| !holds_any(folder, &roots))
        .collect();
    components.compact_sort();
    let mut alone: Vec<&str> = vec![];
    for folder in components {
        if of(folder, &alone).is_none() {
            alone.push(folder);
        }
    }
    roots.extend(alone);
    roots.compact_sort();
    roots
}

/// Whether the text of a manifest names a rendering engine, as only those of Proton do.
pub fn names_engine(manifest: &[u8]) -> bool {
    let key = b"rendering_engine";
    manifest.windows(key.len()).any(|window| window == key)
}

/// Like [`roots_where`], but fails if there are no bundles or too many.
pub(super) fn some<'p>(
    paths: impl Iterator<Item = &'p str> + Clone,
    names_engine: impl Fn(&str) -> bool,
) -> Result<Vec<&'p str>, OpenError> {
    let roots = roots_where(paths.clone(), names_engine);
    match roots.len() {
        0 => Err(none(paths)),
        1..=MAX_BUNDLES => Ok(roots),
        count => Err(too_many(count)),
    }
}

/// The innermost of the sorted `roots` that contains or equals `path`.
pub(super) fn of<'r>(path: &str, roots: &[&'r str]) -> Option<&'r str> {
    let folders = path.rmatch_indices('/').map(|(slash, _)| &path[..slash]);
    [path].into_iter().chain(folders).chain([""]).find_map(|folder| {
        let at = roots.binary_search(&folder).ok()?;
        Some(roots[at])
    })
}

/// The name of a bundle in the folder `root` of the archive `file_name`: the folder's name, or the parent's if that
/// is a version (template sync names its folders `v1`, `v2`, …), or else the archive's name.
pub fn name(root: &str, file_name: &str) -> String {
    longer_name(root, file_name, 0)
}

/// Unique names for the bundles in `roots`: the result of [`name`] if that is enough, else with the version and as
/// many parent folders as needed. Names in `taken` are already in use.
pub(super) fn names(roots: &[&str], file_name: &str, taken: &[String]) -> Vec<String> {
    let mut above = vec![0; roots.len()];
    let mut names = vec![];
    for _ in 0..=ABOVE {
        names = (roots.iter().zip(&above))
            .map(|(root, above)| longer_name(root, file_name, *above))
            .collect::<Vec<_>>();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in names.iter().chain(taken) {
            *counts.entry(name.as_str()).or_default() += 1;
        }
        let again = names.iter().map(|name| counts[name.as_str()] > 1);
        let again: Vec<bool> = again.collect();
        if !again.contains(&true) {
            break;
        }
        for (above, again) in above.iter_mut().zip(again) {
            *above += usize::from(again);
        }
    }
    let mut all = taken.to_vec();
    for name in &mut names {
        *name = free(std::mem::take(name), |name| all.iter().any(|other| other == name));
        all.push(name.clone());
    }
    names
}

/// The result of [`name`] with `more` parts of the path: first the version, then parent folders.
fn longer_name(root: &str, file_name: &str, more: usize) -> String {
    let stem = ENDS.iter().find_map(|end| file_name.strip_suffix(end)).unwrap_or(file_name);
    let stem = if stem.is_empty() { "bundle" } else { stem };
    let parts: Vec<&str> = [stem].into_iter().chain(root.split('/')).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let own = parts.iter().rposition(|part| !is_version(part)).unwrap_or(0);
    match more {
        0 => parts[own].to_owned(),
        more => parts[own.saturating_sub(more - 1)..].join("-"),
    }
}

/// Whether any of the sorted `roots` is below `folder`.
fn holds_any(folder: &str, roots: &[&str]) -> bool {
    let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let first = roots.partition_point(|root| *root < below.as_str());
    roots.get(first).is_some_and(|root| root.starts_with(&below))
}

/// The parent folder of `path` if its file is `name`, without the slash; empty at the top.
pub fn folder_of<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let folder = path.strip_suffix(name)?;
    if folder.is_empty() { Some("") } else { folder.strip_suffix('/') }
}

fn is_part(folder: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    [Part::Environment, Part::Instance, Part::Pipeline]
        .iter()
        .any(|part| part.folder().strip_suffix('/') == Some(last))
}

fn none<'p>(paths: impl Iterator<Item = &'p str>) -> OpenError {
    let paths: Vec<&str> = paths.collect();
    if paths.is_empty() {
        return OpenError::without_bundle(
            "holds no files.",
            "Pack the folder that holds `schema/`: `tar -czf my-template.tar.gz my-template`.",
        );
    }
    OpenError::without_bundle(
        format!(
            "holds no template bundle: there is neither a `schema/schema.yaml` nor a component's \
             `manifest.yaml`, only {}.",
            list(paths.iter().map(|path| format!("`{path}`"))),
        ),
        "Every bundle except a component declares its inputs in `schema/schema.yaml`, beside \
        `infrastructure/` or `instance_infrastructure/`. Choose the folder that contains both.",
    )
}

fn too_many(count: usize) -> OpenError {
    OpenError::new(
        format!("holds {count} template bundles; {MAX_BUNDLES} can be opened at a time."),
        "Choose a folder of it, or pack some of its folders: \
         `tar -czf some.tar.gz my-template other-template`.",
    )
}
