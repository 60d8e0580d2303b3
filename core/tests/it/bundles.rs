//! Small bundles under `fixtures/bundles`, each with a snapshot of all that is found out about it.

use std::fmt::Write;

use crate::common::forms;
use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SCHEMA, SPEC};
use cyclotron_core::{
    Action, Analysis, Content, Diagnostic, File, FileId, Workspace, analyze, apply_change, prepare,
};
use proptest::prelude::*;

/// The bundle as it is after it was opened beside `others`.
fn opened(name: &str, others: &[&str]) -> Workspace {
    let mut workspace = Workspace::default();
    for name in others.iter().chain([&name]) {
        let mut bundle = crate::common::fixture(name);
        prepare(&mut bundle, &workspace);
        workspace.bundles.push(bundle);
    }
    workspace
}

/// An analysis for people to read: samples, forms, problems with the line they are about, texts.
fn report(workspace: &Workspace, analysis: &Analysis) -> String {
    let mut report = String::new();
    let out = &mut report;
    for (bundle, found) in workspace.bundles.iter().zip(&analysis.bundles) {
        writeln!(out, "# {} ({})", found.name, found.kind.noun()).unwrap();
        for path in [SPEC, SAMPLE_OUTPUTS] {
            writeln!(out, "\n## {path}\n{}", bundle.text(path).unwrap_or("none").trim_end())
                .unwrap();
        }
        for form in found.inputs.iter().chain(&found.outputs) {
            forms::write_form(out, form);
        }
        for rendering in &found.renderings {
            let text = rendering.text.as_deref().unwrap_or("failed");
            writeln!(
                out,
                "\n## {} from {}\n{}",
                rendering.file_name,
                rendering.template.path,
                text.trim_end()
            )
            .unwrap();
        }
    }
    writeln!(out, "\n# Problems").unwrap();
    for diagnostic in &analysis.diagnostics {
        write_diagnostic(out, workspace, diagnostic);
    }
    report
}

fn write_diagnostic(out: &mut String, workspace: &Workspace, found: &Diagnostic) {
    let place = found
        .range
        .map(|(start, _)| format!(":{}:{}", start.line, start.column))
        .unwrap_or_default();
    writeln!(
        out,
        "\n{:?} {} {}/{}{place}",
        found.severity, found.code.0, found.file.bundle, found.file.path
    )
    .unwrap();
    let text = workspace.file(&found.file).and_then(File::text);
    if let (Some(text), Some(span)) = (text, found.span) {
        writeln!(out, "  > {}", span.of(text)).unwrap();
    }
    writeln!(out, "  {}", found.message).unwrap();
    if let Some(help) = &found.help {
        writeln!(out, "  Help: {help}").unwrap();
    }
    if let (Some(text), Some(fix)) = (text, &found.fix) {
        let mended = fix.edits.iter().rev().fold(text.to_owned(), |text, edit| edit.apply(&text));
        let lines: Vec<_> =
            mended.lines().filter(|line| !text.lines().any(|old| old == *line)).collect();
        writeln!(out, "  Fix: {} => {}", fix.title, lines.join(" ⏎ ")).unwrap();
    }
}

macro_rules! snapshots {
    ($($test:ident: $($name:literal),+;)+) => {$(
        #[test]
        fn $test() {
            let names = [$($name),+];
            let (last, others) = names.split_last().unwrap();
            let workspace = opened(last, others);
            let analysis = analyze(&workspace);
            assert_eq!(analysis, analyze(&workspace), "equal arguments give equal results");
            insta::assert_snapshot!(report(&workspace, &analysis));
        }
    )+};
}

snapshots! {
    environment: "environment";
    service: "service";
    service_beside_its_environment: "environment", "service";
    service_in_a_customer_managed_environment: "customer-managed", "service";
    component: "component";
    yaml_syntax: "yaml-syntax";
    no_types: "no-types";
    unknown_input_type: "unknown-input-type";
    no_schema: "no-schema";
    not_utf_8: "not-utf-8";
    schema_mistakes: "schema-mistakes";
    manifest_mistakes: "manifest-mistakes";
    no_manifest: "no-manifest";
    terraform: "terraform";
    spec_mistakes: "spec-mistakes";
    names_of_instances: "names-of-instances";
    template_mistakes: "template-mistakes";
    rendered_yaml: "rendered-yaml";
}

