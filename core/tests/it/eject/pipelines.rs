//! Pipelines whose commands of Proton are replaced.

use std::collections::BTreeMap;

use cyclotron_core::bundle::Target;
use cyclotron_core::eject::{Ejected, Ejection};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::yaml::{self, Entry, Node};
use cyclotron_core::{Bundle, File, Workspace};
use serde_json::{Value as Json, json};

use super::scripts::{Place, can_run, parameters};
use crate::common::cases::{cases, open};
use crate::common::{sample, say};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const SCHEMA: &str = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Input\n  pipeline_input_type: Pipeline\n  types:\n    Input:\n      type: object\n      properties:\n        image: {type: string}\n        port: {type: integer, default: 80}\n    Pipeline:\n      type: object\n      properties:\n        folder: {type: string, default: app}\n";
const SPEC: &str = "proton: ServiceSpec\npipeline: {folder: app}\ninstances:\n  - {name: dev, environment: env, spec: {image: 'shop:1', port: 8080}}\n  - {name: prod-eu, environment: env, spec: {image: 'shop:1'}}\n";
const OUTPUTS: &str = "resources:\n  service: {name: shop, repository_id: a/b, repository_connection_arn: c, branch_name: main}\n";
const INSTANCE: &str = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: '{{ service_instance.inputs.image }}'\n      DisplayName: '{{ service_instance.inputs.port }}'\n";

/// Commands in all notations: JSON in a block, YAML in a block, and a script.
const PIPELINE: &str = r#"Resources:
  Build:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment:
        Type: LINUX_CONTAINER
        EnvironmentVariables:
          - Name: service_name
            Value: '{{ service.name }}'
      Source:
        Type: CODEPIPELINE
        BuildSpec: >-
          {
            "version": "0.2",
            "phases": {"build": {
              "commands": [
                "IMAGE_ID=shop:$CODEBUILD_BUILD_NUMBER",
                "cd $CODEBUILD_SRC_DIR/{{ pipeline.inputs.folder }}",
                "aws proton --endpoint-url https://proton.$AWS_DEFAULT_REGION.amazonaws.com --region $AWS_DEFAULT_REGION get-service --name $service_name | jq -r .service.spec > service.yaml",
                "yq w service.yaml 'instances[*].spec.image' \"$IMAGE_ID\" > rendered_service.yaml"
              ]
            }},
            "artifacts": {"files": ["{{ pipeline.inputs.folder }}/rendered_service.yaml"]}
          }
{% for service_instance in service_instances %}
  Deploy{{ loop.index }}:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment:
        Type: LINUX_CONTAINER
        EnvironmentVariables:
        - Name: service_name
          Value: '{{ service.name }}'
        - Name: service_instance_name
          Value: '{{ service_instance.name }}'
      Source:
        Type: CODEPIPELINE
        BuildSpec: |
          version: 0.2
          phases:
            build:
              commands:
                # aws proton is old
                - aws proton --region $AWS_DEFAULT_REGION update-service-instance --deployment-type CURRENT_VERSION --name $service_instance_name --service-name $service_name --spec file://{{ pipeline.inputs.folder }}/rendered_service.yaml
                - "aws proton --region $AWS_DEFAULT_REGION wait service-instance-deployed --name ${service_instance_name} --service-name $service_name"
{% endfor %}
  Other:
    Type: AWS::CodeBuild::Project
    Properties:
      Environment:
        Type: LINUX_CONTAINER
      Source:
        Type: CODEPIPELINE
        BuildSpec: |
          phases: {build: {commands: ["aws proton wait service-instance-update-complete --name dev --service-name shop"]}}
  Policy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      PolicyDocument:
        Statement:
          - Action:
              - proton:GetService
            Effect: Allow
            Resource: "*"
          - Effect: Allow
            Action:
              - s3:GetObject*
              - proton:UpdateServiceInstance
              # For the waiter
              - proton:GetServiceInstance
            Resource: "*"
  ReadPolicy:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: p
      PolicyDocument:
        Statement:
        - Action: proton:GetService
          Effect: Allow
          Resource: "*"
Outputs:
  Name:
    Value: !Ref Build
"#;

fn service(instance: &str, pipeline: &str) -> Workspace {
    let files = [
        ("instance_infrastructure/manifest.yaml", MANIFEST),
        ("instance_infrastructure/cloudformation.yaml", instance),
        ("pipeline_infrastructure/manifest.yaml", MANIFEST),
        ("pipeline_infrastructure/cloudformation.yaml", pipeline),
        ("schema/schema.yaml", SCHEMA),
        ("spec/spec.yaml", SPEC),
        ("spec/sample-outputs.yaml", OUTPUTS),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Workspace { bundles: vec![Bundle { name: "shop".into(), files, ..Bundle::default() }] }
}

fn ejection(workspace: &Workspace) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    Ejection::of(workspace, &names)
}

