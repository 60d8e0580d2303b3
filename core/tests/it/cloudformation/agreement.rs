//! Every error of cfn-lint over the renderings of public bundles is found at its line, and no other.
//!
//! The folder is not part of this repository; without it nothing is tested here. `ORACLE` names
//! another one of the same layout.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use cyclotron_core::Severity;
use cyclotron_core::cloudformation::Validator;
use cyclotron_core::text::Lines;

/// Errors of cfn-lint that are not found as errors: case, rule, and why not.
const NOT_FOUND: &[(&str, &str, &str)] = &[
    (
        "cfn--load-balanced-ecs-ec2-svc",
        "E3049",
        "a false alarm: the port of the health check is the one that the traffic takes; advice here",
    ),
    (
        "guide--component",
        "E1161",
        "cfn-lint says E3031 of the same name at the same place, and so do we",
    ),
    (
        "guide--service-with-component",
        "E1041",
        "that a role's name stands where an ARN is wanted is looked at for networks alone",
    ),
    (
        "guide--service-with-component",
        "E3012",
        "`Properties:` with nothing below it is E3003 at the same place: what has to be there is missing",
    ),
];

/// Errors that cfn-lint does not have: case, rule, and why they are right.
const BESIDES: &[(&str, &str, &str)] = &[
    (
        "guide--environment",
        "E3059",
        "10.0.0.0/24 is not in 10.1.0.0/16; cfn-lint does not look through `Fn::FindInMap`",
    ),
    ("guide--service-with-component", "E3003", "in place of cfn-lint's E3012, see above"),
];

type Errors = BTreeSet<(String, usize)>;

#[test]
fn errors_agree_with_cfn_lint() {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/oracle");
    let root = PathBuf::from(std::env::var("ORACLE").unwrap_or_else(|_| beside.to_owned()));
    if !root.is_dir() {
        let skipped = format!("cloudformation: skipped, there is no {}", root.display());
        return crate::common::say(&skipped);
    }
    let validator = Validator::new().unwrap();
    let mut cases: Vec<_> =
        fs::read_dir(root.join("cases")).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    let (mut renderings, mut errors) = (0, 0);
    let mut wrong = vec![];
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        let Ok(recorded) = fs::read_to_string(case.join("cfn-lint.json")) else { continue };
        let recorded: serde_json::Value = serde_json::from_str(&recorded).unwrap();
        for (output, theirs) in recorded["outputs"].as_object().unwrap() {
            let path = case.join(format!("expected/{output}.yaml"));
            let theirs = theirs_of(theirs);
            let ours = ours_of(&validator, &fs::read_to_string(&path).unwrap());
            renderings += 1;
            errors += theirs.len();
            let is_listed = |list: &[(&str, &str, &str)], rule: &str| {
                list.iter().any(|(case, listed, _)| name.starts_with(case) && *listed == rule)
            };
            for (rule, line) in theirs.difference(&ours) {
                if !is_listed(NOT_FOUND, rule) {
                    wrong.push(format!("{name}, {output}:{line}: {rule} is not found"));
                }
            }
            for (rule, line) in ours.difference(&theirs) {
                if !is_listed(BESIDES, rule) {
                    wrong.push(format!("{name}, {output}:{line}: {rule} is found besides"));
                }
            }
        }
    }
    crate::common::say(&format!(
        "cloudformation: {errors} errors of cfn-lint in {renderings} renderings, {} differ",
        wrong.len()
    ));
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn theirs_of(findings: &serde_json::Value) -> Errors {
    let errors = findings.as_array().unwrap().iter().filter(|one| one["level"] == "error");
    let places = errors.map(|one| {
        let line = usize::try_from(one["line"].as_u64().unwrap()).unwrap();
        (one["rule"].as_str().unwrap().to_owned(), line)
    });
    places.collect()
}

fn ours_of(validator: &Validator, text: &str) -> Errors {
    let lines = Lines::new(text);
    let findings = validator.validate(text);
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let places = errors.map(|finding| {
        let line = finding.span.map_or(0, |span| lines.position(span.start).line);
        (finding.rule.clone(), line)
    });
    places.collect()
}
