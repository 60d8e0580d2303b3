//! The command line as people and CI call it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod check;
mod eject;
mod explain;
mod jinja;
mod kinds;
mod lost;
mod options;
mod oracle;
mod pack;
mod paths;
mod render;
mod silencing;
mod synced;
mod usage_errors;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");

/// A repository of its own, with `broken/` in it: one error in the template, one warning in the spec.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    let _ = fs::remove_dir_all(&folder);
    // Otherwise it would be a part of the repository that is tested.
    fs::create_dir_all(folder.join(".git")).unwrap();
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

/// Fixes the problems of the bundle.
fn repair(folder: &Path) {
    let changes = [("infrastructure/cloudformation.yaml", "buckett"), ("spec/spec.yaml", "bukket")];
    for (file, wrong) in changes {
        let path = folder.join("broken").join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap().replace(wrong, "bucket")).unwrap();
    }
}
