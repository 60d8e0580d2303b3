//! Which folder of an archive is the bundle.

use super::OpenError;
use super::entries::Files;
use crate::bundle::Part;

/// How many paths a message names before it counts the rest.
const NAMED: usize = 6;

/// The folder that holds the bundle, empty for the archive's own root: the one with
/// `schema/schema.yaml`, or a component's, with `manifest.yaml`.
pub(super) fn find(files: &Files) -> Result<String, OpenError> {
    let roots = roots(files.keys().map(String::as_str));
    match roots.as_slice() {
        [] => Err(none(files)),
        [root] => outside(files, root).map_or_else(|| Ok((*root).to_owned()), Err),
        several => Err(OpenError::new(
            format!(
                "holds {} bundles, in {}; they are opened one at a time.",
                several.len(),
                list(several.iter().map(|root| shown(root))),
            ),
            format!("Pack each by itself, such as `{}`.", command(several)),
        )),
    }
}

/// What to call a bundle that lies in `root` of the archive `file_name`: the folder where it has a
/// name of its own (template sync calls its folders `v1`, `v2`, …), else the archive.
pub fn name(root: &str, file_name: &str) -> String {
    let stem = [".tar.gz", ".tgz", ".tar", ".gz"]
        .iter()
        .find_map(|end| file_name.strip_suffix(end))
        .unwrap_or(file_name);
    let own = root.rsplit('/').find(|part| !part.is_empty() && !is_version(part)).unwrap_or(stem);
    if own.is_empty() { "bundle".to_owned() } else { own.to_owned() }
}

fn is_version(folder: &str) -> bool {
    folder.strip_prefix('v').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// Every folder of `paths` (of files, with `/`) that is a bundle, in path order: empty for the top. A `manifest.yaml` within a bundle, or in a folder
/// that belongs to one, makes no component.
pub fn roots<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Vec<&'p str> {
    let mut roots: Vec<&str> = (paths.clone())
        .filter_map(|path| {
            folder_of(path, "schema/schema.yaml").or(folder_of(path, "schema/schema.yml"))
        })
        .collect();
    roots.dedup();
    let manifests = paths.filter_map(|path| folder_of(path, "manifest.yaml"));
    let mut components: Vec<&str> =
        manifests.filter(|&folder| !is_part(folder) && !within_any(folder, &roots)).collect();
    components.sort_unstable();
    for folder in components {
        if !within_any(folder, &roots) {
            roots.push(folder);
        }
    }
    roots.sort_unstable();
    roots
}

/// The folder that `path` is `name` of, without its slash.
fn folder_of<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let folder = path.strip_suffix(name)?;
    if folder.is_empty() { Some("") } else { folder.strip_suffix('/') }
}

fn is_part(folder: &str) -> bool {
    let last = folder.rsplit('/').next().unwrap_or(folder);
    [Part::Environment, Part::Instance, Part::Pipeline]
        .iter()
        .any(|part| part.folder().strip_suffix('/') == Some(last))
}

fn within_any(path: &str, roots: &[&str]) -> bool {
    roots.iter().any(|root| within(path, root))
}

fn within(path: &str, root: &str) -> bool {
    root.is_empty()
        || path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The refusal of files that lie beside the bundle's folder; they would be lost.
fn outside(files: &Files, root: &str) -> Option<OpenError> {
    let beside: Vec<_> = files.keys().filter(|path| !within(path, root)).collect();
    if beside.is_empty() {
        return None;
    }
    Some(OpenError::new(
        format!(
            "holds {} beside its bundle, which is {}; an archive holds one bundle alone.",
            list(beside.iter().map(|path| format!("`{path}`"))),
            shown(root),
        ),
        format!("Pack the bundle's folder alone: `{}`.", command(&[root])),
    ))
}

fn none(files: &Files) -> OpenError {
    if files.is_empty() {
        return OpenError::new(
            "holds no files.",
            "Pack the folder that holds `schema/`: `tar -czf my-template.tar.gz my-template`.",
        );
    }
    OpenError::new(
        format!(
            "holds no template bundle: there is neither a `schema/schema.yaml` nor a component's \
             `manifest.yaml`, only {}.",
            list(files.keys().map(|path| format!("`{path}`"))),
        ),
        "Every bundle but a component has its inputs declared in `schema/schema.yaml`, beside \
         `infrastructure/` or `instance_infrastructure/`. Pack the folder that holds both.",
    )
}

fn shown(root: &str) -> String {
    if root.is_empty() { "its top level".to_owned() } else { format!("`{root}/`") }
}

/// How to pack the first of `roots` that is a folder.
fn command(roots: &[&str]) -> String {
    let root = roots.iter().find(|root| !root.is_empty()).copied().unwrap_or("my-template");
    format!("tar -czf {}.tar.gz {root}", name(root, "my-template"))
}

/// `a, b and c`, or the first few `and 7 more`.
fn list(items: impl ExactSizeIterator<Item = String>) -> String {
    let count = items.len();
    let mut named: Vec<_> = items.take(if count > NAMED + 1 { NAMED } else { count }).collect();
    if named.len() < count {
        named.push(format!("{} more", count - named.len()));
    }
    match named.pop() {
        Some(last) if !named.is_empty() => format!("{} and {last}", named.join(", ")),
        last => last.unwrap_or_default(),
    }
}
