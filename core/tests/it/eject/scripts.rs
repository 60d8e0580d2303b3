//! The scripts of the result, with an `aws` that records its calls.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cyclotron_core::Workspace;
use cyclotron_core::eject::{Ejection, ResultFile};
use cyclotron_core::starters::ready_workspace;
use serde_json::{Value as Json, json};

use super::hostile::hostile;
use crate::common::say;

/// A result on disk, and the state of the fake AWS.
pub struct Place {
    folder: PathBuf,
}

/// The output of a script.
pub struct Said {
    pub status: i32,
    pub text: String,
}

impl Place {
    pub fn new(name: &str, files: &[ResultFile]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("eject").join(name);
        let _ = fs::remove_dir_all(&folder);
        for file in files {
            let path = folder.join("result").join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.bytes).unwrap();
        }
        for below in [
            "bin",
            "result/bin",
            "fake/stacks",
            "fake/templates",
            "fake/requests",
            "fake/outputs",
            "tmp",
        ] {
            fs::create_dir_all(folder.join(below)).unwrap();
        }
        let place = Self { folder };
        place.put("bin/aws", include_str!("fake-aws.sh"));
        make_executable(&place.folder.join("bin/aws"));
        place.set(&json!([]));
        place
    }

    /// The folder of the result.
    pub fn result(&self) -> PathBuf {
        self.folder.join("result")
    }

    pub fn put(&self, path: &str, text: &str) {
        fs::write(self.folder.join(path), text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_default()
    }

    /// Sets the resource changes of each change set.
    pub fn set(&self, changes: &Json) {
        let set = json!({"Status": "CREATE_COMPLETE", "Changes": changes});
        self.put("fake/set.json", &set.to_string());
    }

    /// Adds a stack with these outputs and a template.
    pub fn stack(&self, name: &str, outputs: &Json, template: &str) {
        let tags = json!([{"Key": "team", "Value": "shop"}, {"Key": "cost", "Value": "1"}]);
        let stack = json!({"StackName": name, "StackStatus": "UPDATE_COMPLETE", "Tags": tags, "Outputs": outputs});
        self.put(&format!("fake/stacks/{name}.json"), &json!({"Stacks": [stack]}).to_string());
        self.put(&format!("fake/templates/{name}"), template);
    }

    /// Enters the name of a stack in `stacks.env`.
    pub fn name(&self, id: &str, name: &str) {
        let text = self.read("result/stacks.env");
        let line = format!("\n{id}=");
        assert!(text.contains(&format!("{line}\n")), "{text}");
        self.put(
            "result/stacks.env",
            &text.replace(&format!("{line}\n"), &format!("{line}{name}\n")),
        );
    }

    /// The folder with the fake `aws`.
    pub fn tools(&self) -> PathBuf {
        self.folder.join("bin")
    }

    /// Runs a script with the fake `aws`.
    pub fn run(&self, script: &str, arguments: &[&str], input: &str) -> Said {
        self.run_in(&self.tools(), &[], script, arguments, input)
    }

    /// Runs a script with the tools of a folder and these environment variables.
    pub fn run_in(
        &self,
        tools: &Path,
        variables: &[(&str, &str)],
        script: &str,
        arguments: &[&str],
        input: &str,
    ) -> Said {
        let path = std::env::var("PATH").unwrap_or_default();
        let mut child = Command::new("sh")
            .arg(self.folder.join("result/bin").join(script))
            .args(arguments)
            .env("PATH", format!("{}:{path}", tools.display()))
            .env("FAKE", self.folder.join("fake"))
            .env("TMPDIR", self.folder.join("tmp"))
            .env_remove("AWS_REGION")
            .env_remove("AWS_DEFAULT_REGION")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A script that stops early does not read its input.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = [output.stdout, output.stderr].concat();
        // Secrets and requests do not stay.
        assert_eq!(fs::read_dir(self.folder.join("tmp")).unwrap().count(), 0);
        Said {
            status: output.status.code().unwrap(),
            text: String::from_utf8_lossy(&text).into_owned(),
        }
    }

    /// The commands of CloudFormation that were called, in order, without those that only read.
    pub fn changes(&self) -> Vec<String> {
        let calls = self.read("fake/calls");
        let verbs = calls.lines().filter_map(|line| line.strip_prefix("[cloudformation]["));
        let verbs = verbs.filter_map(|rest| rest.split(']').next());
        let reads = ["describe-stacks", "get-template", "describe-change-set", "wait"];
        verbs.filter(|verb| !reads.contains(verb)).map(str::to_owned).collect()
    }

    /// The requests for change sets, in order.
    pub fn requests(&self) -> Vec<Json> {
        let read = |number| {
            let path = self.folder.join(format!("fake/requests/{number}.json"));
            Some(serde_json::from_str(&fs::read_to_string(path).ok()?).unwrap())
        };
        (0..).map_while(read).collect()
    }

    fn index(&self) -> Json {
        serde_json::from_str(&self.read("result/stacks.json")).unwrap()
    }
}

