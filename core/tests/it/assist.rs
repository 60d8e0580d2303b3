//! Renaming over the fixtures and the public bundles: every rendering stays as it is.

use std::path::Path;

use cyclotron_core::assist::{OutlineKind, apply, outline, rename};
use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::{Bundle, File, Kind, Workspace, analyze, prepare};

/// Renames every input there and back, or is told why not.
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
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracle/cases");
    let Ok(cases) = std::fs::read_dir(folder) else {
        return crate::common::say("renaming in public bundles: skipped, there is no ../shared/oracle");
    };
    let (mut renamed, mut refused) = (0, 0);
    for case in cases {
        let case = case.unwrap().path();
        let name = case.file_name().unwrap().to_str().unwrap();
        let mut bundle = crate::common::bundle(&case.join("bundle"), name);
        for (path, file) in [(SPEC, "spec.yaml"), (SAMPLE_OUTPUTS, "outputs.yaml")] {
            if let Ok(text) = std::fs::read_to_string(case.join(file)) {
                bundle.files.retain(|one| one.path != path);
                bundle.files.push(File::new(path, text));
            }
        }
        prepare(&mut bundle, &Workspace::default());
        if matches!(bundle.kind(), Kind::Environment | Kind::Service) {
            let (more, less) = rename_all(bundle);
            renamed += more;
            refused += less;
        }
    }
    crate::common::say(&format!("renaming in public bundles: {renamed} inputs, {refused} refused"));
}
