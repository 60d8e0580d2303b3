//! `cyclotron eject`.

use std::fs;

use serde_json::Value as Json;

use super::{SAMPLES, folder, said, text};
use crate::common::files;

#[test]
fn a_folder_of_bundles_is_ejected() {
    let folder = folder("eject");
    let out = folder.join("out");
    let (status, stdout, stderr) = said(
        &folder,
        &["eject", SAMPLES, "--out", "out", "--stack", "item-api-environment/environment=env-1"],
    );
    assert_eq!((status, stderr.as_str()), (0, ""), "{stdout}");
    assert!(
        stdout.ends_with("files to out. README.md there describes the next steps.\n"),
        "{stdout}"
    );
    let env = fs::read_to_string(out.join("stacks.env")).unwrap();
    assert!(env.contains("\nitem-api-environment/environment=env-1\n"), "{env}");
    let written: Vec<String> = files(&out).into_iter().map(|(path, _)| path).collect();
    assert!(written.contains(&"templates/item-api-service/pipeline.yaml".to_owned()));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        for (script, mode) in
            [("adopt", 0o111), ("deploy", 0o111), ("find-stacks", 0o111), ("common.sh", 0)]
        {
            let permissions = fs::metadata(out.join("bin").join(script)).unwrap().permissions();
            assert_eq!(permissions.mode() & 0o111, mode, "{script}");
        }
    }
    // Files of an earlier result could be taken for those of this one.
    let (status, _, stderr) = said(&folder, &["eject", SAMPLES, "--out", "out"]);
    assert_eq!(status, 2);
    assert!(stderr.contains("--out: out is not empty"), "{stderr}");
}

#[test]
fn the_report_is_json() {
    let folder = folder("eject-json");
    let (status, stdout, _) =
        said(&folder, &["eject", SAMPLES, "--out", "out", "--format", "json"]);
    assert_eq!(status, 0);
    let report: Json = serde_json::from_str(&stdout).unwrap();
    assert_eq!(report["version"], 1);
    assert_eq!(report["stacks"].as_array().map(Vec::len), Some(4));
    let inputs = report["bundles"][0]["stacks"][0]["inputs"].as_array().unwrap();
    assert!(inputs.iter().all(|input| input["fate"].is_string()));
    assert_eq!(inputs[0]["line"].as_i64(), inputs[0]["line"].as_i64().filter(|line| *line > 0));
}

#[test]
fn bundles_that_cannot_be_ejected_are_reported() {
    let folder = folder("eject-broken");
    let (status, stdout, _) = said(&folder, &["eject", "broken", "--out", "out"]);
    assert_eq!(status, 1);
    assert!(stdout.contains("not ejected. The template does not render: line 5"), "{stdout}");
    assert!(!folder.join("out").exists(), "nothing is written");
    fs::remove_file(folder.join("broken/spec/spec.yaml")).unwrap();
    let (status, stdout, _) = said(&folder, &["eject", "broken", "--out", "out"]);
    assert_eq!(status, 1);
    assert!(
        stdout.contains("not ejected. There is no spec, so the inputs are unknown"),
        "{stdout}"
    );
}

#[test]
fn wrong_arguments_are_usage_errors() {
    let folder = folder("eject-usage");
    fs::write(folder.join("file"), "").unwrap();
    let spec = format!("{SAMPLES}/item-api-environment/spec/spec.yaml");
    for (arguments, expected) in [
        (&["eject", SAMPLES][..], "--out"),
        (&["eject", SAMPLES, "--out", "file"], "file is a file, not a folder"),
        (&["eject", SAMPLES, "--out", "out", "--stack", "a"], "`a` has no `=`"),
        (&["eject", SAMPLES, "--out", "out", "--stack", "a=b"], "There is no stack `a`"),
        (
            &["eject", SAMPLES, "--out", "out", "--stack", "item-api-service/pipeline=--execute"],
            "is not the name of a stack",
        ),
        (
            &["eject", SAMPLES, "--out", "out", "--spec", &spec],
            "--spec is for one bundle, and there are 2",
        ),
        (&["eject", "missing", "--out", "out"], "missing"),
    ] {
        let (status, stdout, stderr) = said(&folder, arguments);
        assert_eq!(status, 2, "{arguments:?}: {stdout}{stderr}");
        assert!(stderr.contains(expected), "{arguments:?}: {stderr}");
        assert!(!text(&folder.join("out")).is_empty() && !folder.join("out").exists());
    }
}

/// `--spec` and `--outputs` replace the files of the bundle.
#[test]
fn another_spec_gives_other_values() {
    let folder = folder("eject-spec");
    fs::write(
        folder.join("prod.yaml"),
        "proton: EnvironmentSpec\nspec: {table_name: items-prod, stage_name: live}\n",
    )
    .unwrap();
    fs::write(folder.join("outputs.yaml"), "resources: {environment: {name: item-api-prod}}\n")
        .unwrap();
    let bundle = format!("{SAMPLES}/item-api-environment");
    let (status, stdout, _) = said(
        &folder,
        &[
            "eject",
            &bundle,
            "--out",
            "out",
            "--spec",
            "prod.yaml",
            "--outputs",
            "outputs.yaml",
            "--quiet",
        ],
    );
    assert_eq!(status, 0, "{stdout}");
    let values =
        fs::read_to_string(folder.join("out/parameters/item-api-environment/environment.json"))
            .unwrap();
    for value in ["items-prod", "live", "item-api-prod"] {
        assert!(values.contains(value), "{values}");
    }
}

#[test]
fn parts_of_the_result_are_chosen() {
    let folder = folder("eject-parts");
    let parts =
        ["--with", "sceptre,execution-role", "--without", "scripts,pipelines", "--out", "out"];
    let (status, stdout, stderr) = said(&folder, &[&["eject", SAMPLES], parts.as_slice()].concat());
    assert_eq!((status, stderr.as_str()), (0, ""), "{stdout}");
    let written: Vec<String> =
        files(&folder.join("out")).into_iter().map(|(path, _)| path).collect();
    let has = |start: &str| written.iter().any(|path| path.starts_with(start));
    assert!(has("sceptre/config/") && has("roles/") && has("deployments/"));
    assert!(!has("bin/") && !has("templates/item-api-service/pipeline"), "{written:#?}");
}
