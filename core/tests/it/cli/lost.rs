//! Bundles that have lost a folder, archives in folders, and other things that must not be passed over in silence.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{folder, repair, said};

fn copy(from: &Path, to: &Path) {
    let status = Command::new("cp").arg("-r").args([from, to]).status().unwrap();
    assert!(status.success());
}

/// A bundle without its schema is still found, whatever its kind, by a folder's name and in an archive.
#[test]
fn a_lost_schema_is_reported() {
    let folder = folder("lost-schema");
    repair(&folder);
    fs::remove_dir_all(folder.join("broken/schema")).unwrap();
    copy(&folder.join("broken"), &folder.join("service"));
    fs::rename(
        folder.join("service/infrastructure"),
        folder.join("service/pipeline_infrastructure"),
    )
    .unwrap();
    // The same folder name, and no bundle: its manifest names no rendering engine.
    fs::create_dir_all(folder.join("cluster/infrastructure")).unwrap();
    fs::write(folder.join("cluster/infrastructure/manifest.yaml"), "kind: Deployment\n").unwrap();
    let check = |path: &str| {
        let (status, out, _) = said(&folder, &["check", path, "--no-cloudformation"]);
        (status, out)
    };
    let (status, out) = check(".");
    assert_eq!(status, 1, "{out}");
    for found in [
        "error[missing-schema]",
        "broken/schema/schema.yaml",
        "service/schema/schema.yaml",
        "Checked broken/: environment, CloudFormation.",
        "Checked service/: service, with a pipeline (CloudFormation).",
        " in 2 bundles.",
    ] {
        assert!(out.contains(found), "{found}: {out}");
    }
    let (status, out) = check("broken/infrastructure/cloudformation.yaml");
    assert!(status == 1 && out.contains("error[missing-schema]"), "{status} {out}");
    let (status, out) = check("cluster");
    assert!(status == 2 && out.contains("no template bundle"), "{status} {out}");
    for (path, status, found) in
        [("broken", 1, "error[missing-schema]"), ("cluster", 2, "error[no-bundle]")]
    {
        let archive = format!("{path}.tar.gz");
        let tar = ["-czf", &archive, path];
        assert!(Command::new("tar").args(tar).current_dir(&folder).status().unwrap().success());
        let (own, out) = check(&archive);
        assert!(own == status && out.contains(found), "{own} {out}");
    }
}

