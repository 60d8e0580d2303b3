//! The defects of public bundles that lie in their files, schemas and specs: each is found at its
//! line, and where a bundle is sound nothing is called an error.

use std::path::PathBuf;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::{Diagnostic, File, Severity, Workspace, analyze};
use serde_json::Value as Json;

/// A case by its name, and what is found in it.
struct Case {
    name: String,
    folder: PathBuf,
    found: Vec<Diagnostic>,
}

impl Case {
    fn json(&self, name: &str) -> Json {
        let text = std::fs::read_to_string(self.folder.join(name)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Whether Python, the schema and cfn-lint have nothing against what it renders to.
    fn is_sound(&self) -> bool {
        let is_same = |outputs: Json| {
            outputs.as_object().is_some_and(|outputs| outputs.values().all(|one| one == "same"))
        };
        let lint = self.json("cfn-lint.json");
        let outputs = lint["outputs"].as_object().into_iter().flatten();
        let mut findings = outputs.flat_map(|(_, list)| list.as_array().into_iter().flatten());
        let expected = crate::common::files(&self.folder.join("expected"));
        let fails = expected.iter().any(|(path, _)| path.ends_with(".error.txt"));
        !fails
            && is_same(self.json("strict.json"))
            && self.json("validation.json").as_array().is_some_and(Vec::is_empty)
            && findings.all(|finding| finding["level"] != "error")
    }

    /// The lines of the file `path` at which `code` is found.
    fn lines(&self, path: &str, code: &str) -> Vec<usize> {
        let here = |one: &&Diagnostic| one.file.path == path && one.code.0 == code;
        let found = self.found.iter().filter(here);
        found.map(|one| one.range.map_or(0, |(start, _)| start.line)).collect()
    }
}

/// The cases; none, which is said, where they are not at hand.
fn cases() -> Vec<Case> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/oracle");
    let root = PathBuf::from(std::env::var("ORACLE").unwrap_or_else(|_| beside.to_owned()));
    let Ok(folders) = std::fs::read_dir(root.join("cases")) else {
        crate::common::say(&format!("defects of files: skipped, there is no {}", root.display()));
        return vec![];
    };
    let case = |folder: PathBuf| {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let mut bundle = crate::common::bundle(&folder.join("bundle"), &name);
        for (path, file) in [(SPEC, "spec.yaml"), (SAMPLE_OUTPUTS, "outputs.yaml")] {
            let text = std::fs::read_to_string(folder.join(file));
            bundle.files.extend(text.map(|text| File::new(path, text)));
        }
        bundle.sort();
        let found = analyze(&Workspace { bundles: vec![bundle] }).diagnostics;
        Case { name, folder, found }
    };
    folders.map(|entry| case(entry.unwrap().path())).collect()
}

#[test]
fn defects_of_files_are_found_at_their_lines() {
    let cases = cases();
    let mut seen = 0;
    let mut check = |case: &Case, path: &str, code: &str, lines: &[usize]| {
        assert_eq!(case.lines(path, code), lines, "{} {path} {code}", case.name);
        seen += lines.len();
    };
    for case in &cases {
        let name = case.name.as_str();
        let schema = std::fs::read_to_string(case.folder.join("bundle").join(SCHEMA));
        let schema = schema.unwrap_or_default();
        // No public pattern is anchored at both ends.
        let patterns = schema.lines().zip(1..).filter(|(line, _)| line.contains(" pattern:"));
        let patterns: Vec<_> = patterns.map(|(_, line)| line).collect();
        // They are one problem, at the first of them, which names the lines of all.
        check(case, SCHEMA, "unanchored-pattern", &patterns[..patterns.len().min(1)]);
        if let [first, .., last] = patterns.as_slice() {
            let one = case.found.iter().find(|one| one.code.0 == "unanchored-pattern").unwrap();
            let lines = patterns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            assert!(one.message.contains(&lines), "{first} to {last}: {}", one.message);
        }
        if name.ends_with("lambda-multi-svc--service-crud--repo") {
            let spec = std::fs::read_to_string(case.folder.join("spec.yaml")).unwrap();
            let line = spec.lines().position(|line| line.contains("packaging_commands:")).unwrap();
            check(case, SPEC, "unknown-input", &[line + 1]);
            let fixes = case.found.iter().filter(|one| one.code.0 == "unknown-input");
            let titles: Vec<_> = fixes.filter_map(|one| Some(&one.fix.as_ref()?.title)).collect();
            assert_eq!(titles, ["Change to packaging_command"]);
        }
        if name == "checker--valid-svc-template--repo" {
            check(case, SPEC, "unused-pipeline", &[2]);
            check(case, SPEC, "unknown-input", &[10]);
        }
        if name.starts_with("checker--") {
            let manifests = ["infrastructure", "instance_infrastructure"];
            let manifests = manifests.map(|folder| format!("{folder}/manifest.yaml"));
            for path in
                manifests.iter().filter(|path| case.folder.join("bundle").join(path).exists())
            {
                check(case, path, "manifest-engine", &[4]);
            }
        }
    }
    crate::common::say(&format!("defects of files: {seen} found at their lines"));
}

#[test]
fn sound_bundles_have_no_errors() {
    let sound: Vec<Case> = cases().into_iter().filter(Case::is_sound).collect();
    for case in &sound {
        let is_false = |one: &&Diagnostic| one.severity == Severity::Error;
        let wrong: Vec<_> = case.found.iter().filter(is_false).collect();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", case.name);
    }
    crate::common::say(&format!("sound public bundles: {} without an error", sound.len()));
}
