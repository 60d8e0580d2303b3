//! The command line against the oracle.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, run, said, text};

/// The folders of a part of the oracle, which is not part of this repository.
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
