//! The results for other tools, each checked by the tool itself, and the parts that can be left out.

use std::fs;
use std::path::Path;
use std::process::Command;

use cyclotron_core::eject::{Deliverable, Ejection, Options, Parameter};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::{Bundle, File, Value, Workspace, yaml};
use serde_json::{Map, Value as Json, json};

use super::hostile::hostile;
use super::scripts::Place;
use crate::common::cases::{cases, open};
use crate::common::{sample, say};

fn with(workspace: &Workspace, deliverables: &[Deliverable]) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    let options = Options { deliverables: deliverables.to_vec(), ..Options::default() };
    Ejection::with(workspace, &names, options)
}

/// The ready workspace, the hostile one, and public bundles; each with a name.
fn workspaces(of: &str) -> Vec<(String, Workspace)> {
    let own = [("ready".to_owned(), ready_workspace()), ("hostile".to_owned(), hostile().0)];
    let public = sample(of, cases(), 12).into_iter().map(|case| {
        let bundle = open(&case, true);
        (bundle.name.clone(), Workspace { bundles: vec![bundle] })
    });
    own.into_iter().chain(public).collect()
}

/// Runs a program with arguments, and returns its output.
fn output(command: &mut Command) -> String {
    let output = command.output().expect("the program");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {errors}");
    String::from_utf8(output.stdout).expect("text")
}

