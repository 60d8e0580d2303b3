//! Inputs at the limits and beyond: the result is right, or eject refuses and gives the reason.

use std::fmt::Write;

use cyclotron_core::eject::{Ejected, Ejection, Fate, eject};
use cyclotron_core::{Bundle, File, Workspace};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const RESOURCE: &str = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n";

/// An environment with these inputs, each a name, a definition and a value.
fn workspace(inputs: &[(&str, &str, &str)], template: &str, manifest: &str) -> Workspace {
    let mut schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n".to_owned();
    let mut spec = "proton: EnvironmentSpec\nspec:\n".to_owned();
    for (name, definition, value) in inputs {
        writeln!(schema, "        {name}: {definition}").unwrap();
        writeln!(spec, "  {name}: {value}").unwrap();
    }
    let files = [
        ("infrastructure/manifest.yaml", manifest),
        ("infrastructure/cloudformation.yaml", template),
        ("infrastructure/other.yaml", "Resources: {}\n"),
        ("schema/schema.yaml", &schema),
        ("spec/spec.yaml", &spec),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Workspace { bundles: vec![Bundle { name: "env".into(), files, ..Bundle::default() }] }
}

fn ejected(inputs: &[(&str, &str, &str)], template: &str) -> Ejected {
    eject(&workspace(inputs, template, MANIFEST), "env").expect("the bundle")
}

#[test]
fn more_parameters_than_cloudformation_allows_are_refused() {
    let names: Vec<String> = (0..300).map(|number| format!("input_{number}")).collect();
    let inputs: Vec<_> = names.iter().map(|name| (name.as_str(), "{type: string}", "a")).collect();
    let mut template = RESOURCE.to_owned();
    for name in &names {
        writeln!(template, "      {name}: '{{{{ environment.inputs.{name} }}}}'").unwrap();
    }
    let reason = ejected(&inputs, &template).stacks[0].template.clone();
    assert_eq!(
        reason,
        Err("The template would have 300 parameters, and CloudFormation allows 200.".to_owned())
    );
    let few = ejected(&inputs[..200], &template[..template.find("      input_200").unwrap()]);
    assert_eq!(few.stacks[0].parameters.len(), 200);
}

#[test]
fn names_of_parameters_do_not_collide() {
    let template = format!(
        "{RESOURCE}      A: '{{{{ environment.inputs.task_size }}}}'\n      B: '{{{{ environment.inputs['task-size'] }}}}'\n      C: '{{{{ environment.inputs.TaskSize }}}}'\n      D: '{{{{ environment.inputs.topic }}}}'\n"
    );
    let text = "{type: string}";
    let done = ejected(
        &[
            ("task_size", text, "a"),
            ("task-size", text, "b"),
            ("TaskSize", text, "c"),
            ("topic", text, "d"),
        ],
        &template,
    );
    let pairs: Vec<_> = done.stacks[0]
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), parameter.value.as_str()))
        .collect();
    assert_eq!(
        pairs,
        [("TaskSize", "a"), ("TaskSizeInput", "b"), ("TaskSizeInput2", "c"), ("TopicInput", "d")]
    );
}

#[test]
fn a_value_that_is_too_long_for_a_parameter_is_frozen() {
    let template = format!("{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n");
    for (length, is_parameter) in [(4096, true), (4097, false)] {
        let value = "a".repeat(length);
        let done = ejected(&[("text", "{type: string}", &value)], &template);
        let stack = &done.stacks[0];
        assert!(stack.template.is_ok());
        assert_eq!(stack.parameters.len(), usize::from(is_parameter));
        let input = stack.inputs.iter().find(|input| input.name.ends_with("text")).unwrap();
        assert_eq!(input.fate == Fate::Frozen, !is_parameter);
        if !is_parameter {
            let reason = &input.decision.as_ref().expect("a decision").reason;
            assert_eq!(reason, "its value has 4097 bytes, and a parameter has at most 4096");
        }
    }
}

#[test]
fn a_template_of_more_than_a_megabyte_is_refused() {
    let template = format!(
        "{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n    Metadata: {{long: {{{{ 'a' * 1048576 }}}}}}\n"
    );
    let done = ejected(&[("text", "{type: string}", "a")], &template);
    let reason = done.stacks[0].template.as_ref().expect_err("a refusal");
    assert!(reason.contains("more than 1 MB"), "{reason}");
    let long = format!("{template}# {}\n", "a".repeat(1 << 20));
    let done = ejected(&[("text", "{type: string}", "a")], &long);
    assert!(done.refusals[0].contains("longer than 1 MB"), "{:?}", done.refusals);
}