#[cfg(unix)]
fn make_executable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_: &Path) {}

/// Whether the scripts can run here.
pub fn can_run(test: &str) -> bool {
    let has = |tool: &str| {
        Command::new(tool).arg("--version").output().is_ok_and(|output| output.status.success())
    };
    let can = cfg!(unix) && has("jq");
    if !can {
        say(&format!("{test}: skipped, there is no jq"));
    }
    can
}

fn ejection(workspace: &Workspace) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    Ejection::of(workspace, &names)
}

fn ready(name: &str) -> Place {
    Place::new(name, &ejection(&ready_workspace()).files())
}

/// The parameters of a request by name.
pub fn parameters(request: &Json) -> Vec<(&str, &str)> {
    let all = request["Parameters"].as_array().unwrap().iter();
    all.map(|one| {
        (
            one["ParameterKey"].as_str().unwrap(),
            one["ParameterValue"].as_str().unwrap_or("(previous)"),
        )
    })
    .collect()
}

const ENVIRONMENT: &str = "item-api-environment/environment";
const DEV: &str = "item-api-service/instance-dev";

fn outputs(stack: &str) -> Json {
    let names: &[&str] = match stack {
        "environment" => &[
            "ApiId",
            "ApiRootResourceId",
            "ApiUrl",
            "StageName",
            "LambdaAlias",
            "TableName",
            "TableArn",
        ],
        _ => &["FunctionName", "FunctionArn", "Url"],
    };
    let output =
        |name: &&str| json!({"OutputKey": name, "OutputValue": format!("real-{stack}-{name}")});
    Json::Array(names.iter().map(output).collect())
}

#[test]
fn scripts_are_well_formed() {
    let files = ejection(&ready_workspace()).files();
    let place = ready("well-formed");
    for file in files.iter().filter(|file| file.path.starts_with("bin/")) {
        let path = place.folder.join("result").join(&file.path);
        assert!(
            Command::new("sh").arg("-n").arg(&path).status().unwrap().success(),
            "{}",
            file.path
        );
        let is_common = file.path == "bin/common.sh";
        assert_eq!(file.is_executable, !is_common, "{}", file.path);
        let command = std::env::var_os("SHELLCHECK").unwrap_or("shellcheck".into());
        let lint =
            Command::new(command).args(["-x", "-s", "sh", "-P", "SCRIPTDIR"]).arg(&path).output();
        match lint {
            Err(_) => say("scripts: shellcheck is not installed"),
            Ok(output) => {
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            }
        }
    }
}

