//! A bundle for each check under `fixtures/checks`, in a folder that has the check's name. The expected
//! codes are written beside the line that causes them: `#! code`, several separated by commas. Codes
//! about a file as a whole are in `expected.txt` of the bundle, a line `path: code` each. Bundles in
//! `beside/` are open as well, and have no findings. `like.txt` names a sound bundle under
//! `fixtures/sound`, whose files replace the missing ones.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::common::bundle;
use cyclotron_core::{Content, Diagnostic, File, Workspace, analyze, prepare};

/// Path, line (0 for the file as a whole) and code, with how often that is.
type Findings = BTreeMap<(String, usize, String), usize>;

#[test]
fn every_check_finds_what_is_written_beside_the_line() {
    let folder = folder();
    let names = names();
    let mut wrong = String::new();
    for name in &names {
        let (workspace, expected) = open(&folder.join(name), name);
        let found = findings(&workspace, name);
        for (what, list) in [
            ("not found", missing(&expected, &found)),
            ("found besides", missing(&found, &expected)),
        ] {
            for (path, line, code) in list {
                writeln!(wrong, "{name}: {what}: {path}:{line} {code}").unwrap();
            }
        }
        if !expected.keys().any(|(_, _, code)| code == name) {
            writeln!(wrong, "{name}: the check of this name finds nothing here").unwrap();
        }
        wrong.push_str(&broken_fixes(&workspace, name));
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    crate::common::say(&format!(
        "{} fixtures of checks: each finds its own and nothing else",
        names.len()
    ));
}

/// Every problem of every fixture.
pub fn diagnostics_of_fixtures() -> Vec<Diagnostic> {
    let workspaces = names().into_iter().map(|name| open(&folder().join(&name), &name).0);
    workspaces.flat_map(|workspace| analyze(&workspace).diagnostics).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/checks")
}

fn names() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The workspace of a fixture, and what is to be found in it.
fn open(folder: &Path, name: &str) -> (Workspace, Findings) {
    let mut workspace = Workspace::default();
    if let Ok(beside) = std::fs::read_dir(folder.join("beside")) {
        for entry in beside {
            let entry = entry.unwrap();
            let mut other = bundle(&entry.path(), &entry.file_name().into_string().unwrap());
            prepare(&mut other, &workspace);
            workspace.bundles.push(other);
        }
    }
    let mut own = bundle(folder, name);
    if let Some(like) = own.text("like.txt") {
        let sound = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sound");
        let sound = bundle(&sound.join(like.trim()), name);
        let lacking = sound.files.into_iter().filter(|file| own.file(&file.path).is_none());
        let lacking: Vec<_> = lacking.collect();
        own.files.extend(lacking);
        own.files.retain(|file| file.path != "like.txt");
    }
    let mut expected = Findings::new();
    own.files.retain(|file| {
        let text = file.text().unwrap_or("");
        if file.path == "expected.txt" {
            for line in text.lines() {
                let (path, code) = line.split_once(": ").unwrap();
                *expected.entry((path.into(), 0, code.into())).or_default() += 1;
            }
            return false;
        }
        for (at, line) in text.lines().enumerate() {
            let codes = line.split_once("#! ").map(|(_, codes)| codes.split(' ').next().unwrap());
            for code in codes.into_iter().flat_map(|codes| codes.split(',')) {
                *expected.entry((file.path.clone(), at + 1, code.into())).or_default() += 1;
            }
        }
        !file.path.starts_with("beside/")
    });
    prepare(&mut own, &workspace);
    workspace.bundles.push(own);
    (workspace, expected)
}

fn findings(workspace: &Workspace, name: &str) -> Findings {
    let mut found = Findings::new();
    for one in analyze(workspace).diagnostics.iter().filter(|one| one.file.bundle == name) {
        let line = one.range.map_or(0, |(start, _)| start.line);
        *found.entry((one.file.path.clone(), line, one.code.0.to_string())).or_default() += 1;
    }
    found
}

/// The findings in `these` that `others` lack.
fn missing(these: &Findings, others: &Findings) -> Vec<(String, usize, String)> {
    let less = |(key, count): (&(String, usize, String), &usize)| {
        (others.get(key).copied().unwrap_or(0) < *count).then(|| key.clone())
    };
    these.iter().filter_map(less).collect()
}

/// The fixes after which their finding is still reported.
fn broken_fixes(workspace: &Workspace, name: &str) -> String {
    let mut broken = String::new();
    let before = analyze(workspace).diagnostics;
    for one in before.iter().filter(|one| one.file.bundle == name) {
        let Some(mended) = mended(workspace, one) else { continue };
        let after = analyze(&mended).diagnostics;
        let same = |list: &[Diagnostic]| {
            list.iter().filter(|other| other.file == one.file && other.code == one.code).count()
        };
        if same(&after) >= same(&before) {
            let title = one.fix.as_ref().map_or("", |fix| &fix.title);
            writeln!(broken, "{name}: the fix \"{title}\" does not remove {}", one.code.0).unwrap();
        }
    }
    broken
}

fn mended(workspace: &Workspace, one: &Diagnostic) -> Option<Workspace> {
    let fix = one.fix.as_ref()?;
    let mut mended = workspace.clone();
    let file = mended.file_mut(&one.file)?;
    let text = file.text().unwrap_or("").to_owned();
    let text = fix.edits.iter().rev().fold(text, |text, edit| edit.apply(&text));
    *file = File { content: Content::Text(text.into()), path: file.path.clone() };
    Some(mended)
}
