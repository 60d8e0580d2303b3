//! Bundles for Terraform and CodeBuild.

use std::process::Command;

use cyclotron_core::eject::{Ejection, ResultFile, Tool};
use cyclotron_core::{Bundle, File, Workspace};
use serde_json::{Value as Json, json};

use crate::common::fixture;

fn ejection(bundle: Bundle) -> Ejection {
    let name = bundle.name.clone();
    Ejection::of(&Workspace { bundles: vec![bundle] }, &[&name])
}

fn text<'f>(files: &'f [ResultFile], path: &str) -> &'f str {
    let file = files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| {
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        panic!("no {path} in {paths:?}")
    });
    std::str::from_utf8(&file.bytes).expect("text")
}

const SPEC: &str = "proton: EnvironmentSpec\nspec: {cidr: 10.0.0.0/16}\n";

#[test]
fn terraform_gets_variables_and_inputs_without_proton() {
    let mut bundle = fixture("terraform-environment");
    bundle.files.push(File::new("spec/spec.yaml", SPEC));
    let outputs = "resources: {environment: {name: network}}\n";
    bundle.files.push(File::new("spec/sample-outputs.yaml", outputs));
    let with_tags = bundle.clone();
    for file in &mut bundle.files {
        if file.path.ends_with("main.tf") {
            *file = File::new(file.path.clone(), "# None\n");
        }
    }
    for (bundle, has_tags) in [(with_tags, true), (bundle, false)] {
        let ejection = ejection(bundle);
        assert!(ejection.is_complete() && !ejection.is_empty());
        assert_eq!(ejection.leftovers(), []);
        let files = ejection.files();
        let folder = "terraform/terraform-environment/environment";
        let inputs: Json =
            serde_json::from_str(text(&files, &format!("{folder}/inputs.auto.tfvars.json")))
                .unwrap();
        assert_eq!(
            inputs["environment"],
            json!({"name": "network", "inputs": {"cidr": "10.0.0.0/16", "zones": 2}}),
        );
        // A file of the bundle reads the tags, and resources would change without them.
        assert_eq!(inputs.get("proton_tags").is_some(), has_tags);
        assert_eq!(inputs.as_object().map(serde_json::Map::len), Some(1 + usize::from(has_tags)));
        let variables = text(&files, &format!("{folder}/variables.tf"));
        assert_eq!(variables.contains("proton"), has_tags, "{variables}");
        assert!(variables.starts_with("variable \"environment\" {\n"), "{variables}");
        text(&files, &format!("{folder}/outputs.tf"));
        let own = files.iter().filter(|file| file.path.starts_with(folder));
        assert!(own.clone().all(|file| !file.path.contains("proton.")));
        assert!(!files.iter().any(|file| file.path.starts_with("bin/")));
        assert!(text(&files, "README.md").contains("## Terraform\n"));
    }
}

/// A bundle may have files with the usual names itself.
#[test]
fn files_of_terraform_do_not_collide() {
    let mut bundle = fixture("terraform-environment");
    bundle.files.push(File::new("spec/spec.yaml", SPEC));
    bundle.files.push(File::new("infrastructure/variables.tf", "variable \"own\" {}\n"));
    let ejection = ejection(bundle);
    let files = ejection.files();
    let folder = "terraform/terraform-environment/environment";
    assert_eq!(text(&files, &format!("{folder}/variables.tf")), "variable \"own\" {}\n");
    assert!(text(&files, &format!("{folder}/inputs.tf")).contains("variable \"environment\""));
    // No sample sets the name.
    assert_eq!(ejection.bundles[0].modules[0].missing, ["environment.name"]);
    assert!(
        ejection.report().contains("inputs.auto.tfvars.json: add a value for environment.name")
    );
    let inputs = text(&files, &format!("{folder}/inputs.auto.tfvars.json"));
    assert!(!inputs.contains("\"name\""), "{inputs}");
}

#[test]
fn services_for_terraform_have_a_folder_for_each_instance() {
    let ejection = ejection(fixture("terraform-service"));
    let folders: Vec<&str> = ejection.modules.iter().map(|one| one.folder.as_str()).collect();
    assert!(folders.len() >= 2, "{folders:?}");
    assert!(folders.contains(&"terraform/terraform-service/pipeline"), "{folders:?}");
    let files = ejection.files();
    for folder in folders {
        let inputs: Json =
            serde_json::from_str(text(&files, &format!("{folder}/inputs.auto.tfvars.json")))
                .unwrap();
        assert_eq!(inputs.get("//"), None);
        text(&files, &format!("{folder}/main.tf"));
    }
}