#[test]
fn transforms_stay_and_need_capabilities() {
    let template = "Transform: AWS::Serverless-2016-10-31\nResources:\n  Function:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: '{{ environment.inputs.text }}'\n";
    let workspace = workspace(&[("text", "{type: string}", "a.b")], template, MANIFEST);
    let ejection = Ejection::of(&workspace, &["env"]);
    assert_eq!(ejection.stacks[0].capabilities, ["CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]);
    let text = &ejection.bundles[0].templates[0].text;
    assert!(
        text.contains("Transform: AWS::Serverless-2016-10-31\n")
            && text.contains("Handler: !Ref Text\n"),
        "{text}"
    );
}

/// Proton accepted one template of CloudFormation in a manifest.
#[test]
fn several_templates_in_a_manifest_are_refused() {
    let entry = "    - file: other.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
    let template = format!("{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n");
    let workspace =
        workspace(&[("text", "{type: string}", "a")], &template, &format!("{MANIFEST}{entry}"));
    let done = eject(&workspace, "env").expect("the bundle");
    assert_eq!(done.stacks, []);
    assert!(done.refusals[0].contains("A manifest names one template"), "{:?}", done.refusals);
}

#[test]
fn a_template_that_does_not_render_is_refused() {
    for (template, reason) in [
        ("{{ environment.inputs.other }}", "The template does not render: line 1, "),
        ("{% if %}", "The template cannot be read: line 1, "),
        ("a: b: c {{ environment.inputs.text }}", "The rendering is not YAML: "),
        (
            "\u{f0000}1\u{f0001} {{ environment.inputs.text }}",
            "The template or an input holds U+F0000",
        ),
    ] {
        let done = ejected(&[("text", "{type: string}", "a")], template);
        let refusal = done.stacks[0].template.as_ref().expect_err("a refusal");
        assert!(refusal.starts_with(reason), "{template}: {refusal}");
    }
    let marked = [("text", "{type: string}", "a\u{f0000}")];
    let template = format!("{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n");
    let refusal = ejected(&marked, &template).stacks[0].template.clone().expect_err("a refusal");
    assert!(refusal.contains("U+F0000"), "{refusal}");
}

#[test]
fn a_sample_is_needed_and_fits_the_schema() {
    let template = format!("{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n");
    let mut workspace =
        workspace(&[("text", "{type: string, maxLength: 2}", "abc")], &template, MANIFEST);
    let done = eject(&workspace, "env").expect("the bundle");
    assert_eq!(done.stacks, []);
    let reason = &done.refusals[0];
    assert!(reason.starts_with("The spec does not fit the schema: spec.text"), "{reason}");
    workspace.bundles[0].files.retain(|file| file.path != "spec/spec.yaml");
    let done = eject(&workspace, "env").expect("the bundle");
    assert!(done.refusals[0].starts_with("There is no spec"), "{:?}", done.refusals);
}

/// A customer-managed environment has no template, and services get their values from its stack all the same.
#[test]
fn an_environment_without_a_template_is_no_failure() {
    let mut workspace = workspace(&[("text", "{type: string}", "a")], "", MANIFEST);
    workspace.bundles[0].files.retain(|file| file.path.starts_with("schema/"));
    let ejection = Ejection::of(&workspace, &["env"]);
    assert!(ejection.is_empty() && ejection.is_complete(), "{}", ejection.report());
    assert_eq!(ejection.report(), "env: nothing to eject, as the bundle has no template.\n");
}

/// CloudFormation takes no more from a request, so the README asks for a bucket.
#[test]
fn a_large_template_needs_a_bucket() {
    for (length, needs_bucket) in [(40_000, false), (60_000, true)] {
        let template = format!(
            "{RESOURCE}      A: '{{{{ environment.inputs.text }}}}'\n# {}\n",
            "a".repeat(length)
        );
        let workspace = workspace(&[("text", "{type: string}", "a")], &template, MANIFEST);
        let files = Ejection::of(&workspace, &["env"]).files();
        let readme = files.iter().find(|file| file.path == "README.md").expect("README.md");
        let text = String::from_utf8_lossy(&readme.bytes);
        assert_eq!(text.contains("bytes, so the scripts need `--bucket`."), needs_bucket);
    }
}

#[test]
fn an_input_that_is_only_in_a_comment_is_no_parameter() {
    let template = format!(
        "# {{{{ environment.inputs.text }}}}\n{RESOURCE}      A: 1 # {{{{ environment.inputs.text }}}}\n"
    );
    let done = ejected(&[("text", "{type: string}", "web")], &template);
    assert_eq!(done.stacks[0].template, Ok(0));
    assert_eq!(done.stacks[0].parameters, []);
    let text = &done.templates[0].text;
    assert!(text.starts_with("# web\n") && text.contains("A: 1 # web\n"), "{text}");
}
