//! Silencing on the command line: comments, `.cyclotron.yaml`, `--ignore-checks` and the baseline.

use std::fs;
use std::path::Path;

use super::{folder, mend, said};

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
    mend(&folder);
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
    assert_eq!(out, format!("::notice title=Cyclotron::{by}\n"));
    let (_, out) = check(&folder, &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["kind"], "inSource");
    // Silencing is no secret, even of a quiet run.
    assert_eq!(check(&folder, &["--quiet"]), (0, format!("{by}\n")));
}

/// A configuration counts for the bundles below it, as far as the repository goes.
#[test]
fn the_configuration_is_found_around_the_bundle() {
    let folder = folder("silence-configuration");
    mend(&folder);
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
    assert_eq!(last(&folder, &[]), (1, "no errors and 1 warning in 1 bundle.".into()));

    fs::write(folder.join(".cyclotron.yaml"), "rules: {unknown-inptu: off}\n").unwrap();
    let (_, out) = check(&folder, &[]);
    assert!(
        out.contains("warning[unknown-code]") && out.contains("--> .cyclotron.yaml:1:9"),
        "{out}"
    );
}

#[test]
fn all_codes_can_be_ignored_and_unknown_ones_are_wrong_use() {
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
        (&["--baseline", "none.json"][..], "cannot read none.json"),
        (&["--baseline", template], "it is no baseline"),
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
