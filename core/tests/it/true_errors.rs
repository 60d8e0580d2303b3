//! AWS's CloudFormation samples, opened together, with and without the ready workspace: their true
//! errors, and no other.
//!
//! The folder is not part of this repository; without it nothing is tested here.

use std::collections::BTreeSet;

use cyclotron_core::cloudformation::{Rules, Validator, findings};
use cyclotron_core::{Diagnostic, Severity, Workspace, analyze, prepare_all, starters};

use crate::common;
use crate::common::cases::{cases, open};

const SCHEMA: &str = "schema/schema.yaml";

/// Bundle, file, line and code: a default that is a runtime which can no longer be created.
const ERRORS: &[(&str, &str, usize, &str)] = &[
    ("scheduled-lambda-svc", SCHEMA, 38, "cfn-e2533"),
    ("worker-lambda-svc", SCHEMA, 38, "cfn-e2533"),
];

#[test]
fn samples_of_aws_show_their_true_errors() {
    let mut bundles = vec![];
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap();
        let Some(name) = name.strip_prefix("cfn--").and_then(|name| name.strip_suffix("--alt"))
        else {
            continue;
        };
        let mut bundle = open(&case, false);
        bundle.name = name.rsplit("--").next().unwrap().to_owned();
        bundles.push(bundle);
    }
    if bundles.is_empty() {
        return;
    }
    let validator = Validator::new().unwrap();
    for mut workspace in [Workspace::default(), starters::ready_workspace()] {
        let mut bundles = bundles.clone();
        prepare_all(&mut bundles, &workspace);
        let names: Vec<String> = bundles.iter().map(|bundle| bundle.name.clone()).collect();
        workspace.bundles.extend(bundles);
        let mut all = analyze(&workspace).diagnostics;
        all.extend(findings(&workspace, &Rules::default(), |text| validator.validate(text)));
        let errors = |one: &&Diagnostic| one.severity == Severity::Error;
        let found: BTreeSet<_> = all.iter().filter(errors).map(place).collect();
        let expected: BTreeSet<_> = ERRORS
            .iter()
            .map(|&(bundle, file, line, code)| (bundle.into(), file.into(), line, code.into()))
            .collect();
        assert_eq!(found, expected, "{names:?}");
        common::say(&format!(
            "samples of AWS: {} bundles in a workspace of {}, {} true errors and no other",
            names.len(),
            workspace.bundles.len(),
            found.len()
        ));
    }
}

fn place(one: &Diagnostic) -> (String, String, usize, String) {
    let line = one.range.map_or(0, |(start, _)| start.line);
    (one.file.bundle.clone(), one.file.path.clone(), line, one.code.0.to_string())
}