#[test]
fn commands_of_codebuild_become_scripts() {
    let mut bundle = fixture("codebuild-service");
    let manifest = "infrastructure:\n  templates:\n    - rendering_engine: codebuild\n      settings:\n        image: \"a\\ntouch pwned\"\n        runtimes: {nodejs: 16}\n        provision:\n          - aws proton notify-resource-deployment-status-change --resource-arn $RESOURCE_ARN --status IN_PROGRESS --outputs file://outputs.json\n          - aws proton list-services\n          - echo done > done.txt\n        deprovision: [exit 1]\n";
    for file in &mut bundle.files {
        if file.path == "instance_infrastructure/manifest.yaml" {
            *file = File::new(file.path.clone(), manifest);
        }
    }
    bundle.files.push(File::new("instance_infrastructure/lib/app.js", "let a;\n"));
    let ejection = ejection(bundle);
    assert!(ejection.bundles[0].modules.iter().all(|module| module.tool == Tool::CodeBuild));
    let files = ejection.files();
    let folder = "codebuild/codebuild-service/instance-dev";
    let script = text(&files, &format!("{folder}/provision.sh"));
    assert!(
        script.ends_with(
            "cd \"$(dirname -- \"$0\")\"\n:\naws proton list-services\necho done > done.txt\n"
        ),
        "{script}"
    );
    assert!(script.contains("in the image a touch pwned.\n"), "{script}");
    text(&files, &format!("{folder}/lib/app.js"));
    let inputs: Json =
        serde_json::from_str(text(&files, &format!("{folder}/proton-inputs.json"))).unwrap();
    assert_eq!(inputs["service_instance"]["inputs"], json!({"size": "${large}"}));
    let pipeline = "codebuild/codebuild-service/pipeline";
    text(&files, &format!("{pipeline}/proton-inputs.tfvars"));
    // Only the call that is no notification is left.
    let leftovers = ejection.leftovers();
    let left: Vec<(&str, &str)> =
        leftovers.iter().map(|(path, one)| (path.as_str(), one.text.as_str())).collect();
    let path = format!("{folder}/provision.sh");
    assert_eq!(left, [(path.as_str(), "aws proton list-services")]);
    if cfg!(unix) {
        let place = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("eject/codebuild");
        let _ = std::fs::remove_dir_all(&place);
        std::fs::create_dir_all(&place).unwrap();
        let script = script.replace("aws proton list-services\n", "");
        std::fs::write(place.join("provision.sh"), script).unwrap();
        let status = Command::new("sh").arg(place.join("provision.sh")).status().unwrap();
        assert!(status.success());
        assert_eq!(std::fs::read_to_string(place.join("done.txt")).unwrap(), "done\n");
        assert!(!place.join("pwned").exists());
    }
}

/// A secret is neither in the inputs nor in a file of the module.
#[test]
fn modules_hold_no_secret() {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n        cidr: {type: string}\n        key: {type: string, format: password}\n";
    let mut bundle = fixture("terraform-environment");
    for file in &mut bundle.files {
        if file.path == "schema/schema.yaml" {
            *file = File::new(file.path.clone(), schema);
        }
    }
    let spec = "proton: EnvironmentSpec\nspec: {cidr: 10.0.0.0/16, key: hunter2}\n";
    bundle.files.push(File::new("spec/spec.yaml", spec));
    bundle.files.push(File::new("infrastructure/copy.tf", "# hunter2\n"));
    let ejection = ejection(bundle);
    let module = &ejection.bundles[0].modules[0];
    assert_eq!(module.secrets, ["environment.inputs.key"]);
    assert_eq!(module.omitted, ["copy.tf"]);
    for file in ejection.files() {
        assert!(!String::from_utf8_lossy(&file.bytes).contains("hunter2"), "{}", file.path);
    }
    assert!(!ejection.report().contains("hunter2"));
    assert!(!ejection.report_json().to_string().contains("hunter2"));
}
