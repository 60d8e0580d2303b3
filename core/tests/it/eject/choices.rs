//! Inputs with few values, which become conditions.

use cyclotron_core::eject::{Ejected, Fate};

use super::constructs::{ejected, ejected_with};

const EVERY_KIND: &str = "\
AWSTemplateFormatVersion: '2010-09-09'

Resources:
  # Always there
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      # The name
      TopicName: {% if environment.inputs.size == 'large' %}big-{{ environment.inputs.name }}{% else %}tiny{% endif %}
      DisplayName: {{ environment.inputs.size }}
{% if environment.inputs.is_public %}
      KmsMasterKeyId: '{{ environment.inputs.is_public }}'
{% endif %}
      Tags:
        - Key: Size
          Value: {% if environment.inputs.size == 'large' %}1{% else %}2{% endif %}

      Subscription:
{% if environment.inputs.is_public %}
        - Endpoint: a@b.example
          Protocol: email
{% else %}
        # No one
        - Endpoint: !Sub 'c@${AWS::Region}.example'
          Protocol: email
        - Endpoint: d@e.example
          Protocol: email
{% endif %}
{% if not environment.inputs.is_public %}
  # Only for private ones
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: {{ environment.inputs.name }}
{% endif %}
  Other:
    Type: AWS::SNS::Topic
{% if environment.inputs.is_public and environment.inputs.size == 'large' %}
  Last:
    Type: AWS::SNS::Topic
{% endif %}
Outputs:
  Name:
    Value: !GetAtt Topic.TopicName
{% if not environment.inputs.is_public %}
  Queue:
    Value: !GetAtt Queue.Arn
{% endif %}
";

#[test]
fn every_kind_of_difference_becomes_a_condition() {
    let ejected = ejected(EVERY_KIND);
    let stack = &ejected.stacks[0];
    assert_eq!(stack.template, Ok(0), "{:?}", stack.template);
    insta::assert_snapshot!(ejected.templates[0].text);
    let frozen = stack.inputs.iter().filter(|input| input.fate == Fate::Frozen);
    assert_eq!(frozen.count(), 0);
    let size = stack.inputs.iter().find(|input| input.name.ends_with("size")).expect("an input");
    assert_eq!(size.decision.as_ref().map(|decision| decision.line), Some(9));
}

/// An input is frozen if CloudFormation allows no condition there; the report has the place and the reason.
#[test]
fn inputs_are_frozen_where_no_condition_is_allowed() {
    for (template, reason) in [
        (
            "Resources:\n  A:\n    Type: {% if environment.inputs.size == 'large' %}AWS::SNS::Topic{% else %}AWS::SQS::Queue{% endif %}\n",
            "and CloudFormation allows no condition in `Type`",
        ),
        (
            "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {% if environment.inputs.size == 'large' %}{A: {{ environment.inputs.name }}}{% else %}{}{% endif %}\n",
            "and a part that differs is not in blocks",
        ),
        (
            "Resources:\n{% if environment.inputs.size == 'large' %}\n  A:\n    Type: AWS::SNS::Topic\n    Condition: Own\n{% endif %}\n  B:\n    Type: AWS::SNS::Topic\n",
            "and a part that only some have has a condition of its own",
        ),
        (
            "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      P: {{ 1 / (environment.inputs.port - 8080 if environment.inputs.size == 'small' else 1) }}\n",
            "and with another value the template does not render",
        ),
    ] {
        let ejected = ejected(template);
        let stack = &ejected.stacks[0];
        assert_eq!(stack.template, Ok(0), "{template}");
        let size =
            stack.inputs.iter().find(|input| input.name.ends_with("size")).expect("an input");
        assert_eq!(size.fate, Fate::Frozen, "{template}");
        let decision = size.decision.as_ref().expect("a decision");
        assert!(decision.reason.ends_with(reason), "{}", decision.reason);
    }
}

