use super::*;
use crate::starters;
use crate::{Content, File};

const TEMPLATE: &str = "instance_infrastructure/cloudformation.yaml";

/// The completions at the `‸` if the file of the ready service holds `text`, with the word before the cursor.
fn offered(path: &str, text: &str) -> (String, Completions) {
    let mut workspace = starters::ready_workspace();
    let at = text.find('‸').unwrap();
    let file = FileId { bundle: "item-api-service".into(), path: path.into() };
    if let Some(File { content, .. }) = workspace.file_mut(&file) {
        *content = Content::Text(text.replace('‸', "").into());
    }
    let found = completions(&workspace, &file, at);
    (text[found.from..at].to_owned(), found)
}

fn labels(path: &str, text: &str) -> Vec<String> {
    offered(path, text).1.options.into_iter().map(|option| option.label).collect()
}

#[test]
fn inputs_are_offered_with_type_and_description() {
    let (word, found) = offered(TEMPLATE, "a: {{ service_instance.inputs.ti‸\nb: {{ 1 }}\n");
    assert_eq!(word, "ti");
    let timeout = found.options.iter().find(|option| option.label == "timeout").unwrap();
    assert_eq!(timeout.detail, "whole number = 10");
    assert!(format!("{:?}", timeout.help).contains("The longest that one call may take."));
    assert!(format!("{:?}", timeout.help).contains("Whole number, 1 to 29; default 10."));
    assert!(found.options.iter().all(|option| option.label != "unit_test_command"));
    assert_eq!(labels(TEMPLATE, "{{ service_instance.inputs.code.‸ }}"), ["bucket", "key"]);
    assert_eq!(labels(TEMPLATE, "{{ service_instance.inputs['code']['‸ }}"), ["bucket", "key"]);
}

#[test]
fn outputs_and_names_are_those_of_the_part() {
    let outputs = labels(TEMPLATE, "{{ environment.outputs.‸ }}");
    assert!(outputs.contains(&"TableName".to_owned()), "{outputs:?}");
    let names = labels(TEMPLATE, "{{ ‸ }}");
    assert!(names.contains(&"service_instance".into()) && !names.contains(&"pipeline".into()));
    let pipeline = "pipeline_infrastructure/cloudformation.yaml";
    assert!(labels(pipeline, "{{ pi‸").contains(&"pipeline".into()));
    let each = labels(pipeline, "{% for i in service_instances %}{{ i.outputs.‸ }}{% endfor %}");
    assert_eq!(each, ["FunctionName", "FunctionArn", "Url"]);
}

#[test]
fn variables_complete_the_members_of_their_values() {
    let text = "{% set c = service_instance.inputs.code %}{% for l in service_instance.inputs.layers %}\n{{ c.‸\n";
    assert_eq!(labels(TEMPLATE, text), ["bucket", "key"]);
    let text = "{% for layer in service_instance.inputs.layers %}{{ ‸ }}";
    assert_eq!(labels(TEMPLATE, text)[..2], ["layer", "loop"]);
    assert!(labels(TEMPLATE, "{% for x in [1] %}{{ loop.‸ }}").contains(&"last".into()));
}

#[test]
fn filters_tests_and_tags_are_offered_where_they_belong() {
    assert!(labels(TEMPLATE, "{{ a | to‸ }}").contains(&"tojson".into()));
    assert!(labels(TEMPLATE, "{% if a is not de‸ %}").contains(&"defined".into()));
    assert!(labels(TEMPLATE, "{%- e‸").contains(&"endif".into()));
    assert_eq!(labels(TEMPLATE, "{{ a ‸ }}"), [] as [&str; 0]);
    assert_eq!(labels(TEMPLATE, "{{ 'a‸' }}"), [] as [&str; 0]);
    assert_eq!(labels(TEMPLATE, "{# a.‸ #}"), [] as [&str; 0]);
    assert_eq!(labels(TEMPLATE, "{% set a‸"), [] as [&str; 0]);
}

#[test]
fn a_schema_is_completed_while_it_is_no_yaml() {
    let schema = |line: &str| {
        format!(
            "schema:\n  types:\n    A:\n      type: object\n      properties:\n        p:\n{line}\n    B:\n      type: object\n"
        )
    };
    let path = "schema/schema.yaml";
    assert!(labels(path, &schema("          ma‸")).contains(&"maxLength".into()));
    assert!(labels(path, &schema("          type: ‸")).contains(&"integer".into()));
    assert!(labels(path, &schema("          format: da‸")).contains(&"date-time".into()));
    assert_eq!(labels(path, &schema("          $ref: ‸")), ["#/A", "#/B"]);
    assert_eq!(labels(path, &schema("        q‸")), [] as [&str; 0]);
    assert!(labels(path, "schema:\n  ser‸").contains(&"service_input_type".into()));
}

#[test]
fn a_spec_is_completed_from_the_schema() {
    let path = "spec/spec.yaml";
    let instance = "proton: ServiceSpec\ninstances:\n  - name: dev\n    spec:\n      ";
    let (_, found) = offered(path, &format!("{instance}ht‸"));
    let method = found.options.iter().find(|option| option.label == "http_method").unwrap();
    assert_eq!(method.insert.as_deref(), Some("http_method: "));
    let methods = labels(path, &format!("{instance}http_method: ‸"));
    assert!(methods.contains(&"GET".into()), "{methods:?}");
    assert_eq!(labels(path, &format!("{instance}tracing: ‸")), ["true", "false"]);
    assert_eq!(labels(path, &format!("{instance}code:\n        ‸")), ["bucket", "key"]);
    assert!(labels(path, "pipeline:\n  ‸").contains(&"package_name".into()));
    assert!(labels(path, "instances:\n  - name: a\n    env‸").contains(&"environment".into()));
}

#[test]
fn a_manifest_is_completed() {
    let path = "instance_infrastructure/manifest.yaml";
    let template = "infrastructure:\n  templates:\n    - ";
    assert!(labels(path, &format!("{template}fi‸")).contains(&"file".into()));
    assert_eq!(labels(path, &format!("{template}file: ‸")), ["cloudformation.yaml"]);
    assert!(
        labels(path, &format!("{template}file: a\n      rendering_engine: ‸"))
            .contains(&"jinja".into())
    );
}

#[test]
fn cloudformations_words_are_offered_outside_of_tags() {
    assert!(labels(TEMPLATE, "Res‸").contains(&"Resources".to_owned()));
    let text = "Resources:\n  {% if x %}\n  Queue:\n    Ty‸\n";
    assert_eq!(labels(TEMPLATE, text)[..2], ["Type", "Properties"]);
    let (word, found) = offered(TEMPLATE, "Resources:\n  Queue:\n    Type: AWS::S‸\n");
    assert_eq!((word.as_str(), found.wanted), ("AWS::S", Some(Wanted::ResourceTypes)));
    let text = "Resources:\n  Queue{{ a }}:\n    Type: \"AWS::SQS::Queue\"\n    Properties:\n      Visi‸\n";
    let (word, found) = offered(TEMPLATE, text);
    let wanted = Wanted::Properties { of: "AWS::SQS::Queue".into(), has_colon: false };
    assert_eq!((word.as_str(), found.wanted), ("Visi", Some(wanted)));
    let text = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: {{ ‸ }}\n";
    assert_eq!(offered(TEMPLATE, text).1.wanted, None);
}
