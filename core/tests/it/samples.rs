//! The ready workspace is complete and right.

use std::fs;
use std::path::{Path, PathBuf};

use cyclotron_core::{Bundle, Kind, analyze, starters};

#[test]
fn the_workspace_is_what_the_folders_hold() {
    let workspace = starters::ready_workspace();
    let kinds: Vec<_> = workspace.bundles.iter().map(Bundle::kind).collect();
    assert_eq!(kinds, [Kind::Environment, Kind::Service]);
    for bundle in &workspace.bundles {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(&bundle.name);
        assert_eq!(*bundle.files, crate::common::bundle(&folder, &bundle.name).files);
    }
}

/// Writes every rendering to a file and gives the files; there must be nothing to complain about.
fn renderings() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    fs::create_dir_all(&folder).unwrap();
    let analysis = analyze(&starters::ready_workspace());
    assert_eq!(analysis.diagnostics, []);
    let mut files = Vec::new();
    for bundle in &analysis.bundles {
        for rendering in &bundle.renderings {
            let file = folder.join(format!("{}-{}", bundle.name, rendering.file_name));
            fs::write(&file, rendering.text.as_deref().unwrap()).unwrap();
            files.push(file);
        }
    }
    files
}

#[test]
fn the_workspace_renders_without_a_complaint() {
    let names: Vec<_> = renderings()
        .iter()
        .map(|file| file.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "item-api-environment-environment.yaml",
            "item-api-service-instance-dev.yaml",
            "item-api-service-instance-prod.yaml",
            "item-api-service-pipeline.yaml",
        ]
    );
}

#[test]
fn cfn_lint_finds_nothing() {
    crate::common::cfn_lint(&renderings());
}
