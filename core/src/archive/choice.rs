//! Selects the files of a tree to read.

use super::entries::{fit, looks_like_finders, too_many};
use super::{MAX_ENTRIES, OpenError, root, workspace};

/// Folders of tools, which hold thousands of files but no templates.
const TOOLS: [&str; 2] = [".git", "node_modules"];

/// The selected files of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The paths of the files of its bundles.
    pub wanted: Vec<String>,
    /// The paths of all other files.
    pub left_out: Vec<String>,
}

/// Whether a folder on disk is skipped because of its name: it belongs to a tool, such as `.git` and
/// `node_modules`.
pub fn is_tools(folder: &str) -> bool {
    TOOLS.contains(&folder)
}

/// Whether the bundles in a folder do not count because of its name: hidden folders and `node_modules` belong to tools.
pub fn is_apart(folder: &str) -> bool {
    folder.starts_with('.') || is_tools(folder)
}

/// Selects the files of the folder `name` to read and pass to [`gather`](super::gather), given all paths and sizes
/// in bytes: the files of its bundles. Fails if they are over the limits.
pub fn plan(name: &str, files: &[(String, u64)]) -> Result<Choice, OpenError> {
    let own = files.iter().filter(|(path, _)| !path.split('/').any(is_tools));
    let choice = if own.clone().count() > MAX_ENTRIES {
        Err(too_many())
    } else {
        choose("holds", own.map(|(path, size)| (path.as_str(), *size)))
    };
    choice.map_err(|error| error.of(name))
}

/// Selects the files of any tree.
pub(super) fn choose<'p>(
    verb: &str,
    files: impl Iterator<Item = (&'p str, u64)> + Clone,
) -> Result<Choice, OpenError> {
    let paths = files.clone().map(|(path, _)| path);
    if workspace::folder(paths.clone()).is_some() {
        // The bundles of a workspace are only known once its list has been read.
        fit(verb, files.map(|(_, size)| size))?;
        return Ok(Choice { wanted: paths.map(str::to_owned).collect(), left_out: vec![] });
    }
    let roots = root::some(paths, |_| true)?;
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
