//! Bundles that Jinja doesn’t render: what is generated for them and what is found wrong.

use std::fmt::Write;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Analysis, Bundle, Content, File, Rendering, Workspace, analyze, prepare};

fn open(name: &str, workspace: &Workspace) -> Bundle {
    let mut bundle = crate::common::fixture(name);
    prepare(&mut bundle, workspace);
    bundle
}

/// The bundles in the order they are opened.
fn workspace(names: &[&str]) -> Workspace {
    let mut workspace = Workspace::default();
    for name in names {
        let bundle = open(name, &workspace);
        workspace.bundles.push(bundle);
    }
    workspace
}

/// Every file of the last bundle, and every problem with its line.
fn report(workspace: &Workspace, analysis: &Analysis) -> String {
    let mut out = String::new();
    let bundle = analysis.bundles.last().unwrap();
    for rendering in &bundle.renderings {
        let Rendering { label, file_name, template, text, .. } = rendering;
        let text = text.as_deref().unwrap_or("failed\n");
        writeln!(out, "## {label}: {file_name} from {}\n{text}", template.path).unwrap();
    }
    writeln!(out, "# Problems").unwrap();
    for found in &analysis.diagnostics {
        let text = workspace.file(&found.file).and_then(File::text).unwrap_or("");
        let at = found.range.map_or(0, |(start, _)| start.line);
        let line = text.lines().nth(at.saturating_sub(1)).unwrap_or("").trim();
        let path = format!("{}/{}", found.file.bundle, found.file.path);
        writeln!(out, "\n{:?} {} {path}:{at}: {line}", found.severity, found.code.0).unwrap();
        writeln!(out, "  {}", found.message).unwrap();
        writeln!(out, "  {}", found.help.as_deref().unwrap_or("no help")).unwrap();
        if let Some(fix) = &found.fix {
            writeln!(out, "  [{}]", fix.title).unwrap();
        }
    }
    out
}

fn shown(names: &[&str]) -> String {
    let workspace = workspace(names);
    report(&workspace, &analyze(&workspace))
}

#[test]
fn terraform() {
    insta::assert_snapshot!("terraform_environment", shown(&["terraform-environment"]));
    let service = shown(&["terraform-environment", "terraform-service"]);
    insta::assert_snapshot!("terraform_service", service);
    insta::assert_snapshot!("terraform_component", shown(&["terraform-component"]));
}

#[test]
fn codebuild() {
    insta::assert_snapshot!("codebuild_service", shown(&["codebuild-service"]));
}

#[test]
fn mistakes() {
    let mistakes = shown(&["terraform-environment", "kinds-mistakes"]);
    insta::assert_snapshot!("kinds_mistakes", mistakes);
}

/// No two renderings of a bundle have one name, and those of a target have different files.
#[test]
fn names_are_unique() {
    let workspace = workspace(&["terraform-environment", "terraform-service", "codebuild-service"]);
    for bundle in &analyze(&workspace).bundles {
        assert!(bundle.renderings.len() > 3, "{}", bundle.name);
        for (at, one) in bundle.renderings.iter().enumerate() {
            for other in &bundle.renderings[..at] {
                assert_ne!(one.file_name, other.file_name);
                assert_ne!((one.target, one.file()), (other.target, other.file()));
            }
        }
    }
}

/// A file that is not UTF-8 is reported and not passed on; so is a folder without `.tf` files.
#[test]
fn files_of_terraform() {
    let mut workspace = workspace(&["terraform-environment"]);
    let files = &mut workspace.bundles[0].files;
    let main = files.iter_mut().find(|file| file.path.ends_with("main.tf")).unwrap();
    main.content = Content::Binary(vec![b'a', b'\n', 0xFF].into());
    let analysis = analyze(&workspace);
    let codes: Vec<_> = analysis.diagnostics.iter().map(|found| &*found.code.0).collect();
    assert_eq!(codes, ["not-utf-8"]);
    assert!(analysis.bundles[0].renderings.iter().all(|one| one.file() != "main.tf"));

    workspace.bundles[0].files.retain(|file| file.path.rsplit('.').next() != Some("tf"));
    let analysis = analyze(&workspace);
    let codes: Vec<_> = analysis.diagnostics.iter().map(|found| &*found.code.0).collect();
    assert_eq!(codes, ["missing-template"]);
}

/// A bundle that is opened gets samples, and then nothing is wrong with it.
#[test]
fn samples_suffice() {
    let workspace = workspace(&["terraform-environment"]);
    for path in [SPEC, SAMPLE_OUTPUTS] {
        assert!(workspace.bundles[0].text(path).is_some());
    }
    assert_eq!(analyze(&workspace).diagnostics, []);
}
