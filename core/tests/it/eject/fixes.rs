//! The changes of a template with which a frozen input becomes a parameter.

use cyclotron_core::eject::{Fate, Options, eject, parameter_fixes};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::{Bundle, File, Workspace};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const SCHEMA: &str = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input: {type: object, properties: {name: {type: string}, place: {type: string}, size: {type: integer}}}\n";

fn workspace(template: &str) -> Workspace {
    let files = [
        ("infrastructure/manifest.yaml", MANIFEST),
        ("infrastructure/cloudformation.yaml", template),
        ("schema/schema.yaml", SCHEMA),
        ("spec/spec.yaml", "proton: EnvironmentSpec\nspec: {name: Orders, place: here, size: 3}\n"),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Workspace { bundles: vec![Bundle { name: "net".into(), files, ..Bundle::default() }] }
}

/// The titles of the fixes for a bundle. Each keeps its promise.
fn fixes(workspace: &Workspace, bundle: &str) -> Vec<(String, String)> {
    let ejected = eject(workspace, bundle).expect("the bundle");
    let fixes = parameter_fixes(workspace, &ejected, &Options::default());
    for fix in &fixes {
        let mut changed = workspace.clone();
        let bundle = changed.bundles.iter_mut().find(|one| one.name == fix.file.bundle).unwrap();
        let file = bundle.files.iter_mut().find(|file| file.path == fix.file.path).unwrap();
        *file = File::new(fix.file.path.clone(), fix.text.as_str());
        let after = eject(&changed, &fix.file.bundle).expect("the bundle");
        for (one, other) in ejected.stacks.iter().zip(&after.stacks) {
            assert_eq!(one.rendering, other.rendering, "{}", fix.title);
        }
        let is_parameter =
            after.stacks.iter().flat_map(|stack| &stack.inputs).any(|input| {
                input.name == fix.input && matches!(input.fate, Fate::Parameter { .. })
            });
        assert!(is_parameter, "{}", fix.title);
    }
    fixes.into_iter().map(|fix| (fix.input, fix.title)).collect()
}

fn titles(template: &str) -> Vec<String> {
    fixes(&workspace(template), "net").into_iter().map(|(_, title)| title).collect()
}

#[test]
fn a_filter_that_only_quotes_is_left_out() {
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: {{ environment.inputs.name | tojson }}\n";
    assert_eq!(titles(template), ["Print `{{ environment.inputs.name }}` without a filter"]);
}

#[test]
fn a_logical_id_gets_the_value() {
    let template = "Resources:\n  {{ environment.inputs.name }}Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: '{{ environment.inputs.name }}'\nOutputs:\n  Topic: {Value: !Ref '{{ environment.inputs.name }}Topic'}\n";
    assert_eq!(titles(template), ["Write `Orders` in place of the tag"]);
}

/// A loop or a comparison cannot be left out without another meaning.
#[test]
fn without_a_sound_change_nothing_is_offered() {
    for template in [
        "Resources:\n{% for letter in environment.inputs.name %}\n  A{{ loop.index }}: {Type: AWS::SNS::Topic}\n{% endfor %}\n",
        "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: {{ environment.inputs.name | upper }}{% if environment.inputs.size > 2 %}x{% endif %}\n",
        // The input would not be used any more.
        "Resources:\n  {{ environment.inputs.name }}Topic: {Type: AWS::SNS::Topic}\n",
    ] {
        assert_eq!(titles(template), [""; 0], "{template}");
    }
}

#[test]
fn the_ready_workspace_has_fixes() {
    let expected = ["service_instance.inputs.handler", "service_instance.inputs.code.key"]
        .map(|input| (input.to_owned(), format!("Print `{{{{ {input} }}}}` without a filter")));
    assert_eq!(fixes(&ready_workspace(), "item-api-service"), expected);
}
