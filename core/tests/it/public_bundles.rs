//! Public bundles and what Python makes of them, where they are at hand: a folder `oracle` with
//! `cases/<case>/{bundle, spec.yaml, outputs.yaml, validation.json, expected}`.

use std::collections::BTreeMap;

use crate::common::cases::{cases, open};
use cyclotron_core::bundle::SPEC;
use cyclotron_core::schema::Extent;
use cyclotron_core::{Diagnostic, File, Severity, Workspace, analyze, prepare, sample_spec};

/// Python and we refuse the same inputs.
#[test]
fn validates_as_python() {
    for case in cases() {
        let workspace = Workspace { bundles: vec![open(&case, true)] };
        let expected = std::fs::read_to_string(case.join("validation.json")).unwrap();
        let expected: Vec<serde_json::Value> = serde_json::from_str(&expected).unwrap();
        let codes = ["invalid-input", "missing-input", "default-breaks-schema", "invalid-type"];
        let analysis = analyze(&workspace);
        let found = analysis.diagnostics.iter().filter(|found| codes.contains(&&*found.code.0));
        let found: Vec<_> = found.map(|found| (&found.file.path, &found.message)).collect();
        assert_eq!(found.len(), expected.len(), "{}: {found:?} {expected:?}", case.display());
    }
}

/// A sample with everything filled in is one that the schema takes.
#[test]
fn plausible_samples_fit_their_schemas() {
    let mut filled = 0;
    for case in cases() {
        let mut bundle = open(&case, false);
        bundle.files.retain(|file| file.path != SPEC);
        let mut workspace = Workspace { bundles: vec![bundle] };
        let spec = sample_spec(&workspace.bundles[0], &workspace, Extent::Everything);
        workspace.bundles[0].files.push(File::new(SPEC, spec.clone()));
        let analysis = analyze(&workspace);
        let is_refused = |found: &&Diagnostic| {
            found.file.path == SPEC && matches!(&*found.code.0, "invalid-input" | "invalid-format")
        };
        let refused: Vec<_> = analysis.diagnostics.iter().filter(is_refused).collect();
        assert!(refused.is_empty(), "{}: {spec}{refused:#?}", case.display());
        filled += 1;
    }
    crate::common::say(&format!("plausible samples: {filled} fit"));
}

/// The text of every rendering, byte for byte, and an error where there is one. Special cases are
/// left to the test of rendering alone.
#[test]
fn renders_as_python() {
    let mut wrong = vec![];
    let mut right = 0;
    for case in cases().iter().filter(|case| !case.to_string_lossy().contains("special--")) {
        let workspace = Workspace { bundles: vec![open(case, true)] };
        let analysis = analyze(&workspace);
        for rendering in &analysis.bundles[0].renderings {
            let stem = rendering.file_name.trim_end_matches(".yaml");
            let expected =
                std::fs::read_to_string(case.join("expected").join(&rendering.file_name)).ok();
            let failed = case.join("expected").join(format!("{stem}.error.txt")).exists();
            let is_reported = analysis
                .diagnostics
                .iter()
                .any(|found| found.file == rendering.template && found.severity == Severity::Error);
            if rendering.text == expected || failed && is_reported {
                right += 1;
            } else {
                wrong.push(format!("{} {}", case.display(), rendering.file_name));
            }
        }
        let expected = std::fs::read_dir(case.join("expected")).unwrap().count();
        assert_eq!(analysis.bundles[0].renderings.len(), expected, "{}", case.display());
    }
    assert!(wrong.is_empty(), "{} differ, {right} agree:\n{}", wrong.len(), wrong.join("\n"));
}

/// A bundle without samples gets such that fit its schema, so that it renders.
#[test]
fn samples_fit() {
    for case in cases() {
        let mut bundle = open(&case, false);
        prepare(&mut bundle, &Workspace::default());
        let spec = bundle.text(SPEC).unwrap().to_owned();
        let analysis = analyze(&Workspace { bundles: vec![bundle] });
        let wrong = analysis.diagnostics.iter().filter(|found| {
            found.severity == Severity::Error && found.file.path.starts_with("spec/")
        });
        let wrong: Vec<_> = wrong.collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}\n{spec}", case.display());
    }
}

/// Everything that is reported about the bundles, by code: false alarms show here.
#[test]
fn reports_on_public_bundles() {
    let mut report: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for case in cases() {
        let workspace = Workspace { bundles: vec![open(&case, true)] };
        for found in analyze(&workspace).diagnostics {
            let place = found.range.map_or(0, |(start, _)| start.line);
            let name = case.file_name().unwrap().to_str().unwrap();
            let line = format!("{name} {}:{place} {}", found.file.path, found.message);
            report.entry(found.code.0.into_owned()).or_default().push(line);
        }
    }
    for (code, lines) in &report {
        eprintln!("{code}: {}", lines.len());
        for line in lines {
            eprintln!("    {line}");
        }
    }
    let expected = [
        "manifest-engine",
        "template-error",
        "template-syntax",
        "truncate-leeway",
        "unanchored-pattern",
        "undeclared-input",
        "unknown-input",
        "unpack-of-split",
        "unquoted-value",
        "unused-input",
        "unused-pipeline",
        "yaml-boolean",
    ];
    let other: Vec<_> = report.keys().filter(|code| !expected.contains(&code.as_str())).collect();
    assert!(other.is_empty(), "{other:?}");
}