/// An expression over a choice has a value for each combination, so what else is in it is written out.
#[test]
fn expressions_over_a_choice_freeze_their_other_inputs() {
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      P: {% if environment.inputs.size == 'large' %}1{% else %}2{% endif %}\n      Q: {{ (environment.inputs.size ~ environment.inputs.name) | upper }}\n";
    let ejected = ejected(template);
    let text = &ejected.templates[0].text;
    let (_, properties) = text.split_once("    Properties:\n").expect("properties");
    let (properties, _) = properties.split_once("\nOutputs:\n").expect("outputs");
    assert_eq!(
        properties,
        "      P: !If\n        - SizeIsSmall\n        - 2\n        - 1\n      Q: !If\n        - SizeIsSmall\n        - SMALLWEB\n        - LARGEWEB\n"
    );
    let inputs = &ejected.stacks[0].inputs;
    let name = inputs.iter().find(|input| input.name.ends_with("inputs.name")).expect("an input");
    assert_eq!(name.fate, Fate::Frozen);
}

/// A secret is a parameter that is not shown, and is in no part of the result.
#[test]
fn secrets_are_nowhere_in_the_result() {
    let resource = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n";
    let secret = "environment.inputs.secret";
    for (template, is_done) in [
        (format!("{resource}      A: '{{{{ {secret} }}}}-{{{{ {secret} | upper }}}}'\n"), true),
        (format!("{resource}      # {{{{ {secret} }}}}\n      A: 1\n"), false),
        (format!("Description: {{{{ {secret} }}}}\n{resource}      A: 1\n"), false),
        (format!("{resource}      {{{{ {secret} }}}}: 1\n"), false),
        (format!("{resource}      A: {{% if {secret} == 'hunter2' %}}1{{% endif %}}\n"), false),
    ] {
        let ejected = ejected(&template);
        assert_eq!(ejected.stacks[0].template.is_ok(), is_done, "{:?}", ejected.stacks[0].template);
        let json = serde_json::to_string(&ejected).expect("JSON");
        assert!(!json.to_lowercase().contains("hunter2"), "{json}");
    }
}

/// An optional text is empty where Proton would have had no value, and both samples give the same template.
#[test]
fn the_presence_of_a_text_becomes_a_condition() {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      required: [needed]\n      properties:\n        image: {type: string, minLength: 1, pattern: '^[a-z:0-9]+$'}\n        needed: {type: string}\n        count: {type: integer}\n        key: {type: string, format: password}\n        plain: {type: string}\n";
    let template = "\
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{ environment.inputs.needed }} {{ environment.inputs.plain }}'
      TopicName: {{ environment.inputs.image | default('none') }}
{% if environment.inputs.image is defined %}
      KmsMasterKeyId: 'x-{{ environment.inputs.image }}'
{% endif %}
{% if environment.inputs.image is defined %}
  Queue:
    Type: AWS::SQS::Queue
{% endif %}
";
    let spec = |more: &str| {
        format!(
            "proton: EnvironmentSpec\nspec: {{needed: a, count: 1, key: hunter2, plain: b{more}}}\n"
        )
    };
    let with = ejected_with(schema, &spec(", image: 'shop:1'"), template);
    let without = ejected_with(schema, &spec(""), template);
    assert_eq!(with.stacks[0].template, Ok(0), "{:?}", with.stacks[0].template);
    assert_eq!(with.templates[0].text, without.templates[0].text);
    insta::assert_snapshot!(with.templates[0].text);
    for (ejected, value) in [(&with, "shop:1"), (&without, "")] {
        let stack = &ejected.stacks[0];
        let image = stack.parameters.iter().find(|one| one.name == "Image").expect("a parameter");
        assert_eq!(image.value, value);
        assert_eq!(image.lost, ["minLength"]);
        let input =
            stack.inputs.iter().find(|input| input.name.ends_with("image")).expect("an input");
        assert!(matches!(input.fate, Fate::Parameter { .. }), "{input:?}");
        assert_eq!(input.decision.as_ref().map(|decision| decision.line), Some(6));
    }
}

