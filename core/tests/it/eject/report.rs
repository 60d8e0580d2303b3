//! The report of an ejected bundle.

use cyclotron_core::eject::eject;
use cyclotron_core::{Bundle, File, Workspace};

const SCHEMA: &str = "\
schema:
  format:
    openapi: \"3.0.0\"
  service_input_type: Input
  types:
    Input:
      type: object
      properties:
        size: {type: string, enum: [small, large]}
        name: {type: string, pattern: '\\d'}
        tier: {type: string}
        zone: {type: string}
        topic: {type: string}
        secret: {type: string, format: password}
";
const SPEC: &str = "\
proton: ServiceSpec
instances:
  - {name: dev, environment: test, spec: {size: small, name: a1, tier: low, zone: x, secret: hunter2}}
  - {name: prod, environment: live, spec: {size: large, name: b2, tier: low, zone: y, secret: hunter3}}
";
const TEMPLATE: &str = "\
Resources:
  Topic{{ service_instance.inputs.zone }}:
    Type: AWS::SNS::Topic
    DeletionPolicy: '{{ service_instance.inputs.tier }}'
    Properties:
      TopicName: {{ service_instance.inputs.name | lower }}
      DisplayName: {% if service_instance.inputs.size == 'large' %}L{% else %}S{% endif %}
      KmsMasterKeyId: {{ service_instance.inputs.secret }}
{% if service_instance.inputs.topic is defined %}
      X: {{ service_instance.inputs.topic }}
{% endif %}
";

fn workspace() -> Workspace {
    let manifest = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
    let files = [
        ("instance_infrastructure/manifest.yaml", manifest),
        ("instance_infrastructure/cloudformation.yaml", TEMPLATE),
        ("schema/schema.yaml", SCHEMA),
        ("spec/spec.yaml", SPEC),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Workspace { bundles: vec![Bundle { name: "svc".into(), files, ..Bundle::default() }] }
}

#[test]
fn each_input_is_reported_with_the_line_that_decided() {
    let ejected = eject(&workspace(), "svc").expect("the bundle");
    assert_eq!(ejected.templates.len(), 2);
    insta::assert_snapshot!(ejected.report());
}

#[test]
fn the_report_as_json_says_the_same() {
    let ejected = eject(&workspace(), "svc").expect("the bundle");
    let json = ejected.report_json();
    assert_eq!(json["version"], 1);
    let inputs = json["stacks"][0]["inputs"].as_array().expect("inputs");
    let fate = |name: &str| {
        let name = format!("service_instance.inputs.{name}");
        let input = inputs.iter().find(|input| input["name"] == *name).expect("an input");
        (input["fate"].as_str().expect("a fate").to_owned(), input["line"].as_u64())
    };
    assert_eq!(fate("size"), ("parameter".into(), Some(7)));
    assert_eq!(fate("name"), ("derived".into(), Some(6)));
    assert_eq!(fate("tier"), ("frozen".into(), Some(4)));
    assert_eq!(fate("zone"), ("split".into(), Some(2)));
    assert_eq!(fate("topic"), ("parameter".into(), Some(9)));
    assert_eq!(fate("secret"), ("parameter".into(), Some(8)));
    let parameters = json["stacks"][0]["parameters"].as_array().expect("parameters");
    let secret = parameters.iter().find(|one| one["name"] == "Secret").expect("a parameter");
    assert_eq!(secret["value"], serde_json::Value::Null);
    assert_eq!(secret["definition"]["NoEcho"], true);
    assert!(!json.to_string().contains("hunter"));
}
