//! Bundles on disk: folders, files in them, and archives.

mod fault;
mod place;
mod read;
mod repository;
mod synced;
mod walk;

use std::collections::HashSet;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};
use std::rc::Rc;

use cyclotron_core::sort::CompactSort;
use cyclotron_core::text::free;
use cyclotron_core::{Bundle, Diagnostic};

use crate::failure::Failure;

pub use fault::Fault;
pub use read::text;
pub use repository::{around, beside, within_repository};

/// A bundle with its place on disk.
#[derive(Debug)]
pub struct Opened {
    /// Its contents.
    pub bundle: Bundle,
    /// The prefix of its files' paths in reports: a path with a final `/`, or nothing.
    pub prefix: String,
    /// Specs from outside the bundle.
    pub specs: Vec<OutsideSpec>,
    /// If it is in an archive, the texts beside the archive's bundles.
    pub beside: Rc<[ArchivedText]>,
}

/// A text in an archive that belongs to no bundle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ArchivedText {
    /// Its path, which begins with that of the archive.
    pub path: String,
    /// The text.
    pub text: String,
}

/// A spec that `proton-ops.yaml` names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutsideSpec {
    /// The service that the spec is for.
    pub service: String,
    /// Its path in the bundle.
    pub path: String,
    /// The path of the file.
    pub place: String,
}

/// A `proton-ops.yaml` that names specs of the bundles.
#[derive(Debug)]
pub struct OpsFile {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Its problems.
    pub found: Vec<Diagnostic>,
}

/// The result of opening some paths.
#[derive(Debug, Default)]
pub struct Opening {
    /// The bundles that could be read.
    pub bundles: Vec<Opened>,
    /// The paths, and the files and folders below them, that could not be read.
    pub faults: Vec<Fault>,
    /// The archives in folders, which are not opened.
    pub archives: Vec<String>,
    /// The files that name specs from outside the bundles.
    pub ops: Vec<OpsFile>,
}

/// Opens the only bundle at `path`: an archive, or a folder that contains the bundle at any depth. Files of the
/// bundle that can't be read are returned with it. `output` is the archive to write: that file and specs from
/// outside the bundle are then skipped.
pub fn open(path: &Path, output: Option<&Path>) -> Result<(Opened, Opening), Failure> {
    let several = || {
        let message = format!("{} holds several bundles", path.display());
        let help = if path.is_dir() {
            "Name the folder of one of them."
        } else {
            "Unpack it, and name the folder of one of them."
        };
        Failure::usage_error(message, help)
    };
    let without = output.and_then(|path| path.canonicalize().ok());
    let mut opening = Opening::default();
    let mut places = place::places(path, without.as_deref(), &mut opening);
    if places.len() > 1 {
        return Err(several());
    }
    if let Some(place) = places.pop() {
        opening.bundles = place.open(&mut opening.faults);
    }
    if output.is_none() {
        opening.ops = synced::add(&mut opening.bundles);
    }
    match (opening.bundles.pop(), opening.bundles.is_empty()) {
        (Some(opened), true) => Ok((opened, opening)),
        (Some(_), false) => Err(several()),
        (None, _) => Err(match opening.faults.into_iter().next() {
            Some(fault) => fault.into(),
            None => several(),
        }),
    }
}

/// Opens all bundles at and below `paths`, each once and with a unique name.
pub fn open_all(paths: &[PathBuf]) -> Opening {
    let mut seen = HashSet::new();
    let mut opening = Opening::default();
    for path in paths {
        for place in place::places(path, None, &mut opening) {
            if !seen.insert(place.full_path()) {
                continue;
            }
            for mut opened in place.open(&mut opening.faults) {
                let taken =
                    |name: &str| opening.bundles.iter().any(|other| other.bundle.name == name);
                let mut name = std::mem::take(&mut opened.bundle.name);
                // The version number distinguishes the bundles of one template.
                if let Some(folder) = opened.bundle.top_folder.as_ref().filter(|_| taken(&name)) {
                    name = folder.replace('/', "-");
                }
                opened.bundle.name = free(name, taken);
                opening.bundles.push(opened);
            }
        }
    }
    opening.ops = synced::add(&mut opening.bundles);
    opening.archives.compact_sort();
    opening.archives.dedup();
    let named: HashSet<String> = paths.iter().map(|path| shown(path)).collect();
    opening.archives.retain(|archive| !named.contains(archive));
    let mut seen = HashSet::new();
    opening.faults.retain(|fault| seen.insert(fault.path.clone()));
    opening
}

/// `path` for output: with `/` and without a leading `./`.
pub fn shown(path: &Path) -> String {
    let text = path.display().to_string().replace(MAIN_SEPARATOR, "/");
    text.strip_prefix("./").unwrap_or(&text).to_owned()
}
