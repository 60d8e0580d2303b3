//! Paths that `cyclotron check` can be given, and what is wrong with them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{folder, repair, said};

const CLEAN: &str = "no errors and no warnings in 1 bundle.\n";

/// Code and path of each finding, from the report as JSON.
fn findings(folder: &Path, arguments: &[&str]) -> (i32, Vec<(String, String)>) {
    let (status, out, error) =
        said(folder, &[&["check", "--format", "json", "--no-cloudformation"], arguments].concat());
    let json: serde_json::Value =
        serde_json::from_str(&out).unwrap_or_else(|_| panic!("{out}{error}"));
    assert_eq!(json["version"], 1);
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let found = json["diagnostics"].as_array().unwrap().iter();
    (status, found.map(|one| (text(&one["code"]), text(&one["path"]))).collect())
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(code, path)| (code.as_str(), path.as_str())).collect()
}

/// pre-commit passes single files: each selects its bundle, and no bundle is checked twice.
#[test]
fn a_file_selects_its_bundle() {
    let folder = folder("a-file");
    repair(&folder);
    let inner = folder.join("broken/inner/schema");
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("schema.yaml"), "schema: {}\n").unwrap();
    let files = ["check", "broken/schema/schema.yaml", "broken/infrastructure/manifest.yaml"];
    let (status, out, _) = said(&folder, &files);
    assert!(status == 0 && out.contains(CLEAN), "{status} {out}");
    let (status, out, _) = said(&folder.join("broken/schema"), &["check", "schema.yaml"]);
    assert!(status == 0 && out.contains(CLEAN), "{status} {out}");

    fs::write(folder.join("notes.yaml"), "").unwrap();
    let (status, found) = findings(&folder, &["notes.yaml"]);
    assert_eq!((status, pairs(&found)), (2, vec![("no-bundle", "notes.yaml")]));
}

/// A part of a bundle is not a bundle, and the report names the one around it.
#[test]
fn a_part_names_its_bundle() {
    let folder = folder("a-part");
    for (at, path, bundle) in [
        ("", "broken/infrastructure", "`broken`"),
        ("broken", "infrastructure", "`.`"),
        ("broken/infrastructure", ".", "`..`"),
    ] {
        let (status, out, _) = said(&folder.join(at), &["check", path]);
        assert!(status == 2 && out.contains("is a part of the bundle"), "{status} {out}");
        assert!(out.contains(&format!("Name the bundle's folder: {bundle}")), "{out}");
    }
}

/// Each is one finding, in every format, and everything else is still reported.
#[test]
fn one_fault_does_not_hide_the_rest() {
    let folder = folder("faults");
    fs::write(folder.join("bad.tar.gz"), "no archive").unwrap();
    let large = folder.join("large");
    fs::create_dir_all(large.join("schema")).unwrap();
    fs::write(large.join("schema/schema.yaml"), "schema: {}\n").unwrap();
    let huge = fs::File::create(large.join("huge.bin")).unwrap();
    huge.set_len(33 << 20).unwrap();
    let arguments = ["nowhere", "bad.tar.gz", "large", "broken"];
    let (status, found) = findings(&folder, &arguments);
    assert_eq!(
        (status, pairs(&found)),
        (
            2,
            vec![
                ("no-bundle", "nowhere"),
                ("unreadable-bundle", "bad.tar.gz"),
                ("unreadable-bundle", "large"),
                ("undeclared-input", "broken/infrastructure/cloudformation.yaml"),
                ("unused-input", "broken/schema/schema.yaml"),
                ("unknown-input", "broken/spec/spec.yaml"),
            ]
        )
    );
    for format in ["human", "sarif", "github"] {
        let all = [&["check", "--no-cloudformation", "--format", format], &arguments[..]].concat();
        let (status, out, _) = said(&folder, &all);
        assert_eq!(status, 2, "{format}");
        for (code, _) in &found {
            assert!(out.contains(code.as_str()), "{format} lacks {code}: {out}");
        }
    }
    // Nothing but broken archives and folders is no wrong use.
    let (status, found) = findings(&folder, &["bad.tar.gz", "large", "bad.tar.gz"]);
    assert_eq!((status, found.len()), (1, 2));
}

#[cfg(unix)]
#[test]
fn pipes_devices_and_broken_links_are_reported() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let folder = folder("special");
    repair(&folder);
    let inside = folder.join("broken/infrastructure");
    let pipe = inside.join("pipe.yaml");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    symlink("nowhere", inside.join("link.yaml")).unwrap();
    symlink("/dev/zero", inside.join("zero.yaml")).unwrap();
    let name = std::ffi::OsStr::from_bytes(b"b\xffd.txt");
    fs::write(folder.join("broken").join(name), "").unwrap();
    let (status, mut found) = findings(&folder, &["broken"]);
    found.sort();
    let at = |name: &str| format!("broken/infrastructure/{name}");
    let expected =
        [at("link.yaml"), at("pipe.yaml"), at("zero.yaml"), "broken/b\u{fffd}d.txt".into()];
    let mut expected = expected.map(|path| ("unreadable-file".to_owned(), path));
    expected.sort();
    assert_eq!((status, found.as_slice()), (1, &expected[..]));

    let (status, found) = findings(&folder, &["broken/infrastructure/pipe.yaml", "/dev/null"]);
    assert_eq!((status, found.len()), (1, 2), "{found:?}");
    let spec = ["render", "broken", "--spec", "/dev/zero", "--out", "out"];
    let (status, _, error) = said(&folder, &spec);
    assert!(status == 2 && error.contains("it is a device, not a file"), "{status} {error}");
    let (status, _, error) = said(&folder, &["pack", "broken", "-o", "x.tar.gz"]);
    assert!(status == 1 && error.contains("cannot read broken/"), "{status} {error}");
    assert!(!folder.join("x.tar.gz").exists());
}

