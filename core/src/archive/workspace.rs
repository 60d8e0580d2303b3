//! Packs a workspace as a single archive that can be opened again.
//!
//! Each bundle is in its own folder, so that any archiver unpacks usable bundles. A list beside them holds
//! everything else, such as the order of the bundles.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use super::MAX_ENTRIES;
use super::entries::{Files, clean};
use super::pack::{self, Packed};
use crate::bundle::{Bundle, File, MAX_PATH};
use crate::text::numbered;
use crate::workspace::Workspace;

/// The path of the list. It belongs to no bundle: it is written and removed with the archive.
const LIST: &str = ".cyclotron/workspace.json";
/// The current format of the list; lists of other formats are ignored.
const FORMAT: u32 = 1;
/// The maximum length of a folder that is made from a bundle's name, in bytes, for the limits of file systems.
const MAX_NAME: usize = 200;

#[derive(Serialize, Deserialize)]
struct List {
    format: u32,
    bundles: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    folder: String,
    name: String,
    top_folder: Option<String>,
    pack_sample: bool,
    sample: String,
}

/// Packs a workspace as tar.gz, with the files beside its bundles: for each archive or folder that they come from, its
/// name and its files. Within the limits, [`open`](super::open) restores an equal workspace from it. Each bundle is in
/// its own folder, always with its samples. The other files have their own paths, or are below the name if a bundle or
/// another file is there. Equal workspaces give equal bytes.
pub fn pack_workspace(workspace: &Workspace, beside: &[(String, Vec<File>)]) -> Vec<u8> {
    let folders = folders(workspace);
    let entries = workspace.bundles.iter().zip(&folders).map(|(bundle, folder)| Entry {
        folder: folder.clone(),
        name: bundle.name.clone(),
        top_folder: bundle.top_folder.clone(),
        pack_sample: bundle.pack_sample,
        sample: bundle.sample.clone(),
    });
    let list = List { format: FORMAT, bundles: entries.collect() };
    let mut list =
        serde_json::to_string_pretty(&list).expect("a list of texts can be written as JSON");
    list.push('\n');

    let mut files = vec![(LIST.to_owned(), list.as_bytes())];
    for (bundle, folder) in workspace.bundles.iter().zip(&folders) {
        let own = bundle.files.iter().map(|file| (format!("{folder}/{}", file.path), file.bytes()));
        files.extend(own);
    }
    for (name, others) in beside {
        let prefix = prefix(name, others, &folders, &files);
        files.extend(others.iter().map(|file| (format!("{prefix}{}", file.path), file.bytes())));
    }
    pack::tar_gz(files.into_iter().map(|(path, content)| Packed::new(path, content)).collect())
}

/// The folder for the files of `name` that belong to no bundle: empty if their own paths are free, or with a final
/// slash.
fn prefix(name: &str, others: &[File], folders: &[String], files: &[(String, &[u8])]) -> String {
    let taken: HashSet<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let known: Vec<&str> = folders.iter().map(String::as_str).collect();
    // A file must not be a folder of another one either.
    let is_around = |path: &str| {
        let folder = format!("{path}/");
        taken.iter().any(|other| other.starts_with(&folder))
    };
    let is_free = |prefix: &str| {
        others.iter().all(|file| {
            let path = format!("{prefix}{}", file.path);
            let is_taken = taken.contains(path.as_str()) || path == LIST || is_around(&path);
            !is_taken && super::root::of(&path, &known).is_none()
        })
    };
    if is_free("") {
        return String::new();
    }
    let name = if is_folder(name) { name } else { "other-files" };
    let free = crate::text::free(name.to_owned(), |name| !is_free(&format!("{name}/")));
    format!("{free}/")
}

/// The common folder of `paths` that contains the list of bundles: empty or with a final slash; `None` if this is no
/// workspace archive.
pub(super) fn folder<'p>(paths: impl Iterator<Item = &'p str> + Clone) -> Option<&'p str> {
    let lists = paths.clone().filter_map(|path| path.strip_suffix(LIST));
    let folder = lists.min_by_key(|folder| folder.len())?;
    let is_top =
        folder.is_empty() || folder.match_indices('/').map(|(at, _)| at).eq([folder.len() - 1]);
    let is_all = || paths.clone().all(|path| path.starts_with(folder));
    (is_top && is_all()).then_some(folder)
}

/// Removes the list from `files` and returns its bundles without files, by their folders; `None` if there is no valid
/// list.
pub(super) fn take_list(files: &mut Files) -> Option<Vec<(String, Bundle)>> {
    let folder = folder(files.keys().map(String::as_str))?.to_owned();
    let bytes = files.remove(&format!("{folder}{LIST}"))?;
    let list: List = serde_json::from_slice(&bytes).ok()?;
    if list.format != FORMAT || list.bundles.len() > MAX_ENTRIES {
        return None;
    }
    let mut folders = HashSet::new();
    let mut names = HashSet::new();
    let mut bundles = vec![];
    for entry in list.bundles {
        let is_path =
            |path: &str| !path.is_empty() && clean(path.as_bytes()).as_deref() == Ok(path);
        let Entry { folder: own, name, top_folder, pack_sample, sample } = entry;
        let is_name = !name.is_empty() && !name.contains(['/', '\0']) && name.len() <= MAX_PATH;
        if !is_path(&own) || !is_name || !names.insert(name.clone()) || !folders.insert(own.clone())
        {
            return None;
        }
        let top_folder = top_folder.filter(|folder| is_path(folder));
        let bundle = Bundle { name, top_folder, pack_sample, sample, ..Bundle::default() };
        bundles.push((format!("{folder}{own}"), bundle));
    }
    Some(bundles)
}

/// The folder of each bundle: its name, and below it the version, if it has one.
fn folders(workspace: &Workspace) -> Vec<String> {
    // Compare in lower case: on a case-insensitive disk, `A` and `a` are the same folder.
    let folded = |name: &str| name.to_lowercase();
    let all: HashSet<String> =
        workspace.bundles.iter().map(|bundle| folded(&bundle.name)).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let place = |(at, bundle): (usize, &Bundle)| {
        let mut name = bundle.name.clone();
        if !is_folder(&name) || taken.contains(&folded(&name)) {
            name = numbered("bundle", at + 1, |name| all.contains(name) || taken.contains(name));
        }
        taken.insert(folded(&name));
        bundle.version().map_or(name.clone(), |version| format!("{name}/{version}"))
    };
    workspace.bundles.iter().enumerate().map(place).collect()
}

/// Whether a bundle's name is a valid folder name on every operating system.
fn is_folder(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= MAX_NAME
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && !name.chars().any(|c| c.is_control() || r#"/\:*?"<>|"#.contains(c))
}