/// The summary tells what each bundle is, also in GitHub's log, and what was left out.
#[test]
fn the_summary_names_kinds_and_archives() {
    let folder = folder("summary");
    repair(&folder);
    fs::remove_file(folder.join("broken/spec/spec.yaml")).unwrap();
    copy(&folder.join("broken"), &folder.join("managed"));
    fs::remove_dir_all(folder.join("managed/infrastructure")).unwrap();
    let tar = ["-czf", "old.tar.gz", "broken"];
    assert!(Command::new("tar").args(tar).current_dir(&folder).status().unwrap().success());
    let expected = "\
Checked broken/: environment, CloudFormation; no spec, so made-up inputs.
Checked managed/: customer-managed environment.
Not opened: 1 archive in a folder, `old.tar.gz`. Name an archive to have it checked.
no errors and no warnings in 2 bundles.
";
    assert_eq!(said(&folder, &["check", "."]).1, expected);
    assert_eq!(said(&folder, &["check", ".", "--format", "github"]).1, expected);
    assert_eq!(said(&folder, &["check", ".", "--format", "github", "--quiet"]).1, "");
    assert!(!said(&folder, &["check", ".", "old.tar.gz"]).1.contains("Not opened"));
    let (_, out, _) = said(&folder, &["check", ".", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["unopened_archives"], serde_json::json!(["old.tar.gz"]));
    let [broken, managed] = json["bundles"].as_array().unwrap().as_slice() else { panic!("{out}") };
    assert_eq!(broken["engine"], "CloudFormation");
    assert_eq!(broken["has_made_up_inputs"], true);
    assert_eq!((&managed["engine"], &managed["has_pipeline"]), (&().into(), &false.into()));

    fs::create_dir(folder.join("archives")).unwrap();
    fs::rename(folder.join("old.tar.gz"), folder.join("archives/old.tar.gz")).unwrap();
    let (status, out, _) = said(&folder, &["check", "archives"]);
    assert!(status == 2 && out.contains("Name them: `archives/old.tar.gz`"), "{status} {out}");
}

/// Notes count where they decide, and the report tells why it fails.
#[test]
fn a_check_that_fails_on_notes_counts_them() {
    let folder = folder("notes");
    repair(&folder);
    fs::write(folder.join(".cyclotron.yaml"), "fail_on: info\nrules: {unused-input: info}\n")
        .unwrap();
    let template = folder.join("broken/infrastructure/cloudformation.yaml");
    let text = fs::read_to_string(&template).unwrap();
    fs::write(&template, text.replace("{{ environment.inputs.bucket }}", "x")).unwrap();
    fs::remove_dir_all(folder.join("broken/spec")).unwrap();
    let (status, out, _) = said(&folder, &["check", "."]);
    assert_eq!(status, 1, "{out}");
    let end =
        "no errors, no warnings and 1 note in 1 bundle. The check fails because of `fail_on`.\n";
    assert!(out.contains(end), "{out}");
}

/// An archive of an unsupported kind is an archive, whatever its name.
#[test]
fn other_archives_and_missing_paths_have_different_messages() {
    let folder = folder("other-archives");
    for (name, bytes, kind) in [
        ("a.tar.xz", &b"\xfd7zXZ\0rest"[..], "compressed with xz"),
        ("a.tar.bz2", b"BZh9rest", "compressed with bzip2"),
        ("a.7z", b"7z\xbc\xaf\x27\x1crest", "a 7z archive"),
        ("a.rar", b"Rar!\x1a\x07\x01\0", "a RAR archive"),
        ("a", b"\x28\xb5\x2f\xfdrest", "compressed with zstd"),
    ] {
        fs::write(folder.join(name), bytes).unwrap();
        let (status, out, _) = said(&folder, &["check", name]);
        assert_eq!(status, 1, "{name}: {out}");
        assert!(out.contains(&format!("error[unreadable-bundle]: {name} is {kind}")), "{out}");
        assert!(out.contains("Unpack it, then pack the folder"), "{out}");
    }
}

/// A broken `proton-ops.yaml` is reported in its place, can be silenced, and hides nothing else.
#[test]
fn a_wrong_list_of_specs_is_reported() {
    let folder = folder("wrong-ops");
    repair(&folder);
    let check = |text: &str| {
        fs::write(folder.join("proton-ops.yaml"), text).unwrap();
        let (status, out, _) = said(&folder, &["check", ".", "--no-cloudformation"]);
        (status, out)
    };
    let (status, out) = check("sync: [\n");
    assert!(status == 1 && out.contains("error[proton-ops]"), "{status} {out}");
    assert!(out.contains("proton-ops.yaml:1:7"), "{out}");
    let (status, out) = check("sync:\n  services: [a]\n");
    assert!(status == 1 && out.contains("proton-ops.yaml:2:13"), "{status} {out}");
    let gone = "sync: {services: {a: {dev: {branch: main, spec: gone.yaml}}}}";
    let (status, out) = check(gone);
    assert!(status == 0 && out.contains("warning[proton-ops]"), "{status} {out}");
    let (status, out) = check(&format!("{gone} # cyclotron-ignore: proton-ops\n"));
    assert!(status == 0 && out.contains("1 by proton-ops.yaml:1"), "{status} {out}");
    fs::write(folder.join(".cyclotron.yaml"), "rules: {proton-ops: off}\n").unwrap();
    let (status, out) = check("sync: [\n");
    assert!(status == 0 && out.contains("1 by .cyclotron.yaml:1"), "{status} {out}");
}

/// A template that cannot be read says nothing about the inputs that it reads.
#[cfg(unix)]
#[test]
fn an_unreadable_file_has_no_consequences() {
    let folder = folder("unreadable");
    repair(&folder);
    for path in
        ["infrastructure/cloudformation.yaml", "infrastructure/manifest.yaml", "spec/spec.yaml"]
    {
        let own = folder.join("copy");
        let _ = fs::remove_dir_all(&own);
        copy(&folder.join("broken"), &own);
        fs::remove_file(own.join(path)).unwrap();
        std::os::unix::fs::symlink("nowhere", own.join(path)).unwrap();
        let (status, out, _) = said(&folder, &["check", "copy", "--quiet"]);
        assert_eq!((status, out.matches("error[").count()), (1, 1), "{path}: {out}");
        assert!(
            out.contains("error[unreadable-file]") && !out.contains("warning["),
            "{path}: {out}"
        );
        let (status, out, _) = said(&folder, &["render", "copy", "--out", "out"]);
        assert_eq!((status, &*out), (1, ""), "{path}");
    }
}

/// One message about an output, with all of its lines, names what was compared.
#[test]
fn an_undeclared_output_is_reported_once() {
    let samples = Path::new(super::SAMPLES);
    let folder = folder("outputs");
    copy(&samples.join("item-api-environment"), &folder);
    copy(&samples.join("item-api-service"), &folder);
    let template = folder.join("item-api-service/instance_infrastructure/cloudformation.yaml");
    let text = fs::read_to_string(&template).unwrap();
    let more = "\n  # {{ environment.outputs.Nothing }}\n  # {{ environment.outputs.Nothing }}\n";
    fs::write(&template, text.replacen("Resources:\n", &format!("Resources:{more}"), 1)).unwrap();
    let (_, out, _) = said(&folder, &["check", "item-api-environment", "item-api-service"]);
    assert_eq!(out.matches("error[undeclared-output]").count(), 1, "{out}");
    assert!(out.contains("`item-api-environment` does not declare the output `Nothing`"), "{out}");
    assert!(out.contains("The same in line "), "{out}");
}

/// A finding about the repository as a whole has no file, and no name of a folder becomes a command.
#[test]
fn github_gets_neither_empty_files_nor_foreign_commands() {
    let folder = folder("github-root");
    repair(&folder);
    let name = "a\n::error title=b::c";
    fs::rename(folder.join("broken"), folder.join(name)).unwrap();
    let (_, out, _) = said(&folder, &["check", ".", "--format", "github"]);
    assert!(out.starts_with("Checked a ::error") && !out.contains("\n::error"), "{out}");
    fs::remove_dir_all(folder.join(name)).unwrap();
    let (status, out, _) = said(&folder, &["check", ".", "--format", "github"]);
    assert_eq!(status, 2);
    assert!(out.starts_with("::error title=no-bundle::"), "{out}");
    let (_, out, _) = said(&folder, &["check", ".", "--format", "sarif"]);
    assert!(out.contains("\"uri\": \".\""), "{out}");
}
