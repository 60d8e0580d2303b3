//! Tests that all texts of the page are in this module.

use std::path::{Path, PathBuf};
use std::{fs, io};

#[test]
fn every_text_of_the_page_is_among_its_words() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = vec![];
    collect(&src, &mut found).unwrap();
    found.sort();
    let mut said = vec![];
    for path in found {
        let name = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        // Test modules are at the end of a file.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let says = code.lines().map(str::trim).find(|line| says(line));
        if let Some(line) =
            says.filter(|_| !name.starts_with("words") && !name.ends_with("tests.rs"))
        {
            said.push(format!("{name}: {line}"));
        }
    }
    assert!(said.is_empty(), "texts outside of app/src/words: {said:#?}");
}

/// Whether a line of code holds a text of the page: in an attribute, as a child, or as a string of several words
/// that begins with a capital letter.
fn says(line: &str) -> bool {
    let is_code = !line.starts_with("//") && !line.starts_with("#[");
    let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase());
    let is_word = |word: &str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let is_said = |text: &str| begins(text.trim_start()) && text.split(' ').any(is_word);
    let attributes = ["aria-label=\"", "title=\"", "placeholder=\"", ">\""];
    let after = attributes.iter().filter_map(|attribute| line.split_once(attribute));
    let is_child =
        line.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).is_some_and(begins);
    is_code
        && (is_child
            || after.map(|(_, rest)| rest.trim_start()).any(begins)
            || line.split('"').skip(1).step_by(2).any(is_said))
}

/// Collects the Rust files below a folder.
pub fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    Ok(())
}
