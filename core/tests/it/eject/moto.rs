//! `bin/deploy` and the commands of a pipeline with the AWS CLI and moto, an imitation of AWS. Only in `make soak`.
//!
//! moto cannot deploy the environments of the starting points and of the ready workspace: it creates the deployment of a REST
//! API before its methods, and `Fn::Select` fails on `Fn::GetAZs`. So the environment here is one of our own, below a service
//! with a pipeline; the starting point with a static site has the largest pipeline that moto deploys.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use cyclotron_core::eject::Ejection;
use cyclotron_core::starters::{Starter, StartingPoint, bundles};
use cyclotron_core::{Bundle, File, Workspace};
use serde_json::Value as Json;

use super::pipelines::{commands, pipeline, service};
use super::scripts::{Place, can_run};
use crate::common::say;

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";
const ENVIRONMENT: &str = "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: '{{ environment.inputs.table }}'\n      BillingMode: PAY_PER_REQUEST\n      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]\n      KeySchema: [{AttributeName: id, KeyType: HASH}]\nOutputs:\n  TableName: {Value: !Ref Table}\n";
const INSTANCE: &str = "Resources:\n  Image:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Name: 'image-{{ service_instance.name }}'\n      Type: String\n      Value: '{{ service_instance.inputs.image }}'\n  Table:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Name: 'table-{{ service_instance.name }}'\n      Type: String\n      Value: '{{ environment.outputs.TableName }}'\n";

/// A server, which ends with the test.
struct Server {
    process: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder with moto and the AWS CLI; `None` if the test is skipped.
fn tools() -> Option<PathBuf> {
    let tools = std::env::var_os("MOTO_HOME").map(|home| Path::new(&home).join("bin"));
    let tools = tools.filter(|tools| tools.join("moto_server").exists());
    if std::env::var_os("SOAK").is_none() || tools.is_none() || !can_run("moto") {
        say("deploying with moto: only in `make soak`");
        return None;
    }
    tools
}

fn server(tools: &Path) -> Server {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = Command::new(tools.join("moto_server"))
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let server = Server { process, address: format!("127.0.0.1:{port}") };
    for _ in 0..600 {
        if TcpStream::connect(&server.address).is_ok() {
            return server;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("moto does not listen");
}

impl Server {
    /// The variables for the AWS CLI.
    fn variables(&self) -> Vec<(String, String)> {
        let own = [
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
            ("AWS_ACCESS_KEY_ID", "test".into()),
            ("AWS_SECRET_ACCESS_KEY", "test".into()),
            ("AWS_SESSION_TOKEN", "test".into()),
            ("AWS_REGION", "us-east-1".into()),
            ("AWS_DEFAULT_REGION", "us-east-1".into()),
        ];
        own.map(|(name, value)| (name.to_owned(), value)).into()
    }

    /// The output of a command of the AWS CLI.
    fn aws(&self, tools: &Path, arguments: &[&str]) -> Json {
        let output = Command::new(tools.join("aws"))
            .args(arguments)
            .args(["--output", "json"])
            .envs(self.variables())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

/// An environment, the instances of a service in it, and their pipeline.
fn workspace() -> Workspace {
    let spec = "proton: EnvironmentSpec\nspec: {table: items}\n";
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n        table: {type: string}\n";
    let files = [
        ("infrastructure/manifest.yaml", MANIFEST),
        ("infrastructure/cloudformation.yaml", ENVIRONMENT),
        ("schema/schema.yaml", schema),
        ("spec/spec.yaml", spec),
        ("spec/sample-outputs.yaml", "resources: {environment: {name: env}}\n"),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    let environment = Bundle { name: "env".into(), files, ..Bundle::default() };
    let mut workspace = service(INSTANCE, super::pipelines::PIPELINE);
    workspace.bundles.push(environment);
    workspace
}

fn ejection(workspace: &Workspace) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    Ejection::of(workspace, &names)
}

fn deploy(place: &Place, tools: &Path, variables: &[(&str, &str)]) {
    let said = place.run_in(tools, variables, "deploy", &["--execute"], &"yes\n".repeat(8));
    assert_eq!(said.status, 0, "{}", said.text);
}

#[test]
fn environment_instances_and_pipeline_are_deployed() {
    let Some(tools) = tools() else { return };
    let server = server(&tools);
    let variables = server.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let ejection = ejection(&workspace());
    let place = Place::new("moto", &ejection.files());
    deploy(&place, &tools, &variables);
    let stacks = server.aws(&tools, &["cloudformation", "describe-stacks"]);
    let names: Vec<&str> = stacks["Stacks"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["StackName"].as_str())
        .collect();
    for name in ["env", "shop-dev", "shop-prod-eu", "shop-pipeline"] {
        assert!(names.contains(&name), "{names:?}");
    }
    let value = |name: &str| {
        let answer = server.aws(&tools, &["ssm", "get-parameter", "--name", name]);
        answer["Parameter"]["Value"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!((value("image-dev"), value("table-dev")), ("shop:1".into(), "items".into()));
    // The pipeline knows the stacks by their names.
    let pipeline_stack = &server
        .aws(&tools, &["cloudformation", "describe-stacks", "--stack-name", "shop-pipeline"])["Stacks"]
        [0];
    let own = pipeline_stack["Parameters"].as_array().unwrap();
    let stack = own.iter().find(|one| one["ParameterKey"] == "DevStack").expect("a parameter");
    assert_eq!(stack["ParameterValue"], "shop-dev");
    // The commands of the pipeline.
    let is_of_dev = |command: &&String| !command.contains("instance_stack_2");
    let commands: Vec<String> = commands(pipeline(&ejection.bundles[0]))
        .iter()
        .filter(is_of_dev)
        .map(|command| command.replace("${Folder}/", ""))
        .collect();
    let script = format!("set -e\ncd \"$TMPDIR\"\n{}\nrm -f ./*\n", commands.join("\n"));
    place.put("result/bin/commands", &script);
    let own = [("IMAGE_ID", "shop:2"), ("instance_stack", "shop-dev")];
    let variables = [&variables[..], &own].concat();
    let said = place.run_in(&tools, &variables, "commands", &[], "");
    assert_eq!(said.status, 0, "{}\n{script}", said.text);
    assert_eq!((value("image-dev"), value("table-dev")), ("shop:2".into(), "items".into()));
    assert_eq!(value("image-prod-eu"), "shop:1");
    // A later deployment keeps the value that the pipeline set.
    deploy(&place, &tools, &variables);
    assert_eq!(value("image-dev"), "shop:2");
}

#[test]
fn the_static_site_is_deployed() {
    let Some(tools) = tools() else { return };
    let server = server(&tools);
    let variables = server.variables();
    let variables: Vec<(&str, &str)> =
        variables.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let wanted = [(Starter::Point(StartingPoint::StaticSite), "static-site".to_owned())];
    let bundles = bundles(&wanted, &Workspace::default());
    let ejection = ejection(&Workspace { bundles });
    let place = Place::new("moto-site", &ejection.files());
    let bucket = ["s3api", "create-bucket", "--bucket", "templates"];
    server.aws(&tools, &bucket);
    let arguments = ["--execute", "--bucket", "templates"];
    let said = place.run_in(&tools, &variables, "deploy", &arguments, &"yes\n".repeat(8));
    assert_eq!(said.status, 0, "{}", said.text);
    let env = place.read("result/stacks.env");
    for name in ["site-dev", "site-prod", "site-pipeline"] {
        assert!(env.contains(&format!("={name}\n")), "{env}");
    }
}
