//! Finds the bundles at a path of the command line.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use cyclotron_core::archive::{self, FolderBundle, MAX_UNPACKED, OpenError};
use cyclotron_core::bundle::{MAX_FILES, SAMPLE_FOLDER};
use cyclotron_core::{Bundle, Content, File, Part};

use super::fault::Fault;
use super::read::{bytes, metadata};
use super::walk::walk;
use super::{ArchivedText, Opened, Opening, shown};

/// The extensions of archives.
const ARCHIVES: [&str; 4] = [".tar.gz", ".tgz", ".tar", ".zip"];

/// The paths of a bundle's schema.
const SCHEMAS: [&str; 2] = ["schema/schema.yaml", "schema/schema.yml"];

/// The place of a bundle.
pub(super) enum Place {
    /// An archive, which may hold several bundles.
    Archive(PathBuf),
    /// A folder, with the bundle in it.
    Folder(PathBuf, FolderBundle),
}

/// Finds the bundles at and below `path`; for a file that is not an archive, the bundle that contains it. The file
/// `without` is skipped.
pub(super) fn places(path: &Path, without: Option<&Path>, opening: &mut Opening) -> Vec<Place> {
    let data = match metadata(path) {
        Ok(data) => data,
        Err(fault) => {
            let message = fault.message.replacen("cannot read", "cannot open", 1);
            opening.faults.push(Fault::wrong_path(
                path,
                message,
                "Name a folder or an archive.".into(),
            ));
            return vec![];
        }
    };
    if data.is_dir() {
        return folders(path, without, opening);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if is_archive(&name) || !data.is_file() {
        return vec![Place::Archive(path.to_owned())];
    }
    match bundle_around(path) {
        Some(folder) => {
            let mut places = folders(&folder, without, opening);
            places.retain(|place| matches!(place, Place::Folder(at, _) if *at == folder));
            places
        }
        None => vec![Place::Archive(path.to_owned())],
    }
}

fn folders(path: &Path, without: Option<&Path>, opening: &mut Opening) -> Vec<Place> {
    let mut below = vec![];
    let mut files = walk(path, &mut below);
    if let Some(without) = without {
        files.retain(|file| path.join(file).canonicalize().map_or(true, |file| file != without));
    }
    let full = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let paths: Vec<&str> = files.iter().map(String::as_str).collect();
    let names_engine = |manifest: &str| names_engine(&path.join(manifest));
    let found = archive::in_folder(&shown(&full), &paths, names_engine);
    let archives = files.iter().filter(|file| is_archive(file));
    let archives: Vec<_> = archives.map(|file| shown(&path.join(file))).collect();
    // A subfolder of a bundle with a manifest is not a component.
    let around = bundle_around(path);
    let is_part = around.is_some()
        && matches!(found.as_slice(), [one] if one.root.is_empty())
        && !files.iter().any(|file| SCHEMAS.contains(&file.as_str()));
    if found.is_empty() && !below.is_empty() {
        opening.faults.append(&mut below);
        return vec![];
    }
    if found.is_empty() || is_part {
        opening.faults.push(match around {
            Some(bundle) => {
                let bundle = shown(&bundle);
                let message = format!("{} is a part of the bundle in {bundle}", path.display());
                Fault::wrong_path(path, message, format!("Name the bundle's folder: `{bundle}`."))
            }
            None => Fault::wrong_path(
                path,
                format!("there is no template bundle in {}", path.display()),
                match archives.first() {
                    Some(archive) => {
                        format!("Archives in a folder are not opened. Name them: `{archive}`.")
                    }
                    None => "A bundle is a folder with `schema/schema.yaml`, or a component's \
                             with `manifest.yaml`."
                        .into(),
                },
            ),
        });
        return vec![];
    }
    opening.faults.append(&mut below);
    opening.archives.extend(archives);
    let place = |one: FolderBundle| {
        let folder = if one.root.is_empty() { path.to_owned() } else { path.join(&one.root) };
        Place::Folder(folder, one)
    };
    found.into_iter().map(place).collect()
}

fn is_archive(name: &str) -> bool {
    let name = name.to_lowercase();
    ARCHIVES.iter().any(|end| name.ends_with(end))
}

/// The nearest parent folder of `path` that is a bundle, relative if `path` is.
fn bundle_around(path: &Path) -> Option<PathBuf> {
    let full = path.canonicalize().ok()?;
    if full.join(".git").exists() {
        return None;
    }
    let mut named = path.to_owned();
    for folder in full.ancestors().skip(1) {
        named = match named.parent() {
            Some(parent) if named.file_name().is_some() && parent != Path::new("") => {
                parent.to_owned()
            }
            Some(_) if named.file_name().is_some() => PathBuf::from("."),
            _ => named.join(".."),
        };
        if is_bundle(folder) {
            return Some(named);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    None
}

/// Whether `folder` itself is a bundle: whether it is found among all files below it.
fn is_bundle(folder: &Path) -> bool {
    let parts = [Part::Environment, Part::Instance, Part::Pipeline, Part::Component];
    let names = SCHEMAS.map(str::to_owned).into_iter().chain(parts.map(Part::manifest));
    let there: Vec<_> = names.filter(|name| folder.join(name).is_file()).collect();
    let own = folder.file_name().unwrap_or_default().to_string_lossy();
    let paths: Vec<_> = there.iter().map(|name| format!("{own}/{name}")).collect();
    let names_engine = |_: &str| names_engine(&folder.join(Part::Environment.manifest()));
    archive::roots_where(paths.iter().map(String::as_str), names_engine).contains(&&*own)
}

/// Whether the manifest at `path` can be read and names a rendering engine.
fn names_engine(path: &Path) -> bool {
    let text = metadata(path).and_then(|data| bytes(path, &data));
    text.is_ok_and(|text| archive::names_engine(&text))
}

impl Place {
    /// The canonical path, which is the same however the place was named.
    pub(super) fn full_path(&self) -> PathBuf {
        let (Self::Archive(path) | Self::Folder(path, _)) = self;
        path.canonicalize().unwrap_or_else(|_| path.clone())
    }

    /// Opens the bundle of a folder, or all bundles of an archive.
    pub(super) fn open(&self, faults: &mut Vec<Fault>) -> Vec<Opened> {
        let opened = match self {
            Self::Archive(path) => open_archive(path),
            Self::Folder(folder, found) => {
                open_folder(folder, found, faults).map(|opened| vec![opened])
            }
        };
        opened.unwrap_or_else(|fault| {
            faults.push(fault);
            vec![]
        })
    }
}

fn open_archive(path: &Path) -> Result<Vec<Opened>, Fault> {
    let bytes = metadata(path).and_then(|data| bytes(path, &data))?;
    let name = path.file_name().unwrap_or(OsStr::new("bundle")).to_string_lossy();
    let opened = archive::open(&name, &bytes).map_err(|error| {
        if error.lacks_bundle {
            return Fault::wrong_path(path, error.message, error.help);
        }
        if is_archive(&name) || archive::is_archive(&bytes) {
            return Fault::bundle(path, error);
        }
        let message = format!("{} isn't an archive, and not in a template bundle", path.display());
        let help = "Name a bundle's folder, a file in it or an archive.";
        Fault::wrong_path(path, message, help.into())
    })?;
    let archive = shown(path);
    let beside = opened.beside.iter().filter_map(|file| {
        let path = format!("{archive}/{}", file.path);
        Some(ArchivedText { path, text: file.text()?.to_owned() })
    });
    let beside: Rc<[_]> = beside.collect();
    let place = |bundle: Bundle| {
        let top = bundle.top_folder.as_ref().map_or(String::new(), |top| format!("{top}/"));
        Opened { prefix: format!("{archive}/{top}"), bundle, specs: vec![], beside: beside.clone() }
    };
    Ok(opened.bundles.into_iter().map(place).collect())
}

fn open_folder(
    folder: &Path,
    found: &FolderBundle,
    faults: &mut Vec<Fault>,
) -> Result<Opened, Fault> {
    let too_large = |what: String| {
        let message = format!("{} holds {what}", folder.display());
        let help = "Leave out other files, such as dependencies and build output.";
        Fault::bundle(folder, OpenError::new(message, help))
    };
    let files = &found.files;
    if files.len() > MAX_FILES {
        return Err(too_large(format!("more than {MAX_FILES} files")));
    }
    let mut bundle = Bundle {
        name: found.name.clone(),
        top_folder: Some(found.top_folder.clone()),
        ..Bundle::default()
    };
    let mut size = 0;
    for file in files {
        let path = folder.join(file);
        let read = metadata(&path).and_then(|data| {
            size += data.len();
            if size > MAX_UNPACKED as u64 {
                return Ok(None);
            }
            bytes(&path, &data).map(Some)
        });
        let bytes = match read {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return Err(too_large(format!("more than {} MB", MAX_UNPACKED >> 20))),
            // Keep the file without a text: reporting it as missing or empty would be wrong.
            Err(fault) => {
                faults.push(fault);
                bundle.files.push(File { path: file.clone(), content: Content::Binary([].into()) });
                continue;
            }
        };
        bundle.files.push(File::from_bytes(file.as_str(), bytes));
    }
    bundle.pack_sample = files.iter().any(|file| file.starts_with(SAMPLE_FOLDER));
    bundle.sort();
    let mut prefix = shown(folder);
    if prefix == "." || prefix.is_empty() {
        prefix.clear();
    } else if !prefix.ends_with('/') {
        prefix.push('/');
    }
    Ok(Opened { bundle, prefix, specs: vec![], beside: Rc::default() })
}
