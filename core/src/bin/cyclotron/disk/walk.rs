//! Lists the files below a folder.

use std::fs;
use std::path::Path;

use cyclotron_core::archive::is_apart;
use cyclotron_core::sort::CompactSort;

use super::fault::Fault;

/// Returns the paths of all files below `folder`, sorted, with `/`. Skips hidden folders, which belong to tools
/// such as `.git`, as well as `node_modules` and the files that macOS Finder adds.
pub(super) fn walk(folder: &Path, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut files = vec![];
    below(folder, "", &mut files, faults);
    files.compact_sort();
    files
}

fn below(folder: &Path, prefix: &str, files: &mut Vec<String>, faults: &mut Vec<Fault>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return faults.push(Fault::io(folder, &error)),
    };
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return faults.push(Fault::io(folder, &error)),
        };
        let path = entry.path();
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let help = "Rename it with plain letters.";
            faults.push(Fault::unreadable(&path, "its name is not UTF-8", help));
            continue;
        };
        // Links to folders are not followed, since they may form a cycle.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !is_apart(name) {
                below(&path, &format!("{prefix}{name}/"), files, faults);
            }
        } else if !path.is_dir() && name != ".DS_Store" && !name.starts_with("._") {
            files.push(format!("{prefix}{name}"));
        }
    }
}
