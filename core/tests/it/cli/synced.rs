//! Specs that `proton-ops.yaml` names, and the templates that deployments name.

use std::fs;
use std::path::Path;

use super::{folder, said};

const MANIFEST: &str = "infrastructure:\n  templates:\n    - {file: cloudformation.yaml, rendering_engine: jinja, template_language: cloudformation}\n";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A service template whose queue has an input `size`.
fn template(folder: &Path, at: &str) {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Input\n  types:\n    Input:\n      type: object\n      required: [size]\n      properties:\n        size: {type: integer}\n";
    write(folder, &format!("{at}/schema/schema.yaml"), schema);
    write(folder, &format!("{at}/instance_infrastructure/manifest.yaml"), MANIFEST);
    let template = "Resources:\n  Queue:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: {{ service_instance.inputs.size }}\n";
    write(folder, &format!("{at}/instance_infrastructure/cloudformation.yaml"), template);
}

fn spec(size: &str) -> String {
    format!(
        "proton: ServiceSpec\ninstances:\n  - {{name: dev, environment: e, spec: {{size: {size}}}}}\n"
    )
}

/// Findings of the spec, by path and code.
fn found(folder: &Path) -> Vec<String> {
    let check = ["check", ".", "--no-cloudformation", "--format", "json"];
    let (_, out, error) = said(folder, &check);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{error}"));
    let diagnostics = json["diagnostics"].as_array().unwrap().iter();
    let errors = diagnostics.filter(|one| one["severity"] == "error");
    errors
        .map(|one| format!("{} {}", one["path"].as_str().unwrap(), one["code"].as_str().unwrap()))
        .collect()
}

#[test]
fn specs_of_service_sync_are_checked_and_rendered() {
    let folder = folder("synced");
    fs::remove_dir_all(folder.join("broken")).unwrap();
    fs::create_dir_all(folder.join(".git")).unwrap();
    template(&folder, "templates/queue");
    write(&folder, "services/orders.yaml", &spec("7"));
    write(&folder, "services/users.yaml", &spec("seven"));
    write(
        &folder,
        "proton-ops.yaml",
        "sync:\n  services:\n    orders:\n      dev: {branch: main, spec: ./services/orders.yaml}\n    users:\n      dev: {branch: main, spec: services/users.yaml}\n",
    );
    assert_eq!(found(&folder), ["services/users.yaml invalid-input"]);
    assert_eq!(found(&folder.join("templates")), ["../services/users.yaml invalid-input"]);

    // Each of several services is rendered into its own folder; a single one is rendered without a folder.
    let render = ["render", "templates/queue", "--out", "out"];
    let both = "out/orders/instance-dev.yaml\nout/users/instance-dev.yaml\n";
    let (status, out, error) = said(&folder, &render);
    assert_eq!((status, &*out), (1, both));
    assert!(error.contains("services/users.yaml"), "{error}");
    write(&folder, "services/users.yaml", &spec("8"));
    let (status, out, error) = said(&folder, &render);
    assert_eq!((status, &*out, &*error), (0, both, ""));
    for (service, size) in [("orders", 7), ("users", 8)] {
        let path = folder.join(format!("out/{service}/instance-dev.yaml"));
        let text = fs::read_to_string(path).unwrap();
        assert!(text.contains(&format!("DelaySeconds: {size}")), "{text}");
    }
    let one = ["render", "templates/queue", "--spec", "services/users.yaml", "--out", "one"];
    assert_eq!(said(&folder, &one).1, "one/instance-dev.yaml\n");
    write(&folder, "services/users.yaml", &spec("seven"));

    // With two templates, the deployments decide which template a service uses.
    template(&folder, "templates/other");
    assert_eq!(found(&folder), [""; 0]);
    let metadata = "{\"resourceMetadata\": {\"arn\": \"arn:aws:proton:us-east-1:123456789012:service/users/service-instance/dev\", \"templateArn\": \"arn:aws:proton:us-east-1:123456789012:service-template/other\", \"templateMajorVersion\": \"1\"}}";
    write(&folder, "e/users-dev/.proton/deployment-metadata.json", metadata);
    assert_eq!(found(&folder), ["services/users.yaml invalid-input"]);
    // An archive has the bundle alone.
    assert_eq!(said(&folder, &["pack", "templates/queue", "-o", "queue.tar.gz"]).0, 0);
    let bytes = fs::read(folder.join("queue.tar.gz")).unwrap();
    let bundle = cyclotron_core::archive::unpack("queue.tar.gz", &bytes).unwrap();
    assert!(bundle.files.iter().all(|file| !file.path.starts_with("spec/")));
}

/// The specs and the configuration of a repository are found in an archive of it as well.
#[test]
fn an_archive_of_a_repository_is_read_like_its_folder() {
    let folder = folder("synced-archive");
    fs::remove_dir_all(folder.join("broken")).unwrap();
    template(&folder, "repo/templates/queue");
    write(&folder, "repo/services/users.yaml", &spec("seven"));
    let ops = "sync: {services: {users: {dev: {branch: main, spec: services/users.yaml}}}}\n";
    write(&folder, "repo/proton-ops.yaml", ops);
    let tar = std::process::Command::new("tar")
        .args(["-czf", "repo.tar.gz", "repo"])
        .current_dir(&folder)
        .status()
        .unwrap();
    assert!(tar.success());
    let check = |more: &[&str]| {
        let arguments = [&["check", "repo.tar.gz", "--no-cloudformation"], more].concat();
        let (status, out, _) = said(&folder, &arguments);
        (status, out)
    };
    let (status, out) = check(&[]);
    assert_eq!(status, 1, "{out}");
    assert!(out.contains("repo.tar.gz/repo/services/users.yaml:3"), "{out}");

    write(&folder, "repo/.cyclotron.yaml", "rules:\n  invalid-input: off\n");
    let tar = ["-czf", "repo.tar.gz", "repo"];
    std::process::Command::new("tar").args(tar).current_dir(&folder).status().unwrap();
    let (status, out) = check(&[]);
    assert_eq!(status, 0, "{out}");
    assert!(out.contains("by repo.tar.gz/repo/.cyclotron.yaml:2"), "{out}");
}
