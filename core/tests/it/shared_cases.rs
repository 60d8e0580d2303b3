//! Small cases after public bug reports, each with what is to be found in it and nothing else.
//!
//! The folder is not part of this repository; without it nothing is tested here.

use std::path::Path;

use cyclotron_core::cloudformation::{Rules, Validator, findings, merge};
use cyclotron_core::{Diagnostic, Severity, Workspace, analyze, prepare};

use crate::common::{bundle, say};

const INSTANCE: &str = "instance_infrastructure/cloudformation.yaml";
const ENVIRONMENT: &str = "infrastructure/cloudformation.yaml";
const PIPELINE: &str = "pipeline_infrastructure/cloudformation.yaml";
const SCHEMA: &str = "schema/schema.yaml";

/// File, line (0 for the file as a whole) and code.
type Place = (&'static str, usize, &'static str);

/// Errors and warnings of each case.
const CASES: &[(&str, &[Place])] = &[
    // A kept value is neither a wrong type nor a wrong option: both are notes.
    ("01-current-val/bundle", &[]),
    (
        "02-truncated-names-collide/bundle",
        &[(INSTANCE, 5, "colliding-name"), (INSTANCE, 12, "colliding-name")],
    ),
    ("03-bash-length-is-comment/error", &[(ENVIRONMENT, 10, "template-syntax")]),
    (
        "03-bash-length-is-comment/swallowed",
        &[(ENVIRONMENT, 11, "shell-comment"), (SCHEMA, 9, "unused-input")],
    ),
    ("09-dates-without-quotes/bundle", &[(SCHEMA, 9, "yaml-date")]),
    (
        "14-merge-keys/bundle",
        &[
            (ENVIRONMENT, 11, "cfn-w1100"),
            (ENVIRONMENT, 11, "cfn-w1101"),
            (ENVIRONMENT, 15, "cfn-w1101"),
        ],
    ),
    ("20-multiples-of-hundredths/bundle", &[(SCHEMA, 13, "default-breaks-schema")]),
    ("21-service-without-inputs/none", &[(SCHEMA, 5, "no-inputs")]),
    ("21-service-without-inputs/null", &[(SCHEMA, 7, "invalid-keyword")]),
    ("21-service-without-inputs/unused", &[(SCHEMA, 9, "unused-input")]),
    ("22-pipeline-without-input-type/folder-only", &[(SCHEMA, 2, "missing-input-type")]),
    (
        "22-pipeline-without-input-type/swapped",
        &[
            (SCHEMA, 2, "missing-input-type"),
            (SCHEMA, 2, "missing-input-type"),
            (SCHEMA, 4, "unused-input-type"),
        ],
    ),
    (
        "23-colliding-logical-ids/bundle",
        &[(PIPELINE, 3, "rendered-duplicate-key"), (PIPELINE, 6, "logical-id")],
    ),
    ("30-what-counts-as-template-file/terraform", &[("infrastructure/main.tf", 2, "local-module")]),
    // A file that no manifest names may be long: a note.
    ("30-what-counts-as-template-file/codebuild", &[]),
];

#[test]
fn each_case_shows_its_problems_and_no_other() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases");
    if !folder.is_dir() {
        return say("cases: skipped, there is no ../shared/cases");
    }
    let validator = Validator::new().unwrap();
    let mut wrong = vec![];
    for (case, expected) in CASES {
        let mut bundle = bundle(&folder.join(case), "case");
        prepare(&mut bundle, &Workspace::default());
        let workspace = Workspace { bundles: vec![bundle] };
        let mut all = analyze(&workspace).diagnostics;
        let checked = findings(&workspace, &Rules::default(), |text| validator.validate(text));
        merge(&workspace, &mut all, checked);
        let mut found: Vec<_> =
            all.iter().filter(|one| one.severity != Severity::Info).map(place).collect();
        found.sort();
        let mut expected: Vec<_> = expected
            .iter()
            .map(|&(file, line, code)| (file.to_owned(), line, code.to_owned()))
            .collect();
        expected.sort();
        if found != expected {
            wrong.push(format!("{case}: found {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    say(&format!("cases: {} show their problems and no other", CASES.len()));
}

fn place(one: &Diagnostic) -> (String, usize, String) {
    let line = one.range.map_or(0, |(start, _)| start.line);
    (one.file.path.clone(), line, one.code.0.to_string())
}