fn script(name: &str) -> String {
    format!("{}/tests/it/eject/targets/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// A tool that `make test` installs; without it, prints a line.
fn tool(variable: &str, of: &str) -> Option<std::path::PathBuf> {
    let found = std::env::var_os(variable).map(|home| Path::new(&home).to_owned());
    if found.is_none() {
        say(&format!("{of}: skipped, ${variable} is not set"));
    }
    found
}

#[test]
fn parts_can_be_left_out() {
    let folders = |deliverables: &[Deliverable]| {
        let files = with(&ready_workspace(), deliverables).files();
        let first = files.iter().map(|file| {
            file.path.split_once('/').map_or(file.path.as_str(), |(folder, _)| folder).to_owned()
        });
        let mut folders: Vec<String> = first.collect();
        folders.dedup();
        folders.join(" ")
    };
    let base = "README.md parameters proton rendered templates";
    assert_eq!(folders(&[]), base);
    for (part, more) in [
        (Deliverable::GitSync, "README.md deployments parameters proton rendered templates"),
        (
            Deliverable::Scripts,
            "README.md bin parameters proton rendered stacks.env stacks.json templates wiring",
        ),
        (
            Deliverable::GithubActions,
            ".github README.md bin parameters proton rendered stacks.env stacks.json templates wiring",
        ),
        (
            Deliverable::Backstage,
            "README.md backstage deployments parameters proton rendered templates",
        ),
        (Deliverable::Sceptre, "README.md parameters proton rendered sceptre templates"),
        (Deliverable::ExecutionRole, "README.md parameters proton rendered roles templates"),
        (Deliverable::Pipelines, base),
    ] {
        assert_eq!(folders(&[part]), more, "{part:?}");
    }
    let has_pipeline = |deliverables: &[Deliverable]| {
        let ejection = with(&ready_workspace(), deliverables);
        ejection.stacks.iter().any(|stack| stack.id.ends_with("/pipeline"))
    };
    assert!(has_pipeline(&[Deliverable::Pipelines]));
    assert!(!has_pipeline(&[]));
}

/// Without the pipeline, the files have the values that it would set.
#[test]
fn without_a_pipeline_no_parameter_belongs_to_it() {
    let owned = |deliverables: &[Deliverable]| {
        let ejection = with(&ready_workspace(), deliverables);
        let stacks = ejection.bundles.iter().flat_map(|bundle| &bundle.stacks);
        stacks.map(|stack| stack.owned.len()).sum::<usize>()
    };
    assert_eq!(owned(&[Deliverable::GitSync]), 0);
}

#[test]
fn the_readme_has_a_section_for_each_way_to_deploy() {
    let readme = |deliverables: &[Deliverable]| {
        let files = with(&ready_workspace(), deliverables).files();
        let file = files.into_iter().find(|file| file.path == "README.md").expect("a README");
        String::from_utf8(file.bytes).expect("text")
    };
    let all = readme(&Deliverable::ALL);
    let none = readme(&[]);
    for heading in [
        "## Deploy with the scripts",
        "## Deploy with CloudFormation's Git sync",
        "## Deploy with GitHub Actions",
        "## Forms for Backstage",
        "## Deploy with Sceptre",
        "## The execution role",
    ] {
        assert_eq!((all.matches(heading).count(), none.matches(heading).count()), (1, 0));
    }
}

#[test]
fn the_workflow_is_valid_for_github() {
    let files = with(&ready_workspace(), &[Deliverable::GithubActions]).files();
    let place = Place::new("workflow", &files);
    let path = place.result().join(".github/workflows/deploy.yml");
    let check = |path: &Path| output(Command::new("node").arg(script("workflow.mjs")).arg(path));
    assert_eq!(check(&path).trim(), "");
    // The check finds faults.
    let text = fs::read_to_string(&path).unwrap();
    for (right, wrong) in [("runs-on", "runs_on"), ("vars.AWS_REGION", "var.AWS_REGION")] {
        let path = path.with_file_name("wrong.yml");
        fs::write(&path, text.replace(right, wrong)).unwrap();
        assert_ne!(check(&path).trim(), "", "{wrong}");
    }
    // A tag can be moved to other code, a commit cannot.
    for line in text.lines().filter(|line| line.contains("uses:")) {
        let (_, commit) = line.split_once('@').expect("a version");
        assert!(
            commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()),
            "{line}"
        );
    }
}

/// The value of a parameter as the form for Backstage has it.
fn form_value(parameter: &Parameter) -> Json {
    let kind = parameter.form.get("type").and_then(Value::as_str);
    match kind {
        Some("boolean") => json!(parameter.value == "true"),
        Some("integer" | "number") => {
            serde_json::from_str(&parameter.value).unwrap_or_else(|_| json!(parameter.value))
        }
        Some("array") => {
            let items = parameter.form.get("items").and_then(|items| items.get("type")?.as_str());
            let item = |item: &str| match items {
                Some("integer" | "number") => serde_json::from_str(item).unwrap(),
                _ => json!(item),
            };
            parameter.value.split(',').map(item).collect()
        }
        _ => json!(parameter.value),
    }
}

/// Backstage accepts the forms with the values of the sample, and writes the deployment file that is in the result.
#[test]
fn forms_for_backstage_write_the_deployment_files() {
    if tool("BACKSTAGE_HOME", "forms for Backstage").is_none() {
        return;
    }
    let mut count = 0;
    for (name, workspace) in workspaces("forms for Backstage") {
        let ejection = with(&workspace, &[Deliverable::Backstage]);
        let files = ejection.files();
        let place = Place::new(&format!("backstage-{name}"), &files);
        let mut forms = Map::new();
        let mut expected = vec![];
        for planned in &ejection.stacks {
            let stack = &ejection.bundles[planned.bundle].stacks[planned.stack];
            let path = planned.template.trim_start_matches("templates/");
            let folder = format!("backstage/{}", path.rsplit_once('.').expect("an ending").0);
            let has_form = files.iter().any(|file| file.path == format!("{folder}/template.yaml"));
            assert_eq!(has_form, planned.secrets.is_empty(), "{name}: {folder}");
            if !has_form || forms.contains_key(&folder) {
                continue;
            }
            let given = stack.parameters.iter().filter(|parameter| !parameter.value.is_empty());
            let mut values: Map<String, Json> =
                given.clone().map(|one| (one.name.clone(), form_value(one))).collect();
            // The name of another stack has no value in a sample.
            for parameter in stack.parameters.iter().filter(|one| one.value.is_empty()) {
                if parameter.definition.get("Default").is_none() {
                    values.insert(parameter.name.clone(), json!("other"));
                }
            }
            let stack_name = format!("stack-{count}");
            values.insert("stack".into(), json!(stack_name));
            values.insert("repoUrl".into(), json!("github.com?owner=example&repo=stacks"));
            forms.insert(folder, Json::Object(values.clone()));
            let folder = planned.deployment.rsplit_once('/').expect("a folder").0;
            expected.push((format!("{folder}/{stack_name}.yaml"), planned, values));
            count += 1;
        }
        if forms.is_empty() {
            continue;
        }
        place.put("values.json", &Json::Object(forms).to_string());
        let values = place.result().join("../values.json");
        let mut node = Command::new("node");
        let rendered = output(node.arg(script("backstage.mjs")).arg(place.result()).arg(values));
        let rendered: Map<String, Json> = serde_json::from_str(&rendered).expect("JSON");
        for (path, planned, values) in expected {
            let text = rendered.get(&path).and_then(Json::as_str).unwrap_or_default();
            let root =
                yaml::parse(text).root.unwrap_or_else(|| panic!("{name}: no {path}")).value();
            assert_eq!(root.get("template-file-path"), Some(&planned.template.as_str().into()));
            let stack = &ejection.bundles[planned.bundle].stacks[planned.stack];
            for parameter in &stack.parameters {
                let written = root.get("parameters").and_then(|all| all.get(&parameter.name));
                let value = values.get(&parameter.name).map(|_| match parameter.value.as_str() {
                    "" => "other",
                    value => value,
                });
                assert_eq!(
                    written.and_then(Value::as_str),
                    value,
                    "{name}: {} of {path}",
                    parameter.name
                );
            }
        }
    }
    say(&format!("forms for Backstage: {count} forms write the values of their samples"));
}

/// Sceptre renders each template as Proton did, byte for byte.
#[test]
fn sceptre_renders_the_same_bytes() {
    let Some(home) = tool("SCEPTRE_HOME", "projects for Sceptre") else { return };
    let (mut count, mut refused) = (0, 0);
    for (name, workspace) in workspaces("projects for Sceptre") {
        let mut ejection = with(&workspace, &[Deliverable::Sceptre]);
        let others: Vec<String> = ejection.ids().into_iter().map(str::to_owned).collect();
        for (at, id) in others.iter().enumerate() {
            ejection.name_stack(id, &format!("other-{at}")).expect("a name");
        }
        let place = Place::new(&format!("sceptre-{name}"), &ejection.files());
        let mut values = Map::new();
        let mut expected = vec![];
        for planned in &ejection.stacks {
            let stack = &ejection.bundles[planned.bundle].stacks[planned.stack];
            let sceptre = match stack.sceptre.as_ref() {
                Some(Ok(sceptre)) => sceptre,
                Some(Err(_)) => {
                    refused += 1;
                    continue;
                }
                None => continue,
            };
            for wire in &planned.sceptre_wires {
                let is_own =
                    |id: &str| place.result().join(format!("sceptre/config/{id}.yaml")).exists();
                let stack = match others.iter().position(|id| *id == wire.stack) {
                    Some(at) if !is_own(&wire.stack) => format!("other-{at}"),
                    _ => format!("{}.yaml", wire.stack),
                };
                let path: Vec<&str> = wire.parameter.split('.').collect();
                let value = path.iter().try_fold(&sceptre.user_data, |value, key| value.get(key));
                let value = value.and_then(Value::as_str).unwrap_or_default();
                values.insert(format!("{stack}::{}", wire.output), json!(value));
            }
            // A value that no sample sets has to be entered first.
            if let Some(rendering) = &stack.rendering
                && sceptre.missing.is_empty()
            {
                expected.push((format!("{}.yaml", planned.id), rendering));
            }
        }
        if expected.is_empty() {
            continue;
        }
        place.put("values.json", &Json::Object(values).to_string());
        let mut python = Command::new(home.join("bin/python"));
        python.arg(script("render_with_sceptre.py")).arg(place.result().join("sceptre"));
        python.arg(place.result().join("../values.json")).env("AWS_REGION", "eu-central-1");
        let wanted: Json = expected.iter().map(|(path, _)| path.as_str()).collect();
        python.arg(wanted.to_string());
        let rendered: Map<String, Json> = serde_json::from_str(&output(&mut python)).expect("JSON");
        for (path, rendering) in expected {
            let body = rendered.get(&path).and_then(Json::as_str).unwrap_or_default();
            // Sceptre begins a template with `---`, unless it does so itself.
            let body = if rendering.starts_with("---") { body } else { &body["---\n".len()..] };
            assert!(body == rendering, "{name}: {path}:\n{body}");
            count += 1;
        }
    }
    say(&format!("Sceptre: {count} templates have the same bytes, {refused} stacks are refused"));
}

/// The role allows the services of the templates, and the README names those whose permissions are unknown.
#[test]
fn the_role_allows_the_services_of_the_templates() {
    let mut workspace = ready_workspace();
    let kind = |bundle: &Bundle| bundle.text("infrastructure/cloudformation.yaml").is_some();
    let bundle = workspace.bundles.iter_mut().find(|bundle| kind(bundle)).expect("an environment");
    let path = "infrastructure/cloudformation.yaml";
    let text = bundle.text(path).expect("a template");
    let text = text.replace("Resources:\n", "Resources:\n  Pet:\n    Type: AWS::Zoo::Animal\n");
    bundle.files.retain(|file| file.path != path);
    bundle.files.push(File::new(path, text));
    let files = with(&workspace, &[Deliverable::ExecutionRole]).files();
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).expect("the file");
        std::str::from_utf8(&file.bytes).expect("text")
    };
    let role = text("roles/execution-role.yaml");
    assert!(yaml::parse(role).error.is_none(), "{role}");
    for service in ["apigateway", "dynamodb", "iam", "lambda", "logs"] {
        assert!(role.contains(&format!("- \"{service}:*\"\n")), "{service}: {role}");
    }
    assert!(!role.contains("zoo"), "{role}");
    assert!(text("README.md").contains("whose names are not known here: `Zoo`."));
}
