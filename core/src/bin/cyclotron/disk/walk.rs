//! The files below a folder.

use std::fs;
use std::path::Path;

use super::fault::Fault;

/// The paths of all files below `folder`, in order, with `/`. Left out are hidden folders, which belong
/// to tools such as `.git`, `node_modules`, and what Finder adds on a Mac.
pub(super) fn walk(folder: &Path, faults: &mut Vec<Fault>) -> Vec<String> {
    let mut files = vec![];
    below(folder, "", &mut files, faults);
    files.sort_unstable();
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
        // A link to a folder is not followed: it may lead back here.
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if !name.starts_with('.') && name != "node_modules" {
                below(&path, &format!("{prefix}{name}/"), files, faults);
            }
        } else if !path.is_dir() && name != ".DS_Store" && !name.starts_with("._") {
            files.push(format!("{prefix}{name}"));
        }
    }
}