/// A schema that cannot be read is one finding, without the inputs that it would declare.
#[cfg(unix)]
#[test]
fn an_unreadable_schema_is_one_finding() {
    let folder = folder("unreadable-schema");
    repair(&folder);
    let schema = folder.join("broken/schema/schema.yaml");
    fs::remove_file(&schema).unwrap();
    std::os::unix::fs::symlink("schema.yaml", &schema).unwrap();
    let (status, found) = findings(&folder, &["."]);
    assert_eq!(
        (status, pairs(&found)),
        (1, vec![("unreadable-file", "broken/schema/schema.yaml")])
    );
}

/// GitHub knows files by their paths in the repository, wherever the check runs.
#[test]
fn paths_are_relative_to_the_repository() {
    let folder = folder("repository");
    fs::create_dir_all(folder.join(".git")).unwrap();
    for (at, path) in [("", "broken"), ("broken", "."), ("broken/spec", "..")] {
        let at = folder.join(at);
        let (_, out, _) = said(&at, &["check", path, "--format", "github"]);
        assert!(out.contains(" file=broken/spec/spec.yaml,line=3"), "{out}");
        let (_, out, _) = said(&at, &["check", path, "--format", "sarif"]);
        assert!(out.contains("\"uri\": \"broken/spec/spec.yaml\""), "{out}");
        let (_, out, _) =
            said(&at, &["check", folder.join("broken").to_str().unwrap(), "--format", "github"]);
        assert!(out.contains(" file=broken/spec/spec.yaml,line=3"), "{out}");
    }
    // A repository within the one that is checked is a folder of it.
    fs::create_dir_all(folder.join("broken/.git")).unwrap();
    for (at, expected) in [("", " file=broken/spec/spec.yaml"), ("broken", " file=spec/spec.yaml")]
    {
        let path = folder.join("broken");
        let check = ["check", path.to_str().unwrap(), "--format", "github"];
        let (_, out, _) = said(&folder.join(at), &check);
        assert!(out.contains(expected), "{out}");
    }
}

/// A folder gives the same bundles, names and findings as an archive of it.
#[test]
fn a_folder_is_read_like_its_archive() {
    let folder = folder("like-an-archive");
    let service = [
        (
            "schema/schema.yaml",
            "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: In\n  types:\n    In: {type: object, properties: {a: {type: string, default: b}}}\n",
        ),
        (
            "instance_infrastructure/manifest.yaml",
            "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n",
        ),
        (
            "instance_infrastructure/cloudformation.yaml",
            "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: \"{{ service_instance.inputs.a }}\"\n",
        ),
    ];
    for version in ["my-svc/v1", "my-svc/v2", "_svc/v1"] {
        for (path, text) in service {
            let path = folder.join("all").join(version).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let inner = folder.join("all/my-svc/v1/examples/env/schema");
    fs::create_dir_all(&inner).unwrap();
    fs::write(inner.join("schema.yaml"), "schema: {}\n").unwrap();
    let archive =
        Command::new("tar").args(["-czf", "all.tar.gz", "all"]).current_dir(&folder).status();
    assert!(archive.unwrap().success());

    let report = |arguments: &[&str]| {
        let arguments = [&["check", "--format", "json", "--no-cloudformation"], arguments].concat();
        let (_, out, _) = said(&folder, &arguments);
        let json: serde_json::Value = serde_json::from_str(&out).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        let bundles = json["bundles"].as_array().unwrap().iter();
        let mut names: Vec<_> = bundles.map(|one| text(&one["name"])).collect();
        names.sort();
        let found = json["diagnostics"].as_array().unwrap().iter();
        let mut found: Vec<_> =
            found.map(|one| format!("{} {}", text(&one["bundle"]), text(&one["code"]))).collect();
        found.sort();
        (names, found)
    };
    let (names, found) = report(&["all"]);
    assert_eq!(names, ["_svc", "env", "my-svc-v1", "my-svc-v2"]);
    for wanted in
        ["_svc template-name", "my-svc-v1 missing-registration", "my-svc-v2 missing-registration"]
    {
        assert!(found.iter().any(|one| one == wanted), "{wanted}: {found:?}");
    }
    assert_eq!(report(&["all.tar.gz"]), (names, found));
    assert_eq!(report(&["all/my-svc/v1", "all/my-svc/v2"]).0, ["env", "my-svc", "my-svc-v2"]);
}
