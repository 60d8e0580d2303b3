//! Which files of a tree are worth reading.

use super::entries::{fit, looks_like_finders, too_many};
use super::{MAX_ENTRIES, OpenError, root, workspace};

/// Folders that belong to tools, hold thousands of files, and nothing of a template.
const TOOLS: [&str; 2] = [".git", "node_modules"];

/// Which files of a tree are worth reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Paths of the files of its bundles.
    pub wanted: Vec<String>,
    /// Paths of all others.
    pub left_out: Vec<String>,
}

/// Whether a folder of this name on a disk is not worth looking into: it belongs to a tool, such as
/// `.git` and `node_modules`.
pub fn is_tools(folder: &str) -> bool {
    TOOLS.contains(&folder)
}

/// Which files of the folder `name` to read and give to [`gather`](super::gather), by their paths
/// and their sizes in bytes: those of its bundles, unless they are over the limits.
pub fn plan(name: &str, files: &[(String, u64)]) -> Result<Choice, OpenError> {
    let own = files.iter().filter(|(path, _)| !path.split('/').any(is_tools));
    let choice = if own.clone().count() > MAX_ENTRIES {
        Err(too_many())
    } else {
        choose("holds", own.map(|(path, size)| (path.as_str(), *size)))
    };
    choice.map_err(|error| error.of(name))
}

/// The same for any tree.
pub(super) fn choose<'p>(
    verb: &str,
    files: impl Iterator<Item = (&'p str, u64)> + Clone,
) -> Result<Choice, OpenError> {
    let paths = files.clone().map(|(path, _)| path);
    if workspace::folder(paths.clone()).is_some() {
        // What its bundles are is known once the list of them has been read.
        fit(verb, files.map(|(_, size)| size))?;
        return Ok(Choice { wanted: paths.map(str::to_owned).collect(), left_out: vec![] });
    }
    let roots = root::some(paths)?;
    let is_in = |path: &str| root::of(path, &roots).is_some();
    fit(verb, files.clone().filter(|(path, _)| is_in(path)).map(|(_, size)| size))?;
    let mut choice = Choice::default();
    for (path, _) in files {
        if is_in(path) {
            choice.wanted.push(path.to_owned());
        } else if !looks_like_finders(path) {
            choice.left_out.push(path.to_owned());
        }
    }
    Ok(choice)
}