/// The template of the pipeline.
fn pipeline(ejected: &Ejected) -> &str {
    let is_pipeline = |stack: &&cyclotron_core::eject::Stack| stack.target == Target::Pipeline;
    let stack = ejected.stacks.iter().find(is_pipeline).expect("a pipeline");
    let template = stack.template.clone();
    &ejected.templates[template.expect("a template")].text
}

#[test]
fn each_notation_is_rewritten() {
    let ejection = ejection(&service(INSTANCE, PIPELINE));
    assert_eq!(ejection.leftovers(), []);
    insta::assert_snapshot!(pipeline(&ejection.bundles[0]));
    let stacks = &ejection.bundles[0].stacks;
    assert_eq!(stacks[0].owned, ["Image"]);
    assert_eq!(stacks[2].changes, ["Build", "Deploy1", "Deploy2", "Other", "Policy", "ReadPolicy"]);
    let files = ejection.files();
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).expect(path);
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    assert!(text("README.md").starts_with("# CloudFormation stacks without AWS Proton\n"));
    // A commit of a deployment file would set the value back.
    assert!(!text("deployments/shop/instance-dev.yaml").contains("Image"));
    assert!(text("parameters/shop/instance-dev.json").contains("Image"));
    let wiring: Json = serde_json::from_str(&text("wiring/shop.json")).unwrap();
    assert_eq!(
        wiring["shop/pipeline"]["ProdEuStack"],
        json!({"stack": "shop/instance-prod-eu", "output": "AWS::StackName"})
    );
}

