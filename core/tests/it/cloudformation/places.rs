//! A finding about a rendering is shown at the part of the template that causes it.

use cyclotron_core::cloudformation::{Rules, Validator, findings};
use cyclotron_core::{Diagnostic, RenderedPlace, Severity, Workspace, starters};

const TEMPLATE: &str = "instance_infrastructure/cloudformation.yaml";
const RUNTIME: &str = "{{ service_instance.inputs.runtime }}";

/// The ready workspace after `change` of the service's instance template.
fn sample(change: impl Fn(&str) -> String) -> Workspace {
    let mut workspace = starters::ready_workspace();
    for file in workspace.bundles.iter_mut().flat_map(|bundle| &mut bundle.files) {
        if file.path == TEMPLATE {
            *file = cyclotron_core::File::new(TEMPLATE, change(file.text().unwrap()));
        }
    }
    workspace
}

fn check(workspace: &Workspace, rules: &Rules) -> Vec<Diagnostic> {
    let validator = Validator::new().unwrap();
    findings(workspace, rules, |text| validator.validate(text))
}

#[test]
fn nothing_is_wrong_with_the_ready_workspace() {
    assert_eq!(check(&starters::ready_workspace(), &Rules::default()), []);
}

#[test]
fn a_removed_runtime_is_reported_once_at_the_line_of_the_template() {
    let workspace = sample(|text| text.replace(RUNTIME, "java8"));
    let found = check(&workspace, &Rules::default());
    assert_eq!(found.len(), 1, "{found:#?}");
    let one = &found[0];
    assert_eq!((one.severity, &*one.code.0), (Severity::Error, "cfn-e2531"));
    assert!(one.message.starts_with("Runtime 'java8' was deprecated on"), "{}", one.message);
    assert!(one.message.ends_with("(E2531)"), "{}", one.message);
    assert!(one.help.is_some());
    let text = workspace.file(&one.file).unwrap().text().unwrap();
    assert_eq!(one.span.unwrap().of(text), "Runtime");
    let line = text.lines().position(|line| line.contains("Runtime: java8")).unwrap() + 1;
    assert_eq!(one.range.unwrap().0.line, line);
    let RenderedPlace { file_name, line } = one.rendered.clone().unwrap();
    assert_eq!(file_name, "instance-dev.yaml");
    assert!(line > 1);
}

/// `TableName` is an output of the environment, whose value only its stack knows.
#[test]
fn a_made_up_value_causes_a_note_and_no_error() {
    let output = "{{ environment.outputs.TableName }}";
    let mut workspace = sample(|text| text.replace(RUNTIME, output));
    let outputs = "spec/sample-outputs.yaml";
    workspace.bundles[1].files.retain(|file| file.path != outputs);
    let found = check(&workspace, &Rules::default());
    assert!(!found.is_empty());
    for one in &found {
        assert_eq!(one.severity, Severity::Info, "{one:#?}");
        assert!(one.help.as_ref().unwrap().contains("real value of `TableName`"), "{one:#?}");
    }
    let given = cyclotron_core::File::new(outputs, "environment: {TableName: java8}");
    workspace.bundles[1].files.push(given);
    let found = check(&workspace, &Rules::default());
    assert!(found.iter().any(|one| one.severity == Severity::Error), "{found:#?}");
}

#[test]
fn a_finding_of_some_instances_names_them() {
    let workspace = sample(|text| {
        let runtime = "{% if service_instance.name == 'dev' %}java8{% else %}python3.13{% endif %}";
        text.replace(RUNTIME, runtime)
    });
    let found = check(&workspace, &Rules::default());
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.starts_with("For dev: Runtime 'java8'"), "{}", found[0].message);
}

#[test]
fn a_rendering_that_lacks_something_is_left_out() {
    let workspace =
        sample(|text| text.replace(RUNTIME, "java8\n# {{ service_instance.inputs.no }}"));
    assert_eq!(check(&workspace, &Rules::default()), []);
}

#[test]
fn informational_rules_run_on_request() {
    let mut rules = Rules::default();
    rules.set_informational(true);
    let found = check(&starters::ready_workspace(), &rules);
    assert!(!found.is_empty());
    assert!(found.iter().all(|one| one.severity == Severity::Info), "{found:#?}");
}

