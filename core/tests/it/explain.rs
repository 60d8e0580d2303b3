//! Every code has its page, and every page its code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use cyclotron_core::explain::{Group, explain, pages};

/// What a statement holds that gives out a code.
const MARKS: [&str; 8] = [
    "report(",
    "push(",
    "Diagnostic::new(",
    "Severity::",
    "RenderErrorKind::",
    "code:",
    "code =",
    "CODE",
];

#[test]
fn every_code_has_a_page() {
    let mut codes = BTreeSet::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    walk(&root.join("src"), "rs", &mut |text| codes.extend(given_out(text)));
    walk(&root.join("tests/it/snapshots"), "snap", &mut |text| codes.extend(reported(text)));
    let fixtures = fs::read_dir(root.join("tests/fixtures/checks")).unwrap();
    codes.extend(fixtures.map(|entry| entry.unwrap().file_name().into_string().unwrap()));
    let lack: Vec<_> = codes.iter().filter(|code| explain(code).is_none()).collect();
    assert!(lack.is_empty(), "no page src/explain/<code>.md for {lack:#?}");
    crate::common::say(&format!("{} codes have a page", codes.len()));
}

#[test]
fn every_page_has_a_code() {
    let mut sources = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    walk(&root.join("src"), "rs", &mut |text| sources.push_str(text));
    let stray = |code: &str| code != "cfn" && !sources.contains(&format!("\"{code}\""));
    let checks = pages().into_iter().filter(|page| page.group == Group::Checks);
    let stray: Vec<_> = checks.map(|page| page.code).filter(|code| stray(code)).collect();
    assert!(stray.is_empty(), "nothing gives out {stray:#?}");
}

/// Calls `read` with every text below `folder`.
fn walk(folder: &Path, extension: &str, read: &mut impl FnMut(&str)) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, extension, read);
        } else if path.extension().is_some_and(|other| other == extension) {
            read(&fs::read_to_string(path).unwrap());
        }
    }
}

/// The codes that a source gives out, its tests left out.
fn given_out(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut codes = vec![];
    for (at, _) in source.match_indices('"') {
        let word: &str = source[at + 1..].split('"').next().unwrap_or_default();
        let before = &source[..at];
        let statement = &before[before.rfind([';', '{', '}']).map_or(0, |end| end + 1)..];
        if is_code(word) && MARKS.iter().any(|mark| statement.contains(mark)) {
            codes.push(word.to_owned());
        }
    }
    codes
}

/// The codes in what was reported: `error[undefined-name]`.
fn reported(snapshot: &str) -> Vec<String> {
    let after = ["error[", "warning[", "info["].into_iter().flat_map(|level| {
        snapshot.split(level).skip(1).filter_map(|rest| Some(rest.split_once(']')?.0))
    });
    after.filter(|word| is_code(word)).map(str::to_owned).collect()
}

/// Words of small letters and digits with hyphens between them.
fn is_code(word: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty() && part.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    word.contains('-') && word.split('-').all(is_part)
}
