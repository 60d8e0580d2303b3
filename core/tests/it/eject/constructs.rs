//! Single constructs of templates, and what becomes of them.

use cyclotron_core::eject::{Ejected, eject};
use cyclotron_core::{Bundle, File, Workspace};

const SCHEMA: &str = "\
schema:
  format:
    openapi: \"3.0.0\"
  environment_input_type: Input
  types:
    Input:
      type: object
      properties:
        name: {type: string, title: Name of the thing, pattern: '^[a-z-]+$', minLength: 1, maxLength: 20}
        port: {type: integer, minimum: 1, maximum: 65535, default: 80}
        size: {type: string, enum: [small, large], default: small}
        is_public: {type: boolean, default: true}
        secret: {type: string, format: password}
        zones: {type: array, items: {type: string}}
        on: {type: string}
        code: {type: object, properties: {bucket: {type: string}}}
";
const SPEC: &str = "\
proton: EnvironmentSpec
spec: {name: web, port: 8080, size: large, is_public: true, secret: hunter2, zones: [a, b], 'on': x, code: {bucket: c}}
";

/// The bundle of one environment template, ejected.
pub fn ejected(template: &str) -> Ejected {
    ejected_with(SCHEMA, SPEC, template)
}

pub fn ejected_with(schema: &str, spec: &str, template: &str) -> Ejected {
    let manifest = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
    let files = [
        ("infrastructure/manifest.yaml", manifest),
        ("infrastructure/cloudformation.yaml", template),
        ("schema/schema.yaml", schema),
        ("spec/spec.yaml", spec),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    let bundle = Bundle { name: "env".into(), files, ..Bundle::default() };
    eject(&Workspace { bundles: vec![bundle] }, "env").expect("the bundle")
}

/// The property `P` of a resource as it is written before and after.
fn property(written: &str) -> String {
    let template = format!(
        "Resources:\n  Thing:\n    Type: AWS::SNS::Topic\n    Properties:\n      P: {written}\n"
    );
    let ejected = ejected(&template);
    match &ejected.stacks[0].template {
        Err(reason) => format!("refused: {reason}"),
        Ok(template) => {
            let text = &ejected.templates[*template].text;
            let at = text.find("      P:").expect("the property") + "      P:".len();
            let (own, _) = text[at..].split_once("\nOutputs:\n").unwrap_or((&text[at..], ""));
            own.trim().to_owned()
        }
    }
}

#[test]
fn each_construct_becomes_a_function() {
    let e = "environment.inputs";
    for (written, expected) in [
        ("{{ E.name }}", "!Ref Name"),
        ("'{{ E.name }}'", "!Ref Name"),
        ("!!str {{ E.port }}", "!Ref Port"),
        ("{{ E.code.bucket }}", "!Ref CodeBucket"),
        ("{{ E.on }}", "!Ref OnInput"),
        ("{{ E.zones }}", "!Ref Zones"),
        ("{{ E.is_public }}", "!Ref IsPublic"),
        ("{{ E.name }}-x", "!Sub '${Name}-x'"),
        ("'it''s {{ E.name }}'", "!Sub 'it''s ${Name}'"),
        ("\"{{ E.name }}\\t${x}\"", "!Sub \"${Name}\\t${!x}\""),
        (
            "|\n        echo {{ E.name }} ${HOME}\n        end",
            "!Sub |\n        echo ${Name} ${!HOME}\n        end",
        ),
        ("!Sub 'a ${AWS::Region} {{ E.name }}'", "!Sub 'a ${AWS::Region} ${Name}'"),
        ("!Sub a-{{ E.name }}", "!Sub 'a-${Name}'"),
        ("!Join ['-', [a, '{{ E.name }}']]", "!Join ['-', [a, !Ref Name]]"),
        ("!ImportValue {{ E.name }}", "{\"Fn::ImportValue\": !Ref Name}"),
        ("!Base64 'a{{ E.name }}'", "{\"Fn::Base64\": !Sub 'a${Name}'}"),
        (
            "\n        Fn::Base64: !Sub |\n          a {{ E.name }}",
            "Fn::Base64: !Sub |\n          a ${Name}",
        ),
        ("&a '{{ E.name }}'", "&a !Ref Name"),
        ("{{ 'a-' ~ E.name ~ '-b' }}", "!Sub 'a-${Name}-b'"),
        ("{% set n = E.name %}{{ n }}", "!Ref Name"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(E.name) }}", "!Sub '<${Name}>'"),
        ("{{ E.name | default('x') }}", "!If\n        - HasName\n        - !Ref Name\n        - x"),
        ("{{ E.name | upper }}", "!Ref NameUpper"),
        ("{{ E.port + 1 }}", "!Ref Port1"),
        ("{{ {'small': 1, 'large': 2}[E.size] }}", "!Ref Small1Large2Size"),
        ("{{ E.zones | join(';') }}", "!Ref ZonesJoin"),
        ("{{ E.zones[0] }}", "!Ref Zones0"),
        ("{% if E.name is defined %}{{ E.name }}{% endif %}", "!Ref Name"),
        // Frozen, each for a reason of its own.
        ("!Ref {{ E.name }}", "!Ref web"),
        ("!GetAtt {{ E.name }}.Arn", "!GetAtt web.Arn"),
        ("{ {{ E.name }}: 1 }", "{ web: 1 }"),
        (
            "'{{ E.is_public }}'",
            "!If\n        - IsPublicIsTrue\n        - 'True'\n        - 'False'",
        ),
        ("a {{ E.zones }}", "a ['a', 'b']"),
        ("!FindInMap [A, 'x{{ E.name }}', B]", "!FindInMap [A, 'xweb', B]"),
        ("!FindInMap [A, '{{ E.name }}', B]", "!FindInMap [A, !Ref Name, B]"),
        ("{% if E.size == 'large' %}{{ E.size }}{% endif %}", "large"),
        ("{% for zone in E.zones %}{{ zone }}{% endfor %}", "ab"),
        ("'${ {{ E.name }} }'", "'${ web }'"),
        ("1 # {{ E.name }}", "1 # web"),
    ] {
        assert_eq!(property(&written.replace("E.", &format!("{e}."))), expected, "{written}");
    }
}

