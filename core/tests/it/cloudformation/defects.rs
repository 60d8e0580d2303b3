//! The real defects of public bundles that CloudFormation's own rules know, at their lines.

use cyclotron_core::cloudformation::{Rules, Validator, findings};

use cyclotron_core::Workspace;

use crate::common::cases::{cases, open};

const INSTANCE: &str = "instance_infrastructure/cloudformation.yaml";
const PIPELINE: &str = "pipeline_infrastructure/cloudformation.yaml";
const SCHEMA: &str = "schema/schema.yaml";

/// Code, beginning of the case's name, file and line. The validator does not know which actions IAM has
/// (W3037), and asks only about what is rendered: a default that every sample replaces is not.
const DEFECTS: &[(&str, &str, &str, usize)] = &[
    ("cfn-e2533", "cfn--scheduled-lambda-svc", SCHEMA, 38),
    ("cfn-e2533", "cfn--worker-lambda-svc", SCHEMA, 38),
    ("cfn-e3001", "cfn--scheduled-lambda-svc", INSTANCE, 18),
    ("cfn-e3002", "old--lambda-multi-svc--service-crud", PIPELINE, 11),
    ("cfn-e3002", "old--lambda-multi-svc--service-data-processing", PIPELINE, 11),
    ("cfn-w3011", "cfn--scheduled-lambda-svc", PIPELINE, 2),
    ("cfn-w3687", "workshop--lb-fargate-service", INSTANCE, 162),
];

#[test]
fn defects_are_found_at_their_lines() {
    let validator = Validator::new().unwrap();
    let mut found = vec![];
    for case in cases() {
        let name = case.file_name().unwrap().to_str().unwrap().to_owned();
        let workspace = Workspace { bundles: vec![open(&case, true)] };
        for one in findings(&workspace, &Rules::default(), |text| validator.validate(text)) {
            let line = one.range.map_or(0, |(start, _)| start.line);
            found.push((name.clone(), one.code.0.to_string(), one.file.path, line));
        }
    }
    if found.is_empty() {
        return;
    }
    let missing: Vec<_> = DEFECTS
        .iter()
        .filter(|(code, case, file, line)| {
            !found.iter().any(|(name, known, path, at)| {
                name.starts_with(case) && known == code && path == file && at == line
            })
        })
        .collect();
    assert!(missing.is_empty(), "not found: {missing:#?}");
    crate::common::say(&format!(
        "cloudformation: {} real defects found at their lines",
        DEFECTS.len()
    ));
}
