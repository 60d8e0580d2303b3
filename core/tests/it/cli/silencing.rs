//! Silencing on the command line: comments, `.cyclotron.yaml`, `--ignore-checks` and the baseline.

use std::fs;
use std::path::Path;

use super::{folder, repair, said};

const CHECK: [&str; 3] = ["check", ".", "--no-cloudformation"];

fn edit(folder: &Path, path: &str, change: impl FnOnce(String) -> String) {
    let path = folder.join(path);
    fs::write(&path, change(fs::read_to_string(&path).unwrap())).unwrap();
}

fn check(folder: &Path, more: &[&str]) -> (i32, String) {
    let (status, out, error) = said(folder, &[&CHECK[..], more].concat());
    (status, out + &error)
}

/// The last line of the report for people, and its status.
fn last(folder: &Path, more: &[&str]) -> (i32, String) {
    let (status, out) = check(folder, more);
    let mut lines = out.lines().filter(|line| !line.contains("cyclotron explain"));
    (status, lines.next_back().unwrap_or_default().to_owned())
}

#[test]
fn a_comment_silences_and_is_named() {
    let folder = folder("silence-comment");
    repair(&folder);
    edit(&folder, "broken/spec/spec.yaml", |text| {
        text + "  other: b # cyclotron-ignore: unknown-input -- kept for the old version\n"
    });
    let by = "1 finding is silenced: 1 by broken/spec/spec.yaml:4.";
    assert_eq!(last(&folder, &[]), (0, by.to_owned()));
    let (_, out) = check(&folder, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["diagnostics"], serde_json::json!([]));
    let [silenced] = json["silenced"].as_array().unwrap().as_slice() else { panic!("{out}") };
    assert_eq!((&silenced["by"], &silenced["code"]), (&"line".into(), &"unknown-input".into()));
    assert_eq!(silenced["place"], "broken/spec/spec.yaml:4");
    let (_, out) = check(&folder, &["--format", "github"]);
    assert!(out.starts_with(&format!("::notice title=Cyclotron::{by}\nChecked ")), "{out}");
    let (_, out) = check(&folder, &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["kind"], "inSource");
    // Silencing is not a secret, even of a quiet run.
    assert_eq!(check(&folder, &["--quiet"]), (0, format!("{by}\n")));
}

/// A configuration counts for the bundles below it, as far as the repository goes.
#[test]
fn the_configuration_is_found_around_the_bundle() {
    let folder = folder("silence-configuration");
    repair(&folder);
    edit(&folder, "broken/spec/spec.yaml", |text| text + "  other: b\n");
    let above = "rules: {unknown-input: off}\n";
    fs::write(folder.join(".cyclotron.yaml"), above).unwrap();
    let by = |path: &str| (0, format!("1 finding is silenced: 1 by {path}:1."));
    assert_eq!(last(&folder, &[]), by(".cyclotron.yaml"));
    assert_eq!(last(&folder.join("broken"), &[]), by("../.cyclotron.yaml"));
    assert_eq!(last(&folder.join("broken/spec"), &["spec.yaml"]).0, 2);

    fs::write(folder.join("broken/.cyclotron.yaml"), "rules: {unknown-input: error}\n").unwrap();
    assert_eq!(last(&folder, &[]), (1, "1 error and no warnings in 1 bundle.".into()));
    fs::write(folder.join("broken/.cyclotron.yaml"), "fail_on: warning\n").unwrap();
    fs::write(folder.join(".cyclotron.yaml"), "").unwrap();
    let fails = "no errors and 1 warning in 1 bundle. The check fails because of `fail_on`.";
    assert_eq!(last(&folder, &[]), (1, fails.into()));

    fs::write(folder.join(".cyclotron.yaml"), "rules: {unknown-inptu: off}\n").unwrap();
    let (_, out) = check(&folder, &[]);
    assert!(
        out.contains("warning[unknown-code]") && out.contains("--> .cyclotron.yaml:1:9"),
        "{out}"
    );
    for folder_of in ["", "broken/"] {
        let path = format!("{folder_of}.cyclotron.yaml");
        fs::write(folder.join(&path), "rules: {E9999: off}\n").unwrap();
        let (_, out) = check(&folder, &[]);
        assert!(out.contains(&format!("--> {path}:1:9")), "{out}");
    }
}