#[test]
fn a_template_can_leave_a_rule_out() {
    let workspace = sample(|text| {
        let metadata = "Metadata: {cfn-lint: {config: {ignore_checks: [E25]}}}\n";
        format!("{metadata}{}", text.replace(RUNTIME, "java8"))
    });
    assert_eq!(check(&workspace, &Rules::default()), []);
    let mut rules = Rules::default();
    rules.hide("E2531");
    assert_eq!(check(&sample(|text| text.replace(RUNTIME, "java8")), &rules), []);
}

/// A refused value is one finding where it is given, with the fix, and not another one in the template.
#[test]
fn a_refused_default_is_reported_where_it_is_given() {
    let mut workspace = sample(|text| {
        text.replace("Runtime: python3.13", "Runtime: {{ service_instance.inputs.old }}")
    });
    let service =
        workspace.bundles.iter_mut().find(|bundle| bundle.name == "item-api-service").unwrap();
    let schema = service.files.iter_mut().find(|file| file.path == "schema/schema.yaml").unwrap();
    let text = schema.text().unwrap();
    let input =
        "        old: {type: string, enum: [java8, java11], default: java8}\n        runtime:\n";
    let text = text.replacen("        runtime:\n", input, 1);
    schema.content = cyclotron_core::Content::Text(text.into());
    for file in &mut service.files {
        if file.path.ends_with("cloudformation.yaml") {
            let text = file.text().unwrap();
            let text =
                text.replace("service_instance.inputs.runtime", "service_instance.inputs.old");
            file.content = cyclotron_core::Content::Text(text.into());
        }
    }
    let found = check(&workspace, &Rules::default());
    let found: Vec<_> = found.iter().filter(|one| one.code.0 == "cfn-e2531").collect();
    let places: Vec<_> = found.iter().map(|one| one.file.path.as_str()).collect();
    assert_eq!(places, ["schema/schema.yaml"]);
    // The template's line is reached through the rendering.
    assert!(found[0].rendered.is_some());
    let fix = found[0].fix.as_ref().unwrap();
    assert!(fix.title.starts_with("Change java8 to java"), "{}", fix.title);
    // The option goes with the default.
    assert_eq!(fix.edits.len(), 2);
}

#[test]
fn the_catalog_has_types_and_properties() {
    use cyclotron_core::assist::Wanted;
    let catalog = Validator::new().unwrap().catalog();
    let types = catalog.options(&Wanted::ResourceTypes);
    assert!(types.len() > 1000 && types.iter().any(|one| one.label == "AWS::SQS::Queue"));
    let wanted = Wanted::Properties { of: "AWS::Lambda::Function".into(), has_colon: false };
    let properties = catalog.options(&wanted);
    assert_eq!(properties[0].detail.split(',').next(), Some("required"));
    let role = properties.iter().find(|one| one.label == "Role").unwrap();
    assert_eq!(role.insert.as_deref(), Some("Role: "));
    // CloudFormation itself sets this property, so a template cannot.
    assert!(properties.iter().all(|one| one.label != "Arn"));
}

/// Of the properties of a resource, the most similar one is suggested, and the missing one is its effect.
#[test]
fn an_unknown_property_has_a_suggestion_with_a_fix() {
    let queue = "\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueName: jobs\n  Policy:\n    Type: AWS::SQS::QueuePolicy\n    Properties:\n      Queus: [a]\n      PolicyDocument: {}\nOutputs:";
    let workspace = sample(|text| text.replacen("\nOutputs:", queue, 1));
    let found = check(&workspace, &Rules::default());
    let suggested: Vec<_> = found
        .iter()
        .filter(|one| &*one.code.0 == "cfn-e3002")
        .map(|one| {
            let fix = one.fix.as_ref().unwrap();
            (one.help.as_deref().unwrap(), fix.title.as_str(), fix.is_safe)
        })
        .collect();
    assert_eq!(
        suggested,
        [
            ("Did you mean `QueueName`?", "Change to QueueName", false),
            ("Did you mean `Queues`?", "Change to Queues", false),
        ]
    );
    assert!(found.iter().all(|one| !one.message.contains("Did you mean")), "{found:#?}");
    let missing = found.iter().position(|one| &*one.code.0 == "cfn-e3003").unwrap();
    let cause = cyclotron_core::causes(&found)[missing].unwrap();
    assert!(found[cause].message.contains("'Queus'"), "{:?}", found[cause]);
}
