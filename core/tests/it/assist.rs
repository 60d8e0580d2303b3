//! Renaming over the fixtures and the public bundles: every rendering stays as it is.

use std::path::Path;

use cyclotron_core::assist::{OutlineKind, apply, outline, rename};
use cyclotron_core::bundle::SCHEMA;
use cyclotron_core::{Bundle, Kind, Workspace, analyze, prepare};

use crate::common::cases::{cases, open};
use crate::common::sample;

/// Renames every input there and back, and counts the renames and the refusals.
fn rename_all(bundle: Bundle) -> (usize, usize) {
    let before = Workspace { bundles: vec![bundle] };
    let texts = |workspace: &Workspace| -> Vec<_> {
        let all = analyze(workspace).bundles.into_iter().flat_map(|bundle| bundle.renderings);
        all.map(|rendering| rendering.text).collect()
    };
    let file = before.bundles[0].id(SCHEMA);
    let items = |workspace: &Workspace| {
        outline(workspace, &file).into_iter().filter(|item| item.kind == OutlineKind::Property)
    };
    let (mut renamed, mut refused) = (0, 0);
    let new = "renamed_here";
    for item in items(&before) {
        let Ok(there) = rename(&before, &file, item.span.start, new) else {
            refused += 1;
            continue;
        };
        let after = apply(&before, &there);
        assert_eq!(texts(&after), texts(&before), "{}", item.name);
        let moved = items(&after).find(|one| one.name == new).unwrap();
        // One that has no name that Jinja could read is not to be had back.
        if let Ok(back) = rename(&after, &file, moved.span.start, &item.name) {
            assert_eq!(apply(&after, &back), before, "{}", item.name);
        }
        renamed += 1;
    }
    (renamed, refused)
}

#[test]
fn inputs_of_the_fixtures_are_renamed_and_nothing_else_changes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/bundles");
    let mut done = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let mut bundle = crate::common::fixture(&name);
        prepare(&mut bundle, &Workspace::default());
        if matches!(bundle.kind(), Kind::Environment | Kind::Service) {
            done += rename_all(bundle).0;
        }
    }
    assert!(done > 20, "only {done} were renamed");
}

/// The public bundles, where they are at hand: what cannot be followed there is little.
#[test]
fn inputs_of_public_bundles_are_renamed_and_nothing_else_changes() {
    let (mut renamed, mut refused) = (0, 0);
    for case in sample("renaming in public bundles", cases(), 20) {
        let mut bundle = open(&case, true);
        prepare(&mut bundle, &Workspace::default());
        if matches!(bundle.kind(), Kind::Environment | Kind::Service) {
            let (more, less) = rename_all(bundle);
            renamed += more;
            refused += less;
        }
    }
    crate::common::say(&format!("renaming in public bundles: {renamed} inputs, {refused} refused"));
}
