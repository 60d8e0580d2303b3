//! The command line as people and CI call it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");

/// A folder of its own, with `broken/` in it: one error in the template, one warning in the spec.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    let files = [
        (
            "schema/schema.yaml",
            "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    \
             Input:\n      type: object\n      properties:\n        bucket: {type: string, default: b}\n",
        ),
        (
            "infrastructure/manifest.yaml",
            "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      \
             rendering_engine: jinja\n      template_language: cloudformation\n",
        ),
        (
            "infrastructure/cloudformation.yaml",
            "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      \
             DisplayName: é{{ environment.inputs.buckett }}, 100%\n",
        ),
        ("spec/spec.yaml", "proton: EnvironmentSpec\nspec:\n  bukket: a\n"),
    ];
    for (path, text) in files {
        let path = folder.join("broken").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cyclotron"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap()
}

/// The status, standard output and standard error.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = run(folder, arguments);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Mends what is wrong with the bundle.
fn mend(folder: &Path) {
    let changes = [("infrastructure/cloudformation.yaml", "buckett"), ("spec/spec.yaml", "bukket")];
    for (file, wrong) in changes {
        let path = folder.join("broken").join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap().replace(wrong, "bucket")).unwrap();
    }
}

// check ------------------------------------------------------------------------------------------

#[test]
fn check_finds_nothing_in_the_samples() {
    let (status, out, _) = said(Path::new(SAMPLES), &["check", "."]);
    assert_eq!((status, out.as_str()), (0, "no errors and no warnings in 2 bundles.\n"));
}

