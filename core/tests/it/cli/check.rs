//! `cyclotron check`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{SAMPLES, folder, repair, said};

#[test]
fn finds_nothing_in_the_samples() {
    let (status, out, _) = said(Path::new(SAMPLES), &["check", "."]);
    let expected = "\
Checked item-api-environment/: environment, CloudFormation.
Checked item-api-service/: service, CloudFormation, with a pipeline (CloudFormation).
no errors and no warnings in 2 bundles.
";
    assert_eq!((status, out.as_str()), (0, expected));
}

#[test]
fn speaks_to_people() {
    let (status, out, _) = said(&folder("human"), &["check", "."]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn speaks_json() {
    let (status, out, _) = said(&folder("json"), &["check", ".", "--format", "json"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn speaks_to_github() {
    let (status, out, _) = said(&folder("github"), &["check", ".", "--format", "github"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn speaks_sarif() {
    let (status, out, _) = said(&folder("sarif"), &["check", ".", "--format", "sarif"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
    let mut schema = sarif_schema();
    // A bracket too many, which no reader of regular expressions takes; we write no language.
    for holder in ["run", "toolComponent"] {
        let language =
            schema.pointer_mut(&format!("/definitions/{holder}/properties/language")).unwrap();
        language.as_object_mut().unwrap().remove("pattern");
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    for folder in [folder("sarif"), PathBuf::from(SAMPLES)] {
        let (_, out, _) = said(&folder, &["check", ".", "--format", "sarif"]);
        let log = serde_json::from_str(&out).unwrap();
        let wrong: Vec<_> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{wrong:?}\n{out}");
    }
}

/// OASIS's schema of SARIF 2.1.0, from the sources of the crate `serde-sarif`.
fn sarif_schema() -> serde_json::Value {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
        .output()
        .unwrap();
    let metadata: serde_json::Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == "serde-sarif").unwrap();
    let manifest = Path::new(package["manifest_path"].as_str().unwrap());
    let schema = fs::read_to_string(manifest.with_file_name("src").join("schema.json")).unwrap();
    serde_json::from_str(&schema).unwrap()
}

/// Warnings alone do not fail a build.
#[test]
fn a_warning_is_not_an_error() {
    let folder = folder("warning");
    repair(&folder);
    let spec = folder.join("broken/spec/spec.yaml");
    fs::write(spec, "proton: EnvironmentSpec\nspec: {other: a}\n").unwrap();
    let (status, out, _) = said(&folder, &["check", "."]);
    assert!(status == 0 && out.contains("warning[unknown-input]"), "{status} {out}");
}

/// Each once, however often it is named; hidden folders belong to others.
#[test]
fn looks_at_each_bundle_once() {
    let folder = folder("once");
    repair(&folder);
    let hidden = folder.join(".cache/schema");
    fs::create_dir_all(&hidden).unwrap();
    fs::write(hidden.join("schema.yaml"), "no schema").unwrap();
    let (status, out, _) = said(&folder, &["check", ".", "broken", "./broken/"]);
    let expected =
        "Checked broken/: environment, CloudFormation.\nno errors and no warnings in 1 bundle.\n";
    assert_eq!((status, out.as_str()), (0, expected));
}

#[test]
fn runs_cloudformations_rules_unless_turned_off() {
    let folder = folder("cloudformation");
    repair(&folder);
    let template = folder.join("broken/infrastructure/cloudformation.yaml");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replace("DisplayName", "DisplayNome")).unwrap();
    let (status, out, _) = said(&folder, &["check", "."]);
    assert_eq!(status, 1);
    assert!(out.contains("error[cfn-e3002]"), "{out}");
    assert!(out.contains("infrastructure/cloudformation.yaml:5:7"), "{out}");
    let clean =
        "Checked broken/: environment, CloudFormation.\nno errors and no warnings in 1 bundle.\n";
    for (less, silenced) in [
        (&["--no-cloudformation"][..], ""),
        (&["--ignore-checks", "E3002"], "1 finding is silenced: 1 by --ignore-checks E3002.\n"),
        (&["--ignore-checks=W,E3"], "1 finding is silenced: 1 by --ignore-checks E3.\n"),
    ] {
        let (status, out, _) = said(&folder, &[&["check", "."], less].concat());
        assert_eq!((status, out), (0, format!("{clean}{silenced}")));
    }
    let (_, out, _) = said(&folder, &["check", ".", "--include-checks", "I"]);
    assert!(out.contains("info[cfn-i"), "{out}");
    for (rule, complaint) in [
        ("I9999", "--include-checks: there is no check `I9999`"),
        ("nonsense", "--include-checks: there is no check `nonsense`"),
        ("unused-input", "`unused-input` isn't a rule of CloudFormation"),
    ] {
        for more in [&[][..], &["--no-cloudformation"]] {
            let check = [&["check", ".", "--include-checks", rule], more].concat();
            let (status, _, error) = said(&folder, &check);
            assert!(status == 2 && error.contains(complaint), "{status} {error}");
        }
    }
}