/// A macro rules out the previous template, so the commands pass the deployed one again.
#[test]
fn templates_with_a_macro_are_passed_again() {
    let instance = format!("Transform: AWS::Serverless-2016-10-31\n{INSTANCE}");
    let ejection = ejection(&service(&instance, PIPELINE));
    let text = pipeline(&ejection.bundles[0]);
    for expected in [
        "get-template --region $AWS_DEFAULT_REGION --stack-name $instance_stack --template-stage Original",
        "TemplateBody: ($template[0].TemplateBody",
        "Capabilities: [\"CAPABILITY_NAMED_IAM\", \"CAPABILITY_AUTO_EXPAND\"]",
        "- cloudformation:GetTemplate\n",
        "Resource: !Sub 'arn:${AWS::Partition}:cloudformation:${AWS::Region}:aws:transform/*'",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    assert!(!text.contains("UsePreviousTemplate"));
}

#[test]
fn unknown_commands_are_reported_with_their_lines() {
    let spec = "'instances[*].spec.image'";
    for (from, to, reported) in [
        (spec, "'instances[0].spec.image'", "yq w service.yaml 'instances[0].spec.image'"),
        // No template has this parameter.
        (spec, "'instances[*].spec.tag'", "yq w service.yaml 'instances[*].spec.tag'"),
        ("CURRENT_VERSION", "MINOR_VERSION", "--deployment-type MINOR_VERSION"),
        (
            "--name $service_instance_name",
            "--name $other",
            "update-service-instance --deployment-type CURRENT_VERSION --name $other",
        ),
        ("- proton:UpdateServiceInstance", "- proton:DeleteService", "- proton:DeleteService"),
        ("Effect: Allow\n            Action", "Effect: Deny\n            Action", "- proton:"),
        (
            "Effect: Allow\n            Action",
            "Condition: {}\n            Effect: Allow\n            Action",
            "- proton:",
        ),
        ("# aws proton is old", "- aws proton list-services", "- aws proton list-services"),
        ("# aws proton is old", "- (aws proton get-service)", "- (aws proton get-service)"),
    ] {
        let pipeline = PIPELINE.replacen(from, to, 1);
        assert_ne!(pipeline, PIPELINE, "{from}");
        let ejection = ejection(&service(INSTANCE, &pipeline));
        let leftovers = ejection.leftovers();
        assert!(
            leftovers.iter().any(|(_, leftover)| leftover.text.contains(reported)),
            "{reported}: {leftovers:?}"
        );
        let template = self::pipeline(&ejection.bundles[0]);
        for (path, leftover) in &leftovers {
            assert_eq!(*path, "templates/shop/pipeline.yaml");
            assert_eq!(
                template.lines().nth(leftover.line - 1).map(str::trim),
                Some(&*leftover.text)
            );
        }
        let files = ejection.files();
        let readme = files.iter().find(|file| file.path == "README.md").unwrap();
        let readme = String::from_utf8_lossy(&readme.bytes);
        assert!(readme.starts_with("# CloudFormation stacks that still use AWS Proton\n"));
        assert!(ejection.report().contains("still uses Proton: "));
    }
}

/// The commands of an ejected pipeline that CodeBuild runs in its projects, in order.
fn commands(template: &str) -> Vec<String> {
    let mut all = vec![];
    for line in template.lines() {
        let line = line.trim().trim_end_matches(',');
        let single = line.strip_prefix("- '").and_then(|line| line.strip_suffix('\''));
        let quoted = line.strip_prefix("- ").unwrap_or(line);
        let code = single.map_or_else(
            || serde_json::from_str::<String>(quoted).unwrap_or_default(),
            |quoted| quoted.replace("''", "'"),
        );
        let starts = ["echo '{}' >", "jq ", "aws cloudformation", "if jq "];
        if starts.iter().any(|start| code.starts_with(start)) {
            all.push(code);
        }
    }
    all
}

/// Runs the commands of a pipeline with a fake `aws`. Each stack of an instance has the parameters of its template.
fn run(ejection: &Ejection, value: &str, variables: &[(&str, &str)]) -> (Place, Vec<String>) {
    let place = Place::new("pipeline", &[]);
    let ejected = &ejection.bundles[0];
    let stack = &ejected.stacks[0];
    let own: Vec<Json> = stack
        .parameters
        .iter()
        .map(|one| json!({"ParameterKey": one.name, "ParameterValue": one.value}))
        .collect();
    let stack =
        json!({"StackName": "shop-dev", "StackStatus": "UPDATE_COMPLETE", "Parameters": own});
    place.put("fake/stacks/shop-dev.json", &json!({"Stacks": [stack]}).to_string());
    place.put("fake/templates/shop-dev", "Transform: a\n");
    let mut commands = commands(pipeline(ejected));
    // The folders that the pipeline's inputs name.
    for command in &mut commands {
        while let Some((before, after)) = command.split_once("${") {
            let (_, after) = after.split_once("}/").expect("a folder");
            *command = format!("{before}{after}");
        }
    }
    let script = format!("set -e\ncd \"$TMPDIR\"\n{}\nrm -f ./*\n", commands.join("\n"));
    place.put("result/bin/commands", &script);
    let all = [("IMAGE_ID", value), ("FUNCTION_URI", value), ("instance_stack", "shop-dev")];
    let all = [&all[..], &[("AWS_DEFAULT_REGION", "eu-central-1")], variables].concat();
    let said = place.run_in(&place.tools(), &all, "commands", &[], "");
    assert_eq!(said.status, 0, "{}\n{script}", said.text);
    (place, commands)
}

#[test]
fn commands_update_the_stack() {
    if !can_run("the commands of pipelines") {
        return;
    }
    let ejection = ejection(&service(INSTANCE, PIPELINE));
    let value = "shop:2 \"' $(touch pwned) `touch pwned`";
    let (place, _) = run(&ejection, value, &[("instance_role", "arn:aws:iam::1:role/r")]);
    // Both instances have the same stack here.
    let requests = place.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0]["StackName"], "shop-dev");
    assert_eq!(requests[0]["UsePreviousTemplate"], true);
    assert_eq!(requests[0]["RoleARN"], "arn:aws:iam::1:role/r");
    let mut own = parameters(&requests[0]);
    own.sort_unstable();
    assert_eq!(own, [("Image", value), ("Port", "(previous)")]);
    assert!(place.read("fake/calls").contains("[wait][stack-update-complete]"));
    // The same value again.
    let (place, _) = run(&ejection, "shop:1", &[]);
    assert!(place.requests().is_empty());
}

