//! The rooms of the engine use each other in one direction.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Each module of the crate's root, with the modules that it uses.
type Rooms = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_two_rooms_use_each_other_in_a_circle() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms = Rooms::new();
    read(&source, &source, &mut rooms);
    assert!(rooms["analyze"].contains("checks"), "no use of a room was found");
    // A room that uses none of those that are left is in no circle.
    loop {
        let left: BTreeSet<String> = rooms.keys().cloned().collect();
        let before = rooms.len();
        rooms.retain(|_, used| used.iter().any(|room| left.contains(room)));
        if rooms.len() == before {
            break;
        }
    }
    assert!(rooms.is_empty(), "these rooms are in a circle, or use one: {rooms:#?}");
}

/// Adds what the files below `folder` use. The command line and tests may use anything.
fn read(source: &Path, folder: &Path, rooms: &mut Rooms) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let below = path.strip_prefix(source).unwrap().to_str().unwrap();
        let room = below.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        if path.is_dir() {
            if !["bin", "tests"].contains(&path.file_name().unwrap().to_str().unwrap()) {
                read(source, &path, rooms);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !below.ends_with("tests.rs")
            && room != "lib"
        {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            let lines = code.lines().map(|line| line.split("//").next().unwrap());
            let code = lines.collect::<Vec<_>>().join(" ");
            let used = code.split("crate::").skip(1).flat_map(names);
            let used: BTreeSet<String> = used.filter(|name| *name != room).collect();
            rooms.entry(room).or_default().extend(used);
        }
    }
}

/// The rooms that a path after `crate::` begins with: one, or those in its braces.
fn names(path: &str) -> Vec<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let list = path.strip_prefix('{').and_then(|inner| inner.split('}').next());
    let words = match list {
        Some(list) => list.split(',').map(|item| item.trim().split(':').next().unwrap()).collect(),
        None => vec![path.split(|c| !is_word(c)).next().unwrap()],
    };
    let is_room = |word: &&str| word.starts_with(|c: char| c.is_lowercase());
    words.into_iter().filter(is_room).map(str::to_owned).collect()
}
