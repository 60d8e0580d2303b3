//! Real defects of public bundles are found at their lines, and nothing else is called one.

use std::collections::BTreeSet;
use std::path::Path;

use crate::common::cases::{cases, open};
use cyclotron_core::{Severity, Workspace, analyze};

const INSTANCE: &str = "instance_infrastructure/cloudformation.yaml";
const PIPELINE: &str = "pipeline_infrastructure/cloudformation.yaml";
const SCHEMA: &str = "schema/schema.yaml";

/// Code, bundle, file and lines. What is found under one of these codes besides is a false alarm.
const DEFECTS: &[(&str, &str, &str, &[usize])] = &[
    ("template-syntax", "checker--invalid-jinja-syntax-template", INSTANCE, &[31]),
    ("template-syntax", "guide--service-as-printed", PIPELINE, &[703]),
    ("truncate-leeway", "old--loadbalanced-fargate-svc--service", INSTANCE, &[100]),
    (
        "truncate-leeway",
        "old--public-private-fargate-microservices--service--loadbalanced-public-svc",
        INSTANCE,
        &[129],
    ),
    ("truncate-leeway", "workshop--lb-fargate-service", INSTANCE, &[111]),
    // The same bundle with another spec.
    ("truncate-leeway", "special--trailing-separator", INSTANCE, &[111]),
    ("undeclared-input", "checker--invalid-jinja-template", INSTANCE, &[30]),
    ("unpack-of-split", "workshop--lb-fargate-service", INSTANCE, &[48]),
    ("unpack-of-split", "special--trailing-separator", INSTANCE, &[48]),
    ("unquoted-value", "cfn--scheduled-lambda-svc", INSTANCE, &[21, 22]),
    ("unquoted-value", "cfn--worker-lambda-svc", INSTANCE, &[67, 68]),
    // The same bundle with another spec.
    ("unquoted-value", "special--unknown-runtime", INSTANCE, &[67, 68]),
    ("unused-input", "cfn--lambda-multi-svc--service-data-processing", SCHEMA, &[12]),
    ("unused-input", "old--lambda-multi-svc--service-data-processing", SCHEMA, &[12]),
    // The guide shows parts of what these schemas are for.
    ("unused-input", "guide--service", SCHEMA, &[37]),
    ("unused-input", "guide--service-with-component", SCHEMA, &[15, 19]),
];

/// Codes that no public bundle gives a reason for.
const NOWHERE: &[&str] = &[
    "invisible-name",
    "logical-id",
    "loop-over-scalar",
    "misused-type",
    "multiline-value",
    "undeclared-output",
    "undefined-name",
    "unescaped-dynamic-reference",
    "unguarded-input",
    "unknown-filter",
    "unknown-test",
];

#[test]
fn only_the_defects_are_reported() {
    let mut wrong = vec![];
    let mut found = 0;
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap();
        let bundle = ["--repo", "--full", "--alt"]
            .iter()
            .find_map(|variant| name.strip_suffix(variant))
            .unwrap_or(name);
        let is_known = |code: &str| {
            NOWHERE.contains(&code) || DEFECTS.iter().any(|(known, ..)| *known == code)
        };
        let seen: BTreeSet<_> = analyze(&Workspace { bundles: vec![open(&case, true)] })
            .diagnostics
            .into_iter()
            .filter(|one| is_known(&one.code.0))
            .map(|one| {
                let line = one.range.map_or(0, |(start, _)| start.line);
                (one.code.0.into_owned(), one.file.path, line)
            })
            .collect();
        let expected: BTreeSet<_> = DEFECTS
            .iter()
            .filter(|(_, of, ..)| *of == bundle)
            .flat_map(|(code, _, file, lines)| {
                lines.iter().map(|line| ((*code).to_owned(), (*file).to_owned(), *line))
            })
            .collect();
        found += expected.len();
        wrong.extend(expected.difference(&seen).map(|one| format!("{name}: not found: {one:?}")));
        wrong.extend(seen.difference(&expected).map(|one| format!("{name}: besides: {one:?}")));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    if found > 0 {
        crate::common::say(&format!("defects of public bundles: {found} found, and none besides"));
    }
}

/// A template that Python renders when every name is defined has no errors.
#[test]
fn templates_that_render_have_no_errors() {
    for case in cases().iter().filter(|case| renders(case)) {
        let analysis = analyze(&Workspace { bundles: vec![open(case, true)] });
        let errors: Vec<_> = analysis
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .filter(|one| one.file.path.ends_with("cloudformation.yaml"))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", case.display());
    }
}

/// Whether every output of a case renders, undefined names being errors.
fn renders(case: &Path) -> bool {
    let strict = std::fs::read_to_string(case.join("strict.json")).unwrap();
    let strict: serde_json::Value = serde_json::from_str(&strict).unwrap();
    let mut outputs = std::fs::read_dir(case.join("expected")).unwrap();
    strict.as_object().unwrap().values().all(|one| one == "same")
        && !outputs.any(|one| one.unwrap().file_name().to_string_lossy().ends_with(".error.txt"))
}
