//! Outputs of environments that are read with `Fn::GetStackOutput`.

use cyclotron_core::eject::{Ejection, Fate, Options, Wiring, eject, eject_with};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::{Bundle, File, Workspace};

use crate::common::cases::{cases, open};
use crate::common::sample;

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const SCHEMA: &str = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Input\n  types:\n    Input: {type: object, properties: {name: {type: string, default: a}}}\n";
const SPEC: &str = "proton: ServiceSpec\ninstances:\n  - {name: dev, environment: env, spec: {}}\n";
const OUTPUTS: &str = "resources:\n  environment: {outputs: {VpcId: vpc-1, Topic: topic-1, Zone: z}}\n  service: {name: shop}\n";
const TEMPLATE: &str = "\
Resources:
  Group:
    Type: AWS::EC2::SecurityGroup
    Properties:
      GroupDescription: '{{ service_instance.inputs.name }}'
      VpcId: '{{ environment.outputs.VpcId }}'
      Tags:
        - Key: zone
          Value: zone-{{ environment.outputs.Zone }}
        - Key: topic
          Value: '{{ environment.outputs.Topic }}'
        - Key: joined
          Value: !Join ['-', ['{{ environment.outputs.Topic }}', a]]
";

fn get_stack_output() -> Options {
    Options { wiring: Wiring::GetStackOutput, ..Options::default() }
}

fn workspace() -> Workspace {
    let files = [
        ("instance_infrastructure/manifest.yaml", MANIFEST),
        ("instance_infrastructure/cloudformation.yaml", TEMPLATE),
        ("schema/schema.yaml", SCHEMA),
        ("spec/spec.yaml", SPEC),
        ("spec/sample-outputs.yaml", OUTPUTS),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Workspace { bundles: vec![Bundle { name: "shop".into(), files, ..Bundle::default() }] }
}

#[test]
fn properties_read_outputs_of_the_environment() {
    let ejection = Ejection::with(&workspace(), &["shop"], get_stack_output());
    let ejected = &ejection.bundles[0];
    assert_eq!(ejected.stacks[0].template, Ok(0), "{:?}", ejected.stacks[0].template);
    insta::assert_snapshot!(ejected.templates[0].text);
    let wires: Vec<(&str, &str)> = ejection.stacks[0]
        .wires
        .iter()
        .map(|wire| (wire.parameter.as_str(), wire.output.as_str()))
        .collect();
    assert_eq!(
        wires,
        [
            ("EnvironmentZone", "Zone"),
            ("EnvironmentTopic", "Topic"),
            ("EnvironmentStack", "AWS::StackName")
        ]
    );
    let fates = &ejected.stacks[0].inputs;
    let vpc = fates.iter().find(|input| input.name == "environment.outputs.VpcId");
    let expected = Fate::Parameter { name: "EnvironmentStack".into(), computed: vec![] };
    assert_eq!(vpc.map(|input| &input.fate), Some(&expected));
}

/// CloudFormation's validator knows the function.
#[cfg(feature = "cloudformation")]
#[test]
fn the_validator_accepts_the_function() {
    use cyclotron_core::Severity;
    use cyclotron_core::cloudformation::Validator;

    let validator = Validator::new().expect("a validator");
    let errors = |text: &str| -> Vec<String> {
        let found = validator.validate(text);
        let errors = found.iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|finding| format!("{} {}", finding.rule, finding.message)).collect()
    };
    let ejected = eject_with(&workspace(), "shop", &get_stack_output()).expect("the bundle");
    let text = &ejected.templates[0].text;
    assert_eq!(errors(text), [""; 0]);
    let wrong = text.replace("\"OutputName\"", "\"Output\"");
    assert!(errors(&wrong).iter().any(|error| error.starts_with("E1033 ")), "{:?}", errors(&wrong));
}

/// Each result has its proof.
#[test]
fn public_bundles_are_ejected_with_the_function() {
    let mut all = ready_workspace().bundles;
    let repositories = cases().into_iter().filter(|case| case.to_string_lossy().contains("--repo"));
    for case in sample("reading outputs with a function", repositories.collect(), 8) {
        all.push(open(&case, true));
    }
    let mut count = 0;
    for bundle in all {
        let name = bundle.name.clone();
        let workspace = Workspace { bundles: vec![bundle] };
        let usual = eject(&workspace, &name).expect("the bundle");
        let other = eject_with(&workspace, &name, &get_stack_output()).expect("the bundle");
        for (one, two) in usual.stacks.iter().zip(&other.stacks) {
            assert_eq!(one.template.is_ok(), two.template.is_ok(), "{name}: {:?}", two.template);
            count += usize::from(one.parameters != two.parameters);
        }
    }
    assert!(count > 0);
}
