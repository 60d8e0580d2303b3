//! Splits the files of a tree into bundles.

use std::collections::{BTreeMap, HashSet};

use super::beside::beside;
use super::entries::{Files, looks_like_finders, too_long};
use super::{OpenError, Opened, root, workspace};
use crate::bundle::{Bundle, File, MAX_FILES, MAX_PATH, SAMPLE_FOLDER};

/// Splits `files`, from the archive or folder `name`, into bundles. A bundle at the root is packed below `top`, if
/// given.
pub(super) fn split(name: &str, mut files: Files, top: Option<&str>) -> Result<Opened, OpenError> {
    let listed = workspace::take_list(&mut files);
    let is_workspace = listed.is_some();
    let listed = listed.unwrap_or_default();
    let order: Vec<String> = listed.iter().map(|(folder, _)| folder.clone()).collect();
    let mut places: BTreeMap<String, Bundle> = listed.into_iter().collect();

    // A user may have added bundles to the archive of a workspace.
    let known: Vec<&str> = places.keys().map(String::as_str).collect();
    let rest = files.keys().map(String::as_str).filter(|path| root::of(path, &known).is_none());
    let names_engine = |path: &str| files.get(path).is_some_and(|text| root::names_engine(text));
    let found = if is_workspace {
        root::roots_where(rest, names_engine)
    } else {
        root::some(rest, names_engine)?
    };
    let taken: Vec<String> = places.values().map(|bundle| bundle.name.clone()).collect();
    let names = root::names(&found, name, &taken);
    let found: Vec<String> = found.into_iter().map(str::to_owned).collect();
    for (root, name) in found.into_iter().zip(names) {
        let top_folder = if root.is_empty() { top } else { Some(root.as_str()) };
        let top_folder = top_folder.map(str::to_owned);
        places.insert(root, Bundle { name, top_folder, ..Bundle::default() });
    }

    let listed: HashSet<&str> = order.iter().map(String::as_str).collect();
    let roots: Vec<String> = places.keys().cloned().collect();
    let roots: Vec<&str> = roots.iter().map(String::as_str).collect();
    let mut rest = vec![];
    for (path, bytes) in files {
        let Some(root) = root::of(&path, &roots) else {
            if !looks_like_finders(&path) {
                rest.push((path, bytes));
            }
            continue;
        };
        let below = if root.is_empty() { &path } else { &path[root.len() + 1..] };
        let counted = if listed.contains(root) { below } else { &path };
        if counted.len() > MAX_PATH {
            return Err(too_long(counted));
        }
        let file = File::from_bytes(below, bytes);
        places.entry(root.to_owned()).or_default().files.push(file);
    }
    for (root, bundle) in &mut places {
        if bundle.files.len() > MAX_FILES {
            return Err(too_many(root));
        }
        bundle.sort();
    }
    let (mut folders, mut bundles) = (vec![], vec![]);
    for folder in &order {
        bundles.extend(places.remove(folder));
        folders.push(folder.clone());
    }
    for (folder, mut bundle) in places {
        bundle.pack_sample = bundle.files.iter().any(|file| file.path.starts_with(SAMPLE_FOLDER));
        bundles.push(bundle);
        folders.push(folder);
    }
    let sizes = rest.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64));
    let kept: HashSet<String> = beside(sizes).into_iter().map(str::to_owned).collect();
    let left_out = rest.iter().map(|(path, _)| path.clone()).collect();
    let beside = rest.into_iter().filter(|(path, _)| kept.contains(path));
    let beside = beside.map(|(path, bytes)| File::from_bytes(path, bytes)).collect();
    Ok(Opened { bundles, folders, left_out, beside })
}

fn too_many(root: &str) -> OpenError {
    let place = if root.is_empty() { String::new() } else { format!(" in `{root}/`") };
    OpenError::new(
        format!("holds more than {MAX_FILES} files{place}; Proton's limit was 10 templates."),
        "Leave out other files, such as `.git`, dependencies and build output.",
    )
}