/// A comment that silences nothing is a note, but not where that is uncertain.
#[test]
fn a_comment_that_silences_nothing_is_reported() {
    let folder = folder("silence-unused");
    let template = "broken/infrastructure/cloudformation.yaml";
    edit(&folder, template, |text| {
        text.replace("AWS::SNS::Topic", "AWS::SNS::Topic {#- cyclotron-ignore: yaml-date, E3012 #}")
    });
    // The error may hide other findings.
    let (_, out) = check(&folder, &[]);
    assert!(!out.contains("unused-ignore"), "{out}");
    repair(&folder);
    let (status, out) = check(&folder, &[]);
    assert!(status == 0 && out.contains("info[unused-ignore]"), "{status} {out}");
    assert!(out.contains("`yaml-date` is not reported here") && !out.contains("e3012"), "{out}");
    let (_, out, _) = said(&folder, &["check", "."]);
    assert!(
        out.contains("`yaml-date`") && out.contains("`cfn-e3012` is not reported here"),
        "{out}"
    );
    let (_, out) = check(&folder, &["--ignore-checks", "unused-ignore"]);
    assert!(!out.contains("info["), "{out}");
    // A used one is not reported, nor is an example in a text for people.
    edit(&folder, template, |text| text.replace("yaml-date, E3012", "unused-input"));
    fs::write(folder.join("broken/README.md"), "# cyclotron-ignore: unused-input\n").unwrap();
    let schema = "broken/schema/schema.yaml";
    edit(&folder, schema, |text| {
        text + "        other: {type: string, default: b} # cyclotron-ignore: unused-input\n"
    });
    let (_, out) = check(&folder, &[]);
    assert_eq!(out.matches("info[unused-ignore]").count(), 1, "{out}");
    assert!(out.contains(template) && out.contains("1 by broken/schema/schema.yaml:9"), "{out}");
}

/// A finding about a property or a resource begins at its name; a comment in a line below is about it as well.
#[test]
fn a_comment_within_a_block_is_about_the_block() {
    let folder = folder("silence-block");
    repair(&folder);
    let template = "broken/infrastructure/cloudformation.yaml";
    let schema = "broken/schema/schema.yaml";
    edit(&folder, template, |text| text.replace("{{ environment.inputs.bucket }}", "x"));
    fs::remove_dir_all(folder.join("broken/spec")).unwrap();
    let block = |marks: [&str; 3]| {
        let [name, first, second] = marks.map(|mark| {
            if mark.is_empty() { String::new() } else { format!(" # cyclotron-ignore: {mark}") }
        });
        format!("bucket:{name}\n          type: string{first}\n          default: b{second}\n")
    };
    let original = fs::read_to_string(folder.join(schema)).unwrap();
    let write = |marks| {
        let text = original.replace("bucket: {type: string, default: b}\n", &block(marks));
        fs::write(folder.join(schema), text).unwrap();
    };
    write(["", "", ""]);
    let (_, out) = check(&folder, &[]);
    assert!(out.contains("warning[unused-input]") && out.contains("schema.yaml:8:9"), "{out}");
    for (marks, line) in [
        (["unused-input", "", ""], 8),
        (["", "unused-input", ""], 9),
        (["", "", "unused-input"], 10),
    ] {
        write(marks);
        let by = format!("1 finding is silenced: 1 by {schema}:{line}.");
        assert_eq!(last(&folder, &[]), (0, by));
    }

    // The same for a resource that lacks a property, which begins at its name.
    write(["unused-input", "", ""]);
    fs::write(
        folder.join(template),
        "Resources:\n  Policy:\n    Type: AWS::SQS::QueuePolicy {#- cyclotron-ignore: E3003 #}\n",
    )
    .unwrap();
    let (_, out, _) = said(&folder, &["check", "."]);
    assert!(out.contains(&format!("2 by {template}:3")), "{out}");
}

