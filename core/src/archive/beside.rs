//! Decides which files that belong to no bundle are kept beside the bundles.

use crate::sort::CompactSort;
/// The maximum number of kept files.
pub const MAX_FILES: usize = 200;
/// The maximum size of a kept file in bytes.
pub const MAX_FILE: u64 = 256 << 10;
/// The maximum size of all kept files in bytes.
pub const MAX_BYTES: u64 = 2 << 20;

/// Selects the files to keep, given the paths and sizes in bytes of files that belong to no bundle.
///
/// Files of template sync and of this tool come first, then READMEs, then the others in the given order, until a
/// limit is reached.
pub fn beside<'p>(files: impl IntoIterator<Item = (&'p str, u64)>) -> Vec<&'p str> {
    let mut small: Vec<_> = files.into_iter().filter(|(_, size)| *size <= MAX_FILE).collect();
    small.compact_sort_by_key(|(path, _)| rank(path));
    let mut bytes = 0;
    let fits = |(_, size): &(&str, u64)| {
        let fits = bytes + size <= MAX_BYTES;
        bytes += if fits { *size } else { 0 };
        fits
    };
    small.into_iter().filter(fits).take(MAX_FILES).map(|(path, _)| path).collect()
}

/// The priority of a file; 0 is the highest.
fn rank(path: &str) -> u8 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_tools = path.split('/').any(|part| part == ".proton")
        || matches!(name, ".cyclotron.yaml" | "proton-ops.yaml" | "proton-ops.yml");
    let is_for_people = name.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("readme"));
    match (is_tools, is_for_people) {
        (true, _) => 0,
        (_, true) => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn important_files_come_first_and_files_above_the_limit_are_left_out() {
        let files = [
            ("large.bin", MAX_FILE + 1),
            ("notes.txt", 10),
            ("docs/README.md", 10),
            (".proton/deployment.yaml", 10),
            ("proton-ops.yaml", MAX_FILE),
            (".cyclotron.yaml", 0),
        ];
        let kept = beside(files);
        let first = [".proton/deployment.yaml", "proton-ops.yaml", ".cyclotron.yaml"];
        assert_eq!(kept, [first.as_slice(), &["docs/README.md", "notes.txt"]].concat());
        let paths: Vec<String> = (0..300).map(|at| format!("{at:03}")).collect();
        assert_eq!(beside(paths.iter().map(|path| (path.as_str(), 1))).len(), MAX_FILES);
        let many = beside(paths.iter().map(|path| (path.as_str(), MAX_FILE)));
        assert_eq!(many.len() as u64, MAX_BYTES / MAX_FILE);
        assert_eq!(beside([("a", MAX_FILE), ("b", 1)]), ["a", "b"]);
    }
}
