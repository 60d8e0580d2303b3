//! Every verb with every kind of bundle: from a folder, from an archive, and from within a repository.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, said};

/// The folder of a bundle, and the files that `cyclotron render` writes for it.
const KINDS: [(&str, &[&str]); 8] = [
    ("samples/item-api-environment", &["environment.yaml"]),
    ("samples/item-api-service", &["instance-dev.yaml", "instance-prod.yaml", "pipeline.yaml"]),
    ("tests/fixtures/sound/component", &["component.yaml"]),
    ("tests/fixtures/sound/customer-managed", &[]),
    (
        "tests/fixtures/bundles/terraform-environment",
        &[
            "environment/main.tf",
            "environment/notes.txt",
            "environment/outputs.tf",
            "environment/proton.auto.tfvars.json",
            "environment/proton.environment.variables.tf",
        ],
    ),
    (
        "tests/fixtures/bundles/terraform-service",
        &[
            "instance-dev/main.tf",
            "instance-dev/proton.auto.tfvars.json",
            "instance-dev/proton.service_instance.variables.tf",
            "instance-prod/main.tf",
            "instance-prod/proton.auto.tfvars.json",
            "instance-prod/proton.service_instance.variables.tf",
            "pipeline/main.tf",
            "pipeline/proton.auto.tfvars.json",
            "pipeline/proton.pipeline.variables.tf",
        ],
    ),
    (
        "tests/fixtures/bundles/terraform-component",
        &[
            "component/bucket.tf",
            "component/proton.auto.tfvars.json",
            "component/proton.component.variables.tf",
        ],
    ),
    (
        "tests/fixtures/bundles/codebuild-service",
        &[
            "instance-dev/deprovision.sh",
            "instance-dev/proton-inputs.json",
            "instance-dev/provision.sh",
            "pipeline/deprovision.sh",
            "pipeline/proton-inputs.tfvars",
            "pipeline/provision.sh",
        ],
    ),
];

fn copy(from: &Path, to: &Path) {
    for (path, file) in crate::common::files(from) {
        let to = to.join(path);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(file, to).unwrap();
    }
}

fn written(folder: &Path) -> Vec<String> {
    if !folder.exists() {
        return vec![];
    }
    let mut files: Vec<_> =
        crate::common::files(folder).into_iter().map(|(path, _)| path).collect();
    files.sort();
    files
}

#[test]
fn every_verb_takes_every_kind() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let repository = folder("kinds");
    fs::remove_dir_all(repository.join("broken")).unwrap();
    fs::create_dir_all(repository.join(".git")).unwrap();
    for (source, expected) in KINDS {
        let name = source.rsplit('/').next().unwrap();
        let nested = format!("templates/{name}/v1");
        copy(&root.join(source), &repository.join(&nested));
        let archive = format!("{name}.tar.gz");
        let (status, out, error) = said(&repository, &["pack", &nested, "-o", &archive]);
        // The fixture of a component lacks what Proton asked for, and `pack` says so.
        let refused = ["missing-template", "missing-template-language"];
        let codes = refused.map(|code| error.contains(&format!("error[{code}]")));
        let is_refused = name == "terraform-component";
        let printed = format!("{archive}\n");
        assert_eq!((status, out), (i32::from(is_refused), printed), "pack {name}");
        assert_eq!(codes, [name == "terraform-component"; 2], "pack {name}: {error}");
        assert_eq!(error.is_empty(), name != "terraform-component", "pack {name}: {error}");

        let mut texts: Vec<Vec<String>> = vec![];
        for (at, bundle, out) in [
            (repository.clone(), nested.clone(), "out/folder"),
            (repository.clone(), archive.clone(), "out/archive"),
            (repository.join(&nested), ".".to_owned(), "../out"),
        ] {
            let (status, printed, error) = said(&at, &["render", &bundle, "--out", out]);
            // The errors of a fixture do not keep its files from being written.
            assert_eq!(status, i32::from(error.contains("error[")), "render {bundle}: {error}");
            assert_eq!(written(&at.join(out)), expected, "render {bundle}: {error}");
            assert_eq!(printed.lines().count(), expected.len(), "{printed}");
            assert_eq!(error.contains("Nothing is rendered"), expected.is_empty(), "{error}");
            let text = |name: &&str| fs::read_to_string(at.join(out).join(name)).unwrap();
            texts.push(expected.iter().map(text).collect());
            fs::remove_dir_all(at.join(out)).unwrap_or_default();

            for format in ["human", "json", "sarif", "github"] {
                let check = ["check", &bundle, "--format", format];
                let (status, _, error) = said(&at, &check);
                assert!(status < 2 && error.is_empty(), "{check:?}: {status} {error}");
            }
        }
        assert_eq!(texts[0], texts[1], "{name}: folder and archive");
        // Packing what was packed changes nothing.
        let (status, ..) = said(&repository, &["pack", &archive, "-o", "again.tar.gz"]);
        assert_eq!(status, i32::from(is_refused));
        let bytes = |name: &str| fs::read(repository.join(name)).unwrap();
        assert_eq!(bytes(&archive), bytes("again.tar.gz"), "{name}");
    }
    let (status, out, _) = said(&repository, &["check", "templates", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((status < 2, report["bundles"].as_array().unwrap().len()), (true, KINDS.len()));
}
