//! Public bundles and small probes against what Python's Jinja2 made of them.
//!
//! The folder is not part of this repository; without it nothing is tested here. `ORACLE` names
//! another one of the same layout.

mod comparison;
mod file_defects;
mod origins;
mod probe;

use std::path::PathBuf;

use comparison::{Files, Tally};

#[test]
fn rendering_agrees_with_python() {
    let Some(files) = files() else { return };
    let tally = Tally::of(&files);
    crate::common::say(&tally.to_string());
    assert!(tally.differ.is_empty(), "\n{}", tally.differ.join("\n"));
}

#[test]
fn every_rendered_line_knows_what_it_comes_from() {
    let Some(files) = files() else { return };
    let tally = origins::Tally::of(&files);
    crate::common::say(&tally.to_string());
    assert!(tally.differ.is_empty(), "\n{}", tally.differ.join("\n"));
}

/// The texts of the folder; `None` where it is not there.
fn files() -> Option<Files> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/oracle");
    let root = PathBuf::from(std::env::var("ORACLE").unwrap_or_else(|_| beside.to_owned()));
    if !root.is_dir() {
        crate::common::say(&format!("oracle: skipped, there is no {}", root.display()));
        return None;
    }
    let files = crate::common::files(&root).into_iter();
    let files = files.filter_map(|(path, file)| Some((path, std::fs::read_to_string(file).ok()?)));
    Some(files.collect())
}