#[test]
fn deploy_only_reads_without_execute() {
    if !can_run("deploy") {
        return;
    }
    let place = ready("deploy-reads");
    let said = place.run("deploy", &[], "yes\nyes\nyes\nyes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(place.changes().is_empty(), "{:?}", place.changes());
    assert!(said.text.contains("Account 111122223333, region eu-central-1"), "{}", said.text);
    assert!(
        said.text.contains("item-api-environment/environment: create the stack item-api-dev"),
        "{}",
        said.text
    );
    assert!(said.text.contains("  TableName = items-dev"), "{}", said.text);
}

/// New stacks in the order of their dependencies, then an update of them: with all parameters, outputs and tags.
#[test]
fn deploy_creates_and_updates_in_order() {
    if !can_run("deploy") {
        return;
    }
    let place = ready("deploy");
    place.stack("prod-network", &outputs("environment"), "");
    place.name("environments/item-api-prod", "prod-network");
    place.put("fake/outputs/item-api-dev.json", &outputs("environment").to_string());
    place.put("fake/outputs/items-dev.json", &outputs("dev").to_string());
    place.put("fake/outputs/items-prod.json", &outputs("prod").to_string());
    place.set(&json!([{"ResourceChange": {"Action": "Add", "LogicalResourceId": "A\u{1b}[2J", "ResourceType": "T"}}]));
    let said = place.run("deploy", &["--execute"], &"yes\n".repeat(4));
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(said.text.contains("  Add A?[2J (T)"), "{}", said.text);
    let index = place.index();
    let requests = place.requests();
    let names: Vec<&str> = requests.iter().map(|one| one["StackName"].as_str().unwrap()).collect();
    assert_eq!(names, ["item-api-dev", "items-dev", "items-prod", "items-pipeline"]);
    for (request, stack) in requests.iter().zip(index["stacks"].as_array().unwrap()) {
        let mut given: Vec<&str> = parameters(request).into_iter().map(|(name, _)| name).collect();
        let mut wanted: Vec<&str> =
            stack["parameterNames"].as_array().unwrap().iter().filter_map(Json::as_str).collect();
        given.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(given, wanted);
        assert_eq!(request["ChangeSetType"], "CREATE");
        assert_eq!(request["Capabilities"], stack["capabilities"]);
        let template = place.read(&format!("result/{}", stack["template"].as_str().unwrap()));
        assert_eq!(request["TemplateBody"].as_str(), Some(template.as_str()));
    }
    assert!(
        parameters(&requests[1]).contains(&("EnvironmentTableName", "real-environment-TableName"))
    );
    assert!(parameters(&requests[3]).contains(&("DevFunctionName", "real-dev-FunctionName")));
    assert!(parameters(&requests[3]).contains(&("ProdFunctionName", "real-prod-FunctionName")));
    let once = ["create-change-set", "execute-change-set"];
    assert_eq!(place.changes(), once.repeat(4));
    assert!(place.read("result/stacks.env").contains("item-api-service/instance-dev=items-dev\n"));

    place.stack("items-dev", &outputs("dev"), "");
    let said = place.run("deploy", &["--execute", DEV], "yes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    let requests = place.requests();
    assert_eq!(requests.len(), 5);
    assert_eq!(requests[4]["ChangeSetType"], "UPDATE");
    assert_eq!(
        requests[4]["Tags"],
        json!([{"Key": "team", "Value": "shop"}, {"Key": "cost", "Value": "1"}])
    );
}

#[test]
fn a_change_set_is_only_executed_after_yes() {
    if !can_run("deploy") {
        return;
    }
    for answer in ["no\n", "", "y\n", "--execute\n"] {
        let place = ready("deploy-no");
        let said = place.run("deploy", &["--execute", ENVIRONMENT], answer);
        assert_eq!(said.status, 1, "{}", said.text);
        assert_eq!(place.changes(), ["create-change-set", "delete-change-set"], "{answer:?}");
        assert!(
            said.text.contains("in account 111122223333, region eu-central-1? Type yes: "),
            "{}",
            said.text
        );
    }
}

#[test]
fn wrong_names_and_arguments_are_refused() {
    if !can_run("deploy") {
        return;
    }
    let wrong = "this is not the name of a stack";
    for (name, arguments, status, message) in [
        ("--execute", &[][..], 1, wrong),
        ("$(touch x)", &[], 1, wrong),
        ("a b", &[], 1, wrong),
        ("1a", &[], 1, wrong),
        ("é", &[], 1, wrong),
        (" missing\t\r", &[], 1, "The stack missing, which stacks.env names for"),
        ("", &["--other"], 2, "usage: bin/deploy"),
        ("", &["unknown/stack"], 1, "There is no stack unknown/stack"),
        ("", &["--bucket", "--execute"], 1, "This is not the name of a bucket: --execute"),
        ("", &["--bucket", "a b"], 1, "This is not the name of a bucket: a b"),
    ] {
        let place = ready("deploy-wrong");
        place.name(ENVIRONMENT, name);
        let said = place.run("deploy", arguments, "");
        assert_eq!(said.status, status, "{name}: {}", said.text);
        assert!(said.text.contains(message), "{name}: {}", said.text);
        assert!(place.changes().is_empty());
    }
}

#[test]
fn a_large_template_is_uploaded_to_a_bucket() {
    if !can_run("deploy") {
        return;
    }
    for (arguments, expected) in [
        (&["--execute", ENVIRONMENT][..], &[][..]),
        (
            &["--execute", "--bucket", "my-bucket", ENVIRONMENT],
            &["create-change-set", "execute-change-set"],
        ),
    ] {
        let place = ready("deploy-large");
        let path = "result/templates/item-api-environment/template.yaml";
        place.put(path, &format!("{}# {}\n", place.read(path), "a".repeat(51_200)));
        let said = place.run("deploy", arguments, "yes\n");
        assert_eq!(place.changes(), expected, "{}", said.text);
        let Some(request) = place.requests().pop() else { continue };
        assert_eq!(request["TemplateBody"], Json::Null);
        let url = request["TemplateURL"].as_str().unwrap();
        assert!(url.starts_with("https://my-bucket.s3.eu-central-1.amazonaws.com/eject/"), "{url}");
    }
}

/// A secret is asked for once. An update keeps it.
#[test]
fn secrets_are_only_in_the_request() {
    if !can_run("secrets") {
        return;
    }
    let (workspace, _) = hostile();
    let place = Place::new("secrets", &ejection(&workspace).files());
    let index = place.index();
    let id = index["stacks"][0]["id"].as_str().unwrap().to_owned();
    let said = place.run("deploy", &["--execute", &id], "hunter7\nyes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(!said.text.contains("hunter"), "{}", said.text);
    assert!(parameters(&place.requests()[0]).contains(&("Secret", "hunter7")));
    let said = place.run("deploy", &["--execute", &id], "yes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(parameters(&place.requests()[1]).contains(&("Secret", "(previous)")));
    for (path, file) in crate::common::files(&place.folder) {
        let text = fs::read(file).unwrap();
        let is_request = path.starts_with("fake/requests/");
        assert!(is_request || !String::from_utf8_lossy(&text).contains("hunter7"), "{path}");
    }
}

#[test]
fn adopt_stops_at_the_first_difference() {
    if !can_run("adopt") {
        return;
    }
    let change = json!([{"ResourceChange": {"Action": "Modify", "LogicalResourceId": "A", "ResourceType": "T", "Replacement": "True"}}]);
    for (is_equal, changes, arguments, status, expected) in [
        (true, json!([]), &[][..], 0, &[][..]),
        (true, json!([]), &["--execute"], 0, &["create-change-set", "execute-change-set"]),
        (true, change, &["--execute"], 1, &["create-change-set", "delete-change-set"]),
        (false, json!([]), &["--execute"], 1, &[]),
    ] {
        let place = ready("adopt");
        let mut template = place.read("result/rendered/item-api-environment/environment.yaml");
        if !is_equal {
            template.push('\n');
        }
        place.stack(
            "AWSProton-item-api-dev-cloudformation--ABC",
            &outputs("environment"),
            &template,
        );
        place.name(ENVIRONMENT, "AWSProton-item-api-dev-cloudformation--ABC");
        place.set(&changes);
        let said = place.run("adopt", arguments, "yes\n");
        assert_eq!(said.status, status, "{}", said.text);
        assert_eq!(place.changes(), expected, "{}", said.text);
        for request in place.requests() {
            assert_eq!(request["Tags"].as_array().map(Vec::len), Some(2));
            assert_eq!(parameters(&request).len(), 4);
        }
    }
}

#[test]
fn stacks_are_found_by_their_templates() {
    if !can_run("find-stacks") {
        return;
    }
    let place = ready("find");
    let dev = place.read("result/rendered/item-api-service/instance-dev.yaml");
    place.stack("AWSProton-items--cloudformation--DEV", &json!([]), &dev);
    place.stack("AWSProton-items--cloudformation--OTHER", &json!([]), "Resources: {}");
    place.stack("other", &json!([]), &dev);
    let said = place.run("find-stacks", &[], "");
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(
        said.text
            .contains("\nitem-api-service/instance-dev=AWSProton-items--cloudformation--DEV\n"),
        "{}",
        said.text
    );
    assert!(said.text.contains("\n# item-api-service/instance-prod=AWSProton-items--cloudformation--OTHER (its template differs)\n"), "{}", said.text);
    assert!(place.changes().is_empty());
}

/// Names, descriptions, defaults and values of a bundle with the syntax of a shell, YAML, JSON, Markdown, Jinja and of
/// options are data everywhere.
#[test]
fn hostile_texts_are_data() {
    if !can_run("hostile texts") {
        return;
    }
    let (workspace, text) = hostile();
    let ejection = ejection(&workspace);
    let files = ejection.files();
    let place = Place::new("hostile", &files);
    for stack in place.index()["stacks"].as_array().unwrap() {
        assert!(
            stack["newName"]
                .as_str()
                .is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        );
    }
    for script in ["deploy", "adopt", "find-stacks"] {
        place.stack("AWSProton-x", &json!([]), "a");
        let said = place.run(script, &[], "");
        assert_eq!(said.status, 0, "{script}: {}", said.text);
        assert!(place.changes().is_empty());
    }
    let index = place.index();
    let environment = index["stacks"][0]["newName"].as_str().unwrap();
    let outputs = json!([{"OutputKey": "Name", "OutputValue": text}]);
    place.put(&format!("fake/outputs/{environment}.json"), &outputs.to_string());
    let said = place.run("deploy", &["--execute"], "secret $(touch pwned) \"' `\nyes\nyes\nyes\n");
    assert_eq!(said.status, 0, "{}", said.text);
    let requests = place.requests();
    assert_eq!(requests.len(), ejection.stacks.len());
    let values: Vec<(&str, &str)> = requests.iter().flat_map(parameters).collect();
    assert!(values.contains(&("Text", text.as_str())), "{values:?}");
    assert!(values.contains(&("EnvironmentName", text.as_str())), "{values:?}");
    assert!(values.contains(&("Secret", "secret $(touch pwned) \"' `")), "{values:?}");
    let left = crate::common::files(&place.folder);
    assert!(left.iter().all(|(path, _)| !path.ends_with("pwned")), "{left:?}");
}

/// A run without a terminal does not ask, and continues with the stacks of an earlier run, whose names it could not keep.
#[test]
fn with_yes_deploy_does_not_ask() {
    if !can_run("deploy") {
        return;
    }
    let place = ready("deploy-yes");
    let said = place.run("deploy", &["--execute", "--yes", ENVIRONMENT], "");
    assert_eq!(said.status, 0, "{}", said.text);
    assert_eq!(place.changes(), ["create-change-set", "execute-change-set"]);
    assert!(!said.text.contains("Type yes"), "{}", said.text);

    // Another checkout does not know the name.
    let place = ready("deploy-yes-again");
    let mut outputs = outputs("environment");
    outputs.as_array_mut().unwrap().push(json!({"OutputKey": "EjectedFrom", "OutputValue": "x"}));
    place.stack("item-api-dev", &outputs, "");
    let said = place.run("deploy", &["--execute", "--yes", ENVIRONMENT], "");
    assert_eq!(said.status, 0, "{}", said.text);
    assert_eq!(place.requests()[0]["ChangeSetType"], "UPDATE");

    // Without --execute, its name is only used in this run.
    let place = ready("deploy-yes-plan");
    place.stack("item-api-dev", &outputs, "");
    let said = place.run("deploy", &["--yes", DEV, ENVIRONMENT], "");
    assert_eq!(said.status, 0, "{}", said.text);
    assert!(said.text.contains("update the stack item-api-dev"), "{}", said.text);
    assert!(
        said.text.contains("EnvironmentTableName = real-environment-TableName"),
        "{}",
        said.text
    );
    assert!(place.read("result/stacks.env").contains(&format!("\n{ENVIRONMENT}=\n")));
    assert!(place.changes().is_empty(), "{:?}", place.changes());

    // A stack of this name that has another origin is left alone.
    let place = ready("deploy-yes-other");
    place.stack("item-api-dev", &json!([]), "");
    let said = place.run("deploy", &["--execute", "--yes", ENVIRONMENT], "");
    assert_eq!(said.status, 1, "{}", said.text);
    assert!(said.text.contains("The stack item-api-dev exists."), "{}", said.text);
    assert!(place.changes().is_empty(), "{:?}", place.changes());

    for (script, message) in [("adopt", "always asks"), ("find-stacks", "only reads")] {
        let said = place.run(script, &["--yes"], "");
        assert_eq!(said.status, 1, "{}", said.text);
        assert!(said.text.contains(message), "{}", said.text);
    }
}

/// Without a terminal, a missing secret is an error, and not an empty value.
#[test]
fn with_yes_deploy_stops_at_a_secret() {
    if !can_run("deploy") {
        return;
    }
    let ejection = ejection(&hostile().0);
    let id = ejection.stacks.iter().find(|stack| !stack.secrets.is_empty()).expect("a secret");
    let place = Place::new("deploy-yes-secret", &ejection.files());
    let said = place.run("deploy", &["--execute", "--yes", &id.id], "");
    assert_eq!(said.status, 1, "{}", said.text);
    assert!(said.text.contains("has no value yet. Deploy this stack once"), "{}", said.text);
    assert!(place.changes().is_empty(), "{:?}", place.changes());
}