#[test]
fn all_codes_can_be_ignored_and_unknown_ones_are_usage_error() {
    let folder = folder("silence-option");
    let by = "3 findings are silenced: 1 by --ignore-checks undeclared-input, 1 by --ignore-checks \
              unknown-input, 1 by --ignore-checks unused-input.";
    let codes =
        ["--ignore-checks", "undeclared-input,unknown-input", "--ignore-checks=unused-input"];
    assert_eq!(last(&folder, &codes), (0, by.to_owned()));
    for (code, complaint) in [
        ("unused-inputs", "Did you mean `unused-input`?"),
        ("E9998", "there is no check `E9998`"),
        ("everything", "lists all codes"),
    ] {
        let (status, out) = check(&folder, &["--ignore-checks", code]);
        assert!(status == 2 && out.contains(complaint), "{code}: {status} {out}");
    }
}

/// An existing repository starts green, and stays so when lines move; what is new is reported.
#[test]
fn a_baseline_is_about_what_is_new() {
    let folder = folder("silence-baseline");
    let baseline = ["--baseline", "known.json"];
    let (status, out) = check(&folder, &["--write-baseline", "--baseline", "known.json"]);
    assert_eq!((status, &*out), (0, "3 findings are written to known.json.\n"));
    let by = "3 findings are silenced: 3 by the baseline known.json.";
    assert_eq!(last(&folder, &baseline), (0, by.to_owned()));
    let template = "broken/infrastructure/cloudformation.yaml";
    edit(&folder, template, |text| format!("# moved\n\n{text}"));
    assert_eq!(last(&folder, &baseline), (0, by.to_owned()));
    // The paths in it are relative to it.
    let (status, out, _) = said(
        &folder.join("broken"),
        &["check", ".", "--no-cloudformation", "--baseline", "../known.json"],
    );
    assert!(status == 0 && out.contains("3 by the baseline ../known.json."), "{status} {out}");

    edit(&folder, template, |text| text + "  Other: {{ environment.inputs.buckett }}\n");
    let (status, out) = check(&folder, &baseline);
    assert!(status == 1 && out.matches("error[").count() == 1, "{status} {out}");

    assert_eq!(check(&folder, &["--write-baseline=again.json"]).0, 0);
    assert_eq!(last(&folder, &["--baseline", "again.json"]).0, 0);
    for (arguments, complaint) in [
        (&["--baseline", "none.json"][..], "there is no baseline none.json"),
        (&["--baseline", "none.json"], "add `--write-baseline` to this command once"),
        (&["--baseline", template], "it isn't a baseline"),
        (&["--write-baseline"], "no file is named"),
        (&["--write-baseline", "--baseline", "again.json", "none"], "none"),
    ] {
        let (status, out) = check(&folder, arguments);
        assert!(status == 2 && out.contains(complaint), "{arguments:?}: {status} {out}");
    }
    // Nothing was written for the path that does not exist.
    assert_eq!(last(&folder, &["--baseline", "again.json"]).0, 0);
}

/// A silenced failure is still a failure to render.
#[test]
fn silencing_does_not_render() {
    let folder = folder("silence-render");
    fs::write(folder.join("broken/.cyclotron.yaml"), "rules: {undeclared-input: off}\n").unwrap();
    let (status, out, error) = said(&folder, &["render", "broken", "--out", "out"]);
    assert_eq!((status, &*out), (1, ""));
    assert!(error.contains("silenced: 1 by broken/.cyclotron.yaml:1."), "{error}");
}
