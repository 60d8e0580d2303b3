//! Every fix that is offered, made: what it is for is gone afterwards.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use cyclotron_core::{Diagnostic, File, Workspace, analyze, prepare};

use crate::common::{bundle, say};

#[test]
fn a_fix_removes_the_problem_that_it_is_for() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut folders = bundles_below(&fixtures);
    match shared_cases() {
        Some(cases) => folders.extend(bundles_below(&cases)),
        None => say("fixes of shared/cases: skipped, there is no such folder"),
    }
    let mut made = 0;
    let mut wrong = String::new();
    for folder in &folders {
        let mut own = bundle(folder, "own");
        prepare(&mut own, &Workspace::default());
        let workspace = Workspace { bundles: vec![own] };
        let before = analyze(&workspace).diagnostics;
        for problem in before.iter().filter(|problem| problem.fix.is_some()) {
            let after = analyze(&fixed(&workspace, problem)).diagnostics;
            let count = |all: &[Diagnostic]| {
                all.iter()
                    .filter(|one| one.code == problem.code && one.file == problem.file)
                    .count()
            };
            made += 1;
            if count(&after) >= count(&before) {
                let title = &problem.fix.as_ref().unwrap().title;
                let folder = folder.display();
                writeln!(wrong, "{folder}: \"{title}\": {}", problem.message).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "the problem is still there after these fixes:\n{wrong}");
    assert!(made > 50, "only {made} fixes were made");
    say(&format!("{made} fixes of {} bundles: each removes its problem", folders.len()));
}

fn fixed(workspace: &Workspace, problem: &Diagnostic) -> Workspace {
    let mut fixed = workspace.clone();
    let edits = &problem.fix.as_ref().unwrap().edits;
    let Some(file) = fixed.file_mut(&problem.file) else { return fixed };
    let text = file.text().unwrap_or_default().to_owned();
    let text = edits.iter().rev().fold(text, |text, edit| edit.apply(&text));
    *file = File::new(file.path.clone(), text);
    fixed
}

/// All folders at and below `folder` that hold a bundle.
fn bundles_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    let is_bundle = ["schema/schema.yaml", "infrastructure", "instance_infrastructure"]
        .iter()
        .any(|path| folder.join(path).exists());
    if is_bundle {
        found.push(folder.to_owned());
    } else {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                found.extend(bundles_below(&path));
            }
        }
    }
    found.sort();
    found
}

/// Small cases after public bug reports, where they are at hand.
fn shared_cases() -> Option<PathBuf> {
    let around = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(2);
    around.map(|around| around.join("shared/cases")).find(|folder| folder.is_dir())
}