/// The pipeline's new commands are the only changes of resources that `adopt` accepts.
#[test]
fn adopt_accepts_the_replaced_commands() {
    if !can_run("adopt") {
        return;
    }
    let change = |action: &str, name: &str, replacement: &str, evaluation: &str| json!([{"ResourceChange": {"Action": action, "LogicalResourceId": name, "ResourceType": "T", "Replacement": replacement, "Details": [{"Evaluation": evaluation}]}}]);
    for (changes, is_accepted) in [
        (change("Modify", "Build", "False", "Static"), true),
        (change("Modify", "Dependent", "False", "Dynamic"), true),
        (change("Modify", "Build", "True", "Static"), false),
        (change("Modify", "Build", "Conditional", "Static"), false),
        (change("Remove", "Build", "False", "Static"), false),
        (change("Modify", "Dependent", "False", "Static"), false),
        (change("Add", "New", "False", "Static"), false),
    ] {
        let ejection = ejection(&service(INSTANCE, PIPELINE));
        let place = Place::new("adopt-pipeline", &ejection.files());
        for (id, name) in
            [("instance-dev", "dev"), ("instance-prod-eu", "prod"), ("pipeline", "pipeline")]
        {
            let rendered = place.read(&format!("result/rendered/shop/{id}.yaml"));
            place.stack(name, &json!([]), &rendered);
            place.name(&format!("shop/{id}"), name);
        }
        place.set(&changes);
        let said = place.run("adopt", &["--execute", "shop/pipeline"], "yes\n");
        assert_eq!(said.status == 0, is_accepted, "{changes}: {}", said.text);
        let last = if is_accepted { "execute-change-set" } else { "delete-change-set" };
        assert_eq!(place.changes(), ["create-change-set", last]);
        let requests = place.requests();
        let own = parameters(&requests[0]);
        assert!(
            own.contains(&("DevStack", "dev")) && own.contains(&("ProdEuStack", "prod")),
            "{own:?}"
        );
    }
}

/// A deployment does not set back the value that the pipeline has set.
#[test]
fn deploy_keeps_the_values_of_the_pipeline() {
    if !can_run("deploy") {
        return;
    }
    let ejection = ejection(&service(INSTANCE, PIPELINE));
    let place = Place::new("deploy-owned", &ejection.files());
    let said = place.run("deploy", &["--execute", "shop/instance-dev"], "yes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    let said = place.run("deploy", &["shop/instance-dev"], "");
    assert!(said.text.contains("  Image = (the previous value)\n"), "{}", said.text);
    let said = place.run("deploy", &["--execute", "shop/instance-dev"], "yes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    let values: Vec<Vec<(String, String)>> = place
        .requests()
        .iter()
        .map(|request| {
            let mut own: Vec<_> = parameters(request)
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect();
            own.sort();
            own
        })
        .collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(values[0], [pair("Image", "shop:1"), pair("Port", "8080")]);
    assert_eq!(values[1], [pair("Image", "(previous)"), pair("Port", "8080")]);
}

/// The ready workspace, the starting points and all public pipelines have no use of Proton afterwards.
#[test]
fn public_pipelines_need_no_proton() {
    let ready = ejection(&ready_workspace());
    assert_eq!(ready.leftovers(), []);
    let can_run = can_run("the commands of public pipelines");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut problems = vec![];
    for case in sample("pipelines of public bundles", cases(), 26) {
        let bundle = open(&case, true);
        let name = bundle.name.clone();
        let ejection = ejection(&Workspace { bundles: vec![bundle] });
        let ejected = &ejection.bundles[0];
        let Some(stack) = ejected.stacks.iter().find(|stack| stack.target == Target::Pipeline)
        else {
            continue;
        };
        if stack.template.is_err() {
            *counts.entry("refused").or_default() += 1;
            continue;
        }
        *counts.entry("pipelines").or_default() += 1;
        let left = ejection.leftovers();
        // A pipeline cannot deploy an instance without a template.
        if !ejection.is_complete() {
            assert!(!left.is_empty(), "{name}");
            *counts.entry("of refused instances").or_default() += 1;
            continue;
        }
        if !left.is_empty() {
            problems.push(format!("{name}: {left:?}"));
            continue;
        }
        let root = yaml::parse(pipeline(ejected)).root.expect("YAML");
        let resources = root.get("Resources").map(Node::entries).unwrap_or_default();
        let known: Vec<&str> = resources.iter().map(Entry::name).collect();
        assert!(stack.changes.iter().all(|name| known.contains(&name.as_str())));
        if stack.changes.is_empty() || !can_run {
            continue;
        }
        let (place, commands) = run(&ejection, "new", &[]);
        *counts.entry("commands").or_default() += commands.len();
        let requests = place.requests();
        let instances = ejected.stacks.iter().filter(|stack| stack.target != Target::Pipeline);
        assert_eq!(requests.len(), instances.count(), "{name}");
        for request in &requests {
            let new = parameters(request).iter().filter(|(_, value)| *value == "new").count();
            assert_eq!(new, 1, "{name}: {request}");
        }
    }
    say(&format!("pipelines without Proton: {counts:?}"));
    assert!(problems.is_empty(), "{problems:#?}");
}
