//! Templates without Proton: the public bundles, and single constructs.

mod bad_input;
mod choices;
mod constructs;
mod files;
mod fixes;
mod hostile;
mod modules;
mod moto;
mod outputs;
mod pipelines;
mod properties;
mod report;
mod scripts;
mod targets;

use std::collections::BTreeMap;

use crate::common::cases::{cases, open};
use crate::common::sample;
use cyclotron_core::Workspace;
use cyclotron_core::eject::{Fate, eject};

/// The stacks that cannot be ejected, each with its reason: their templates fail in Proton as well.
const REFUSED: [(&str, &str); 5] = [
    ("checker--invalid-jinja-syntax-template--repo", "The template cannot be read: line 31, "),
    ("checker--invalid-jinja-template--repo", "The template does not render: line 30, "),
    ("guide--service-as-printed", "The template cannot be read: line 703, "),
    ("special--trailing-separator", "The template does not render: line 48, "),
    ("special--unknown-runtime", "The template does not render: line 67, "),
];

/// Every stack of the public bundles that Proton could render is ejected with its proofs.
#[test]
fn public_bundles_are_ejected() {
    let mut fates: BTreeMap<String, usize> = BTreeMap::new();
    let mut refused = vec![];
    for case in sample("ejecting public bundles", cases(), 26) {
        let bundle = open(&case, true);
        let name = bundle.name.clone();
        let ejected = eject(&Workspace { bundles: vec![bundle] }, &name).expect("the bundle");
        assert_eq!(ejected.refusals, [""; 0], "{name}");
        for stack in &ejected.stacks {
            match &stack.template {
                Ok(_) => *fates.entry("stacks".into()).or_default() += 1,
                Err(reason) => refused.push((name.clone(), reason.clone())),
            }
            for input in &stack.inputs {
                let fate = match (&input.fate, &input.decision) {
                    (Fate::Parameter { .. }, None) => "parameter",
                    (Fate::Parameter { .. }, Some(_)) => "parameter with conditions",
                    (Fate::Derived { .. }, _) => "derived",
                    (Fate::Frozen, _) => "frozen",
                    (Fate::Split, _) => "split",
                    (Fate::Unread, _) => "unread",
                };
                *fates.entry(fate.into()).or_default() += 1;
            }
        }
    }
    crate::common::say(&format!("ejected: {fates:?}, {} stacks refused", refused.len()));
    let unexpected: Vec<_> = refused
        .iter()
        .filter(|(name, reason)| {
            !REFUSED.iter().any(|(known, start)| name == known && reason.starts_with(start))
        })
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
}

/// CloudFormation's validator finds no error in an ejected template that the rendering lacks.
#[cfg(feature = "cloudformation")]
#[test]
fn no_error_is_new_to_the_validator() {
    use cyclotron_core::cloudformation::Validator;
    use cyclotron_core::eject::new_errors;

    let validator = Validator::new().expect("a validator");
    let mut new = vec![];
    // One sample of each bundle is enough: validating takes longer than ejecting.
    let mut repositories = cases();
    repositories.retain(|case| case.to_string_lossy().ends_with("--repo"));
    for case in sample("validating ejected templates", repositories, 12) {
        let bundle = open(&case, true);
        let name = bundle.name.clone();
        let ejected = eject(&Workspace { bundles: vec![bundle] }, &name).expect("the bundle");
        for stack in &ejected.stacks {
            let (Ok(template), Some(rendering)) = (&stack.template, &stack.rendering) else {
                continue;
            };
            let found = validator.validate(&ejected.templates[*template].text);
            let more = new_errors(&found, &validator.validate(rendering));
            new.extend(
                more.into_iter().map(|finding| (name.clone(), stack.label.clone(), finding)),
            );
        }
    }
    assert!(new.is_empty(), "{new:#?}");
}

/// Two runs give the same bytes.
#[test]
fn a_bundle_is_ejected_to_the_same_bytes_again() {
    for case in cases().iter().take(5) {
        let workspace = Workspace { bundles: vec![open(case, true)] };
        let name = &workspace.bundles[0].name;
        assert_eq!(eject(&workspace, name), eject(&workspace, name));
    }
}

/// cfn-lint finds no error in an ejected template that the rendering lacks. Only in `make soak`.
#[test]
fn no_error_is_new_to_cfn_lint() {
    if std::env::var_os("SOAK").is_none() {
        return crate::common::say("cfn-lint over ejected templates: only in `make soak`");
    }
    let Some(command) = std::env::var_os("CFN_LINT") else {
        return crate::common::say(
            "cfn-lint over ejected templates: skipped, $CFN_LINT is not set",
        );
    };
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("eject/cfn-lint");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut pairs = vec![];
    for case in cases().iter().filter(|case| case.to_string_lossy().ends_with("--repo")) {
        let bundle = open(case, true);
        let name = bundle.name.clone();
        let ejected = eject(&Workspace { bundles: vec![bundle] }, &name).expect("the bundle");
        for (at, stack) in ejected.stacks.iter().enumerate() {
            let (Ok(template), Some(rendering)) = (&stack.template, &stack.rendering) else {
                continue;
            };
            let write = |kind: &str, text: &str| {
                let path = folder.join(format!("{name}-{at}-{kind}.yaml"));
                std::fs::write(&path, text).unwrap();
                path.to_str().unwrap().to_owned()
            };
            let ejected = write("ejected", &ejected.templates[*template].text);
            pairs.push((write("rendered", rendering), ejected));
        }
    }
    let files = pairs.iter().flat_map(|(one, other)| [one, other]);
    let output = std::process::Command::new(command)
        .args(["--format", "json", "--non-zero-exit-code", "none"])
        .args(files)
        .output()
        .unwrap();
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let errors = |file: &str| -> Vec<String> {
        let found = found
            .as_array()
            .expect("a list")
            .iter()
            .filter(|found| found["Filename"] == file && found["Level"] == "Error");
        found.map(|found| found["Rule"]["Id"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let mut new = vec![];
    for (rendered, ejected) in &pairs {
        let known = errors(rendered);
        let more = errors(ejected).into_iter().filter(|rule| !known.contains(rule));
        new.extend(more.map(|rule| format!("{ejected}: {rule}")));
    }
    assert!(new.is_empty(), "{new:#?}");
    crate::common::say(&format!("cfn-lint: no new error in {} ejected templates", pairs.len()));
}