const OPTIONAL: &str = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      required: [other, flag]\n      properties:\n        text: {type: string}\n        other: {type: string}\n        flag: {type: boolean}\n";

/// The condition may enclose the section of outputs as a whole, whether or not the sample gives the input.
#[test]
fn a_section_of_outputs_that_only_some_have_becomes_conditional() {
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n{% if environment.inputs.text is defined %}\n  B:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: '{{ environment.inputs.text }}'\nOutputs:\n  Name:\n    Value: !GetAtt B.TopicName\n{% endif %}\n";
    let spec =
        |more: &str| format!("proton: EnvironmentSpec\nspec: {{other: a, flag: true{more}}}\n");
    let given = ejected_with(OPTIONAL, &spec(", text: orders"), template);
    let absent = ejected_with(OPTIONAL, &spec(""), template);
    for result in [&given, &absent] {
        let text = &result.templates[0].text;
        let outputs = &text[text.find("Outputs:").expect("outputs")..];
        assert!(
            outputs.contains("  Name:\n    Condition: HasText\n    Value: !GetAtt B.TopicName\n"),
            "{text}"
        );
        assert!(matches!(fate(result, "environment.inputs.text").0, Fate::Parameter { .. }));
    }
    assert_eq!(given.templates[0].text, absent.templates[0].text);
}

fn fate(ejected: &Ejected, name: &str) -> (Fate, String) {
    let mut inputs = ejected.stacks[0].inputs.iter();
    let input = inputs.find(|input| input.name.ends_with(name)).expect("an input");
    let reason = input.decision.as_ref().map_or("", |decision| decision.reason.as_str());
    (input.fate.clone(), reason.to_owned())
}

/// A test without consequence adds no parameter, neither for a value nor for its presence.
#[test]
fn a_choice_that_decides_nothing_is_no_parameter() {
    let template = "\
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: {% if environment.inputs.flag %}{{ environment.inputs.other }}{% else %}'{{ environment.inputs.other }}'{% endif %}
{% if environment.inputs.text is defined %}
{% endif %}
";
    for more in [", text: web", ""] {
        let spec = format!("proton: EnvironmentSpec\nspec: {{other: a, flag: true{more}}}\n");
        let ejected = ejected_with(OPTIONAL, &spec, template);
        let names = ejected.stacks[0].parameters.iter().map(|one| one.name.as_str());
        assert_eq!(names.collect::<Vec<_>>(), ["Other"]);
        assert!(!ejected.templates[0].text.contains("Conditions:"));
        for name in ["flag", "text"] {
            assert_eq!(fate(&ejected, name), (Fate::Unread, String::new()));
        }
    }
}

/// Where the presence of an input cannot become a condition, the report says that the input always has a value.
#[test]
fn an_input_that_cannot_be_left_out_is_reported() {
    let resource = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n";
    let test = "{% if environment.inputs.text is defined %}AWS::A::B{% else %}AWS::C::D{% endif %}";
    let only_tested = format!("{resource}      A: 1\n  Other:\n    Type: {test}\n");
    let printed = format!(
        "{resource}      A: '{{{{ environment.inputs.text | default('x') }}}}'\n  Other:\n    Type: {test}\n"
    );
    let spec = "proton: EnvironmentSpec\nspec: {other: a, flag: true, text: web}\n";
    let reason = "cannot become a condition";
    let (tested, why) = fate(&ejected_with(OPTIONAL, spec, &only_tested), "text");
    assert_eq!(tested, Fate::Frozen);
    assert!(why.contains(reason), "{why}");
    let (printed, why) = fate(&ejected_with(OPTIONAL, spec, &printed), "text");
    assert!(matches!(printed, Fate::Parameter { .. }), "{printed:?}");
    assert!(why.contains(reason), "{why}");
}
