//! Lists the pages of `src/explain/`: a page is there by being there. Those of checks lie in the folder
//! itself, those of another group in a folder of their own.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    const FOLDER: &str = "src/explain";
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let folder = Path::new(&root).join(FOLDER);
    let mut paths = vec![];
    walk(&folder, &mut paths)?;
    paths.sort();
    let mut list = String::from("&[\n");
    for path in &paths {
        let code = path.file_stem().unwrap_or_default().to_string_lossy();
        let group = path.parent().and_then(|parent| parent.strip_prefix(&folder).ok());
        let group = group.unwrap_or(Path::new("")).to_string_lossy();
        let path = path.to_string_lossy();
        let _ = writeln!(list, "    ({group:?}, {code:?}, include_str!({path:?})),");
    }
    list.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("pages.rs"), list)
}

/// Adds the pages of a folder and of those in it.
fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            paths.push(path);
        }
    }
    Ok(())
}