#[test]
fn check_speaks_to_people() {
    let (status, out, _) = said(&folder("human"), &["check", "."]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn check_speaks_json() {
    let (status, out, _) = said(&folder("json"), &["check", ".", "--format", "json"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn check_speaks_to_github() {
    let (status, out, _) = said(&folder("github"), &["check", ".", "--format", "github"]);
    assert_eq!(status, 1);
    insta::assert_snapshot!(out);
}

#[test]
fn check_speaks_sarif() {
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

/// OASIS's schema of SARIF 2.1.0, which lies beside the sources of the crate `serde-sarif`.
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
    mend(&folder);
    let spec = folder.join("broken/spec/spec.yaml");
    fs::write(spec, "proton: EnvironmentSpec\nspec: {other: a}\n").unwrap();
    let (status, out, _) = said(&folder, &["check", "."]);
    assert!(status == 0 && out.contains("warning[unknown-input]"), "{status} {out}");
}

/// Each once, however often it is named; hidden folders belong to others.
#[test]
fn check_looks_at_each_bundle_once() {
    let folder = folder("once");
    mend(&folder);
    let hidden = folder.join(".cache/schema");
    fs::create_dir_all(&hidden).unwrap();
    fs::write(hidden.join("schema.yaml"), "no schema").unwrap();
    let (status, out, _) = said(&folder, &["check", ".", "broken", "./broken/"]);
    assert_eq!((status, out.as_str()), (0, "no errors and no warnings in 1 bundle.\n"));
}

// render -----------------------------------------------------------------------------------------

#[test]
fn render_writes_what_renders_and_reports_the_rest() {
    let folder = folder("render");
    let (status, out, error) = said(&folder, &["render", "broken", "--out", "out"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(error.contains("--> broken/infrastructure/cloudformation.yaml:5:"), "{error}");
    assert!(!folder.join("out").exists());

    let lenient = ["render", "broken", "--undefined", "lenient", "--out", "out"];
    let (status, out, _) = said(&folder, &lenient);
    assert_eq!((status, out.as_str()), (0, "out/environment.yaml\n"));
    let rendered = fs::read_to_string(folder.join("out/environment.yaml")).unwrap();
    assert!(rendered.ends_with("DisplayName: é, 100%"), "{rendered}");
}

/// What is given replaces the bundle's own, and is named in what is said.
#[test]
fn render_takes_a_spec_and_outputs() {
    let folder = folder("given");
    mend(&folder);
    fs::write(folder.join("my.yaml"), "proton: EnvironmentSpec\nspec: {bucket: mine}\n").unwrap();
    fs::write(folder.join("outputs.yaml"), "resourcez: {}\n").unwrap();
    let arguments =
        ["render", "broken", "--spec", "my.yaml", "--outputs", "outputs.yaml", "--out", "out"];
    let (status, _, error) = said(&folder, &arguments);
    assert!(status == 0 && error.contains("--> outputs.yaml:1:1"), "{status} {error}");
    let rendered = fs::read_to_string(folder.join("out/environment.yaml")).unwrap();
    assert!(rendered.ends_with("DisplayName: émine, 100%"), "{rendered}");
}

/// What `--outputs` lacks is missing; otherwise it is made up.
#[test]
fn outputs_are_made_up_only_where_none_are_given() {
    let folder = folder("made-up");
    let bundle = format!("{SAMPLES}/item-api-service");
    fs::write(folder.join("none.yaml"), "{}\n").unwrap();
    let (status, out, error) = said(&folder, &["render", &bundle, "--out", "out"]);
    assert_eq!((status, error.as_str()), (0, ""), "{out}");
    assert_eq!(out, "out/instance-dev.yaml\nout/instance-prod.yaml\nout/pipeline.yaml\n");
    let (status, _, error) =
        said(&folder, &["render", &bundle, "--outputs", "none.yaml", "--out", "out"]);
    assert!(status == 1 && error.contains("error[undefined-name]"), "{status} {error}");
}

#[test]
fn check_asks_cloudformations_rules_unless_told_not_to() {
    let folder = folder("cloudformation");
    mend(&folder);
    let template = folder.join("broken/infrastructure/cloudformation.yaml");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replace("DisplayName", "DisplayNome")).unwrap();
    let (status, out, _) = said(&folder, &["check", "."]);
    assert_eq!(status, 1);
    assert!(out.contains("error[cfn-e3002]"), "{out}");
    assert!(out.contains("infrastructure/cloudformation.yaml:5:7"), "{out}");
    for less in
        [&["--no-cloudformation"][..], &["--ignore-checks", "E3002"], &["--ignore-checks=W,E3"]]
    {
        let (status, out, _) = said(&folder, &[&["check", "."], less].concat());
        assert_eq!((status, out.as_str()), (0, "no errors and no warnings in 1 bundle.\n"));
    }
    let (_, out, _) = said(&folder, &["check", ".", "--include-checks", "I"]);
    assert!(out.contains("info[cfn-i"), "{out}");
}

// explain ----------------------------------------------------------------------------------------

#[test]
fn explain_prints_a_page_and_lists_all() {
    let folder = folder("explain");
    let (status, out, _) = said(&folder, &["explain", "undefined-name"]);
    assert!(
        status == 0 && out.starts_with("A template reads a name that is not there\n====="),
        "{out}"
    );
    let (status, out, _) = said(&folder, &["explain", "cfn-E2531"]);
    assert!(status == 0 && out.contains("CloudFormation"), "{status} {out}");
    let (status, out, _) = said(&folder, &["explain"]);
    let line = out.lines().find(|line| line.starts_with("  undefined-name "));
    assert!(status == 0 && line.is_some_and(|line| line.ends_with("is not there")), "{out}");
    assert!(out.starts_with("Begin:\n") && out.contains("\nFiles:\n  bundle "), "{out}");
    // A word by its name, and a link as the code to go on with.
    let (status, out, _) = said(&folder, &["explain", "upper"]);
    assert!(status == 0 && out.starts_with("Filter upper\n============\n"), "{out}");
    let (_, out, _) = said(&folder, &["explain", "service_instance.name"]);
    assert!(out.contains("a service instance (`names-instance`)"), "{out}");
}

// pack -------------------------------------------------------------------------------------------

/// The archive is the same whether it is made of the folder or of the archive.
#[test]
fn pack_makes_what_opens_again() {
    let folder = folder("pack");
    mend(&folder);
    let (status, ..) = said(&folder, &["pack", "broken", "-o", "a.tar.gz"]);
    assert_eq!(status, 0);
    assert_eq!(said(&folder, &["pack", "a.tar.gz", "-o", "b.tar.gz"]).0, 0);
    let bytes = fs::read(folder.join("a.tar.gz")).unwrap();
    assert_eq!(bytes, fs::read(folder.join("b.tar.gz")).unwrap());
    let bundle = cyclotron_core::archive::unpack("a.tar.gz", &bytes).unwrap();
    let paths: Vec<_> = bundle.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "infrastructure/cloudformation.yaml",
            "infrastructure/manifest.yaml",
            "schema/schema.yaml",
            "spec/spec.yaml",
        ]
    );
    let (status, out, _) = said(&folder, &["check", "a.tar.gz"]);
    assert_eq!((status, out.as_str()), (0, "no errors and no warnings in 1 bundle.\n"));
}

// jinja ------------------------------------------------------------------------------------------

#[test]
fn jinja_prints_exact_bytes() {
    let folder = folder("jinja");
    fs::write(folder.join("t.j2"), "{{ n }} {{ missing }}{{ b }}\n\n").unwrap();
    fs::write(folder.join("c.json"), r#"{"n": 123456789012345678901234567890, "b": true}"#)
        .unwrap();
    let (status, out, error) = said(&folder, &["jinja", "t.j2", "--context", "c.json"]);
    assert_eq!((status, out.as_str()), (1, ""));
    insta::assert_snapshot!(error);
    let lenient = ["jinja", "t.j2", "--context", "c.json", "--undefined", "lenient"];
    let (status, out, _) = said(&folder, &lenient);
    assert_eq!((status, out.as_str()), (0, "123456789012345678901234567890 True\n"));
}

// Wrong use --------------------------------------------------------------------------------------

#[test]
fn wrong_use_is_told_apart() {
    let folder = folder("use");
    fs::write(folder.join("list.json"), "[]").unwrap();
    fs::write(folder.join("t.j2"), "").unwrap();
    let several = Path::new(SAMPLES);
    for (arguments, complaint) in [
        (vec!["check"], "required"),
        (vec!["check", "--format", "xml", "."], "invalid value"),
        (vec!["check", "nowhere"], "cannot open nowhere"),
        (vec!["check", "broken/spec"], "there is no template bundle"),
        (vec!["explain", "undefined-nmae"], "Did you mean `undefined-name`?"),
        (vec!["explain", "zzz"], "lists all codes"),
        (vec!["render", "broken"], "--out"),
        (vec!["render", "broken", "--spec", "none.yaml", "--out", "o"], "cannot read none.yaml"),
        (vec!["pack", text(several), "-o", "x.tar.gz"], "several bundles"),
        (vec!["jinja", "t.j2", "--context", "list.json"], "no JSON object"),
    ] {
        let (status, _, error) = said(&folder, &arguments);
        assert!(status == 2 && error.contains(complaint), "{arguments:?}: {status} {error}");
    }
    // An archive may hold several bundles to check, and one is packed at a time.
    let workspace = cyclotron_core::starters::ready_workspace();
    let packed = cyclotron_core::archive::pack_workspace(&workspace);
    fs::write(folder.join("both.tar.gz"), packed).unwrap();
    assert_eq!(said(&folder, &["check", "both.tar.gz"]).0, 0);
    let (status, _, error) = said(&folder, &["pack", "both.tar.gz", "-o", "x.tar.gz"]);
    assert!(status == 2 && error.contains("several bundles"), "{status} {error}");
    // An archive that does not open is a bundle with something wrong.
    fs::write(folder.join("bad.tar.gz"), "no archive").unwrap();
    let (status, _, error) = said(&folder, &["check", "bad.tar.gz"]);
    assert!(status == 1 && error.contains("is not a tar.gz archive"), "{status} {error}");
}

// The oracle -------------------------------------------------------------------------------------

/// The folders of a part of the oracle, which is no part of this repository.
fn oracle(part: &str) -> Vec<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/oracle");
    let root = std::env::var("ORACLE").unwrap_or_else(|_| beside.to_owned());
    let Ok(entries) = fs::read_dir(Path::new(&root).join(part)) else {
        crate::common::say(&format!("{part}: skipped, there is no {root}"));
        return vec![];
    };
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn render_agrees_with_python() {
    let out = folder("oracle").join("out");
    let mut wrong = vec![];
    let mut right = 0;
    for case in oracle("cases") {
        let _ = fs::remove_dir_all(&out);
        let expected = case.join("expected");
        let mut arguments = vec!["render", "bundle", "--undefined", "lenient", "--out", text(&out)];
        for (option, file) in [("--spec", "spec.yaml"), ("--outputs", "outputs.yaml")] {
            if case.join(file).exists() {
                arguments.extend([option, file]);
            }
        }
        let (status, _, error) = said(&case, &arguments);
        let names = files(&expected);
        let fails = names.iter().any(|name| name.ends_with(".error.txt"));
        let texts: Vec<_> =
            names.into_iter().filter(|name| !name.ends_with(".error.txt")).collect();
        let same = |name: &String| {
            fs::read(expected.join(name)).unwrap() == fs::read(out.join(name)).unwrap()
        };
        if files(&out) == texts && texts.iter().all(same) && (!fails || status == 1) {
            right += texts.len();
        } else {
            wrong.push(format!("{} {status}\n{error}", case.display()));
        }
    }
    crate::common::say(&format!("render: {right} files agree"));
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

fn parsed(yaml: &[u8]) -> Option<cyclotron_core::Value> {
    let root = cyclotron_core::yaml::parse(std::str::from_utf8(yaml).unwrap()).root;
    root.map(|node| node.value())
}

#[test]
fn jinja_agrees_with_python() {
    let mut wrong = vec![];
    let mut right = 0;
    for probe in oracle("micro") {
        let meta = fs::read_to_string(probe.join("meta.json")).unwrap();
        let meta: serde_json::Value = serde_json::from_str(&meta).unwrap();
        let undefined = meta["undefined"].as_str().unwrap();
        let arguments =
            ["jinja", "template.j2", "--context", "context.json", "--undefined", undefined];
        let output = run(&probe, &arguments);
        let agrees = match fs::read(probe.join("expected.txt")) {
            Ok(expected) if meta["compare"] == "yaml" => {
                parsed(&output.stdout) == parsed(&expected)
            }
            Ok(expected) => output.status.code() == Some(0) && output.stdout == expected,
            Err(_) => output.status.code() == Some(1) && output.stdout.is_empty(),
        };
        if agrees { right += 1 } else { wrong.push(probe.display().to_string()) }
    }
    crate::common::say(&format!("jinja: {right} probes agree"));
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