/// More than Proton accepts, of everything that has a limit but for named template files.
#[test]
fn limits() {
    let mut bundle = crate::common::fixture("service");
    let instance = "  - {name: dev, environment: e, spec: {runtime: python3.13, limits: {memory: 128}, hosts: [a]}}\n";
    bundle
        .files
        .push(File::new(SPEC, format!("proton: ServiceSpec\ninstances:\n{}", instance.repeat(21))));
    bundle.files.push(File::new("instance_infrastructure/large.yaml", " ".repeat(201 * 1024)));
    bundle
        .files
        .push(File::new("pipeline_infrastructure/other/huge.bin", " ".repeat(5 * 1024 * 1024)));
    for index in 0..10 {
        bundle.files.push(File::new(format!("instance_infrastructure/{index}.tf"), ""));
    }
    let schema = bundle.files.iter_mut().find(|file| file.path == SCHEMA).unwrap();
    schema.content =
        Content::Text(format!("{}#{}", schema.text().unwrap(), "x".repeat(50 * 1024)).into());
    let analysis = analyze(&Workspace { bundles: vec![bundle] });
    let mut codes: Vec<_> = analysis.diagnostics.iter().map(|found| &*found.code.0).collect();
    codes.retain(|code| {
        !matches!(*code, "duplicate-instance" | "unlisted-template" | "unused-input")
    });
    codes.sort_unstable();
    assert_eq!(
        codes,
        ["bundle-too-large", "file-too-large", "file-too-large", "too-many-instances"]
    );
}

/// An edit of the form changes the spec and the rendering.
#[test]
fn a_form_changes_the_spec() {
    let mut workspace = opened("environment", &[]);
    let file = FileId { bundle: "environment".into(), path: SPEC.into() };
    let analysis = analyze(&workspace);
    let path = analysis.bundles[0].inputs[0].fields[0].path.clone();
    apply_change(&mut workspace, &file, &path, &Action::Set("x".into())).unwrap();
    let field = analyze(&workspace).bundles[0].inputs[0].fields[0].clone();
    assert_eq!(field.value, Some("x".into()));
    assert_eq!(field.messages, ["Must be at least 3 characters long (now 1)."]);
    apply_change(&mut workspace, &file, &path, &Action::Remove).unwrap();
    let field = analyze(&workspace).bundles[0].inputs[0].fields[0].clone();
    assert_eq!((field.value, field.messages), (None, vec!["Required.".to_owned()]));
    let missing = FileId { path: "none.yaml".into(), ..file };
    let refused = apply_change(&mut workspace, &missing, &path, &Action::Remove);
    assert!(refused.unwrap_err().contains("none.yaml"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text gives an analysis, and every place is within its file.
    #[test]
    fn analyze_never_fails(
        path in prop::sample::select(vec![
            SCHEMA, SPEC, SAMPLE_OUTPUTS, "instance_infrastructure/manifest.yaml",
            "instance_infrastructure/cloudformation.yaml", "pipeline_infrastructure/cloudformation.yaml",
        ]),
        at in any::<prop::sample::Index>(), length in 0usize..40,
        new in "([a-z:{}%\\[\\]\"' \n#&*!|-]|\\{\\{|\\}\\}|\\$ref: \"#/Limits\"|é|\u{0}){0,12}",
    ) {
        let mut workspace = opened("service", &["environment"]);
        let file = workspace.bundles[1].files.iter_mut().find(|file| file.path == path).unwrap();
        let text = file.text().unwrap();
        let start = at.index(text.len() + 1);
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        file.content = Content::Text([&text[..text.floor_char_boundary(start)], &new, &text[end..]].concat().into());
        let analysis = analyze(&workspace);
        prop_assert_eq!(analysis.bundles.len(), 2);
        for found in &analysis.diagnostics {
            let text = workspace.file(&found.file).and_then(File::text).unwrap_or("");
            prop_assert!(found.span.is_none_or(|span| text.get(span.start..span.end).is_some()), "{:?}", found);
            prop_assert_eq!(found.span.is_some() && !text.is_empty(), found.range.is_some() && !text.is_empty());
        }
    }

    /// Bytes that are nothing at all.
    #[test]
    fn analyze_takes_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let mut workspace = opened("service", &[]);
        for file in &mut workspace.bundles[0].files {
            *file = File::from_bytes(file.path.as_str(), bytes.clone());
        }
        prop_assert_eq!(analyze(&workspace).bundles.len(), 1);
    }
}
