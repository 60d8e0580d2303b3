//! Bundles on disk: folders and archives.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use cyclotron_core::archive::{self, MAX_UNPACKED, OpenError};
use cyclotron_core::bundle::MAX_FILES;
use cyclotron_core::bundle::SAMPLE_FOLDER;
use cyclotron_core::text::free;
use cyclotron_core::{Bundle, Content, File};

use crate::failure::Failure;

/// A bundle, and where it was found.
#[derive(Debug)]
pub struct Opened {
    /// What is in it.
    pub bundle: Bundle,
    /// What people call the place of its files: a path with a final `/`, or nothing.
    pub prefix: String,
}

/// The one bundle at `path`: an archive, or a folder with the bundle in it or below.
pub fn open(path: &Path) -> Result<Opened, Failure> {
    let several = || {
        let message = format!("{} holds several bundles", path.display());
        Failure::wrong_use(message, "Name the folder of one of them.")
    };
    let mut places = places(path)?;
    let (Some(place), None) = (places.pop(), places.pop()) else { return Err(several()) };
    let mut bundles = place.open()?;
    let (Some(opened), None) = (bundles.pop(), bundles.pop()) else { return Err(several()) };
    Ok(opened)
}

/// All bundles at and below `paths`, each once, no two of the same name.
pub fn open_all(paths: &[PathBuf]) -> Result<Vec<Opened>, Failure> {
    let mut seen = HashSet::new();
    let mut all: Vec<Opened> = vec![];
    for path in paths {
        for place in places(path)? {
            if seen.insert(place.full_path()) {
                for mut opened in place.open()? {
                    let taken = |name: &str| all.iter().any(|other| other.bundle.name == name);
                    opened.bundle.name = free(std::mem::take(&mut opened.bundle.name), taken);
                    all.push(opened);
                }
            }
        }
    }
    Ok(all)
}

/// The text of the file at `path`.
pub fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))
}

/// `path` as it is shown: with `/`, without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string().replace(MAIN_SEPARATOR, "/");
    text.strip_prefix("./").unwrap_or(&text).to_owned()
}

/// Where a bundle is.
enum Place {
    Archive(PathBuf),
    /// A folder, and the paths of the files below it.
    Folder(PathBuf, Vec<String>),
}

fn places(path: &Path) -> Result<Vec<Place>, Failure> {
    let data = fs::metadata(path).map_err(|error| Failure::file("open", path, &error))?;
    if !data.is_dir() {
        return Ok(vec![Place::Archive(path.to_owned())]);
    }
    let mut files = vec![];
    walk(path, "", &mut files)?;
    files.sort_unstable();
    let roots = archive::roots(files.iter().map(String::as_str));
    if roots.is_empty() {
        let message = format!("there is no template bundle in {}", path.display());
        let help = "A bundle is a folder with `schema/schema.yaml`, or a component's with \
                    `manifest.yaml`.";
        return Err(Failure::wrong_use(message, help));
    }
    let place = |root: &&str| {
        let prefix = if root.is_empty() { String::new() } else { format!("{root}/") };
        let own = files.iter().filter_map(|file| file.strip_prefix(&prefix));
        Place::Folder(path.join(root), own.map(str::to_owned).collect())
    };
    Ok(roots.iter().map(place).collect())
}

/// Adds the paths of all files below `folder`. Hidden folders belong to tools, such as `.git`.
fn walk(folder: &Path, below: &str, files: &mut Vec<String>) -> Result<(), Failure> {
    let failed = |error| Failure::file("read", folder, &error);
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let message = format!("{} has a name that is not UTF-8", entry.path().display());
            return Err(Failure::wrong_use(message, "Rename it with plain letters."));
        };
        let path = format!("{below}{name}");
        // A link to a folder is not followed: it may lead back here.
        if entry.file_type().map_err(failed)?.is_dir() {
            if !name.starts_with('.') && name != "node_modules" {
                walk(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if entry.path().is_file() && name != ".DS_Store" && !name.starts_with("._") {
            files.push(path);
        }
    }
    Ok(())
}

impl Place {
    /// The same for the same place, however it was named.
    fn full_path(&self) -> PathBuf {
        let (Self::Archive(path) | Self::Folder(path, _)) = self;
        path.canonicalize().unwrap_or_else(|_| path.clone())
    }

    /// One bundle where it is a folder; as many as there are where it is an archive.
    fn open(&self) -> Result<Vec<Opened>, Failure> {
        match self {
            Self::Archive(path) => open_archive(path),
            Self::Folder(folder, files) => {
                let name = archive::name(&shown(&self.full_path()), "bundle");
                Ok(vec![open_folder(folder, files, name)?])
            }
        }
    }
}

fn open_archive(path: &Path) -> Result<Vec<Opened>, Failure> {
    let bytes = fs::read(path).map_err(|error| Failure::file("read", path, &error))?;
    let name = path.file_name().unwrap_or(OsStr::new("bundle")).to_string_lossy();
    let opened = archive::open(&name, &bytes).map_err(Failure::bundle)?;
    let place = |bundle: Bundle| {
        let top = bundle.top_folder.as_ref().map_or(String::new(), |top| format!("{top}/"));
        Opened { prefix: format!("{}/{top}", shown(path)), bundle }
    };
    Ok(opened.bundles.into_iter().map(place).collect())
}

fn open_folder(folder: &Path, files: &[String], name: String) -> Result<Opened, Failure> {
    let too_large = |what: String| {
        Failure::bundle(OpenError {
            message: format!("{} holds {what}", folder.display()),
            help: "Leave out what is no template, such as dependencies and build output.".into(),
        })
    };
    if files.len() > MAX_FILES {
        return Err(too_large(format!("more than {MAX_FILES} files")));
    }
    let mut bundle = Bundle { name: name.clone(), top_folder: Some(name), ..Bundle::default() };
    let mut size = 0;
    for file in files {
        let path = folder.join(file);
        let failed = |error| Failure::file("read", &path, &error);
        size += fs::metadata(&path).map_err(failed)?.len();
        if size > MAX_UNPACKED as u64 {
            return Err(too_large(format!("more than {} MB", MAX_UNPACKED >> 20)));
        }
        let content = String::from_utf8(fs::read(&path).map_err(failed)?);
        let content =
            content.map_or_else(|error| Content::Binary(error.into_bytes()), Content::Text);
        bundle.files.push(File { path: file.clone(), content });
    }
    bundle.pack_sample = files.iter().any(|file| file.starts_with(SAMPLE_FOLDER));
    bundle.sort();
    let mut prefix = shown(folder);
    if prefix == "." || prefix.is_empty() {
        prefix.clear();
    } else if !prefix.ends_with('/') {
        prefix.push('/');
    }
    Ok(Opened { bundle, prefix })
}