#[test]
fn places_without_functions_keep_the_value() {
    let template = "\
# For {{ environment.inputs.name }}
Description: For {{ environment.inputs.name }}
Resources:
  Thing{{ environment.inputs.size }}:
    Type: AWS::SNS::Topic
    DeletionPolicy: Retain
    Metadata: {port: '{{ environment.inputs.port }}'}
Outputs:
  Name:
    Value: '{{ environment.inputs.code.bucket }}'
    Export: {Name: 'a-{{ environment.inputs.code.bucket }}'}
";
    insta::assert_snapshot!(ejected(template).templates[0].text);
}

/// An input in a mapping becomes a parameter where each look-up says which value it wants.
#[test]
fn mappings_are_looked_up_beforehand() {
    let template = |key: &str| {
        format!(
            "Mappings:\n  Net:\n    A: {{x: '{{{{ environment.inputs.name }}}}', y: a-{{{{ environment.inputs.port }}}}}}\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      P: !FindInMap [Net, {key}, x]\n      Q:\n        Fn::FindInMap: [Net, A, 'y']\n"
        )
    };
    let done = ejected(&template("A"));
    let text = &done.templates[0].text;
    assert!(text.contains("A: {x: 'web', y: a-8080}\n"), "{text}");
    assert!(text.contains("      P: !Ref Name\n      Q:\n        !Sub 'a-${Port}'\n"), "{text}");
    let frozen = ejected(&template("!Ref AWS::Region"));
    assert_eq!(frozen.stacks[0].parameters, []);
    assert!(frozen.stacks[0].template.is_ok());
}

#[test]
fn own_sections_of_a_template_are_extended() {
    let template = "\
AWSTemplateFormatVersion: '2010-09-09'
Metadata:
    Own: 1
Parameters:
    Name:
        Type: String # own
        Default: x

# The resources
Resources:
    Port:
        Type: AWS::SNS::Topic
        Properties:
            A: {{ environment.inputs.name }}
            B: {{ environment.inputs.port }}
            C: {{ environment.inputs.secret }}
";
    insta::assert_snapshot!(ejected(template).templates[0].text);
}

#[test]
fn json_stays_json() {
    let template = r#"{
  "Resources": {
    "Thing": {
      "Type": "AWS::SNS::Topic",
      "Properties": {"A": "{{ environment.inputs.name }}", "B": "x-{{ environment.inputs.size }} ${y}"}
    }
  }
}
"#;
    let ejected = ejected(template);
    let text = &ejected.templates[0].text;
    serde_json::from_str::<serde_json::Value>(text).expect("JSON");
    insta::assert_snapshot!(text);
}

#[test]
fn templates_that_cannot_be_ejected_are_refused_with_the_reason() {
    let resource = "Resources:\n  Thing:\n    Type: AWS::SNS::Topic\n    Properties:\n";
    for (template, reason) in [
        (
            "A: {{ environment.inputs.none }}\n".to_owned(),
            "The template does not render: line 1, `environment.inputs.none` is not defined.",
        ),
        ("A: {% if %}\n".into(), "The template cannot be read: line 1,"),
        (format!("{resource}      A: \u{f0000}\n"), "The template or an input holds U+F0000"),
        ("{{ environment.inputs.name }}: [\n".into(), "The rendering is not YAML:"),
    ] {
        let ejected = ejected(&template);
        let found = ejected.stacks[0].template.as_ref().expect_err(reason);
        assert!(found.starts_with(reason), "{found}");
    }
    let ejected = ejected_with(SCHEMA, "proton: EnvironmentSpec\nspec: {port: 0}\n", resource);
    assert_eq!(ejected.stacks, []);
    assert!(
        ejected.refusals[0].starts_with("The spec does not fit the schema: spec.port "),
        "{:?}",
        ejected.refusals
    );
}
