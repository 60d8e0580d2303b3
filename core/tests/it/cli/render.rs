//! `cyclotron render`.

use std::fs;
use std::path::Path;

use super::{SAMPLES, folder, repair, said};

#[test]
fn writes_what_renders_and_reports_the_rest() {
    let folder = folder("render");
    let (status, out, error) = said(&folder, &["render", "broken", "--out", "out"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(error.contains("--> broken/infrastructure/cloudformation.yaml:5:"), "{error}");
    assert!(!folder.join("out").exists());

    let lenient = ["render", "broken", "--undefined", "lenient", "--out", "out"];
    let (status, out, _) = said(&folder, &lenient);
    assert_eq!((status, out.as_str()), (0, "out/environment.yaml\n"));
    let rendered = fs::read_to_string(folder.join("out/environment.yaml")).unwrap();
    assert!(rendered.ends_with("DisplayName: é, 100%"), "{rendered}");
}

/// A given spec replaces the bundle's own, and the messages name it.
#[test]
fn takes_a_spec_and_outputs() {
    let folder = folder("given");
    repair(&folder);
    fs::write(folder.join("my.yaml"), "proton: EnvironmentSpec\nspec: {bucket: mine}\n").unwrap();
    fs::write(folder.join("outputs.yaml"), "resourcez: {}\n").unwrap();
    let arguments =
        ["render", "broken", "--spec", "my.yaml", "--outputs", "outputs.yaml", "--out", "out"];
    let (status, _, error) = said(&folder, &arguments);
    assert!(status == 0 && error.contains("--> outputs.yaml:1:1"), "{status} {error}");
    let rendered = fs::read_to_string(folder.join("out/environment.yaml")).unwrap();
    assert!(rendered.ends_with("DisplayName: émine, 100%"), "{rendered}");
}

/// Outputs that the file of `--outputs` lacks are missing; without the option they are made up.
#[test]
fn outputs_are_made_up_only_where_none_are_given() {
    let folder = folder("made-up");
    let bundle = format!("{SAMPLES}/item-api-service");
    fs::write(folder.join("none.yaml"), "{}\n").unwrap();
    let (status, out, error) = said(&folder, &["render", &bundle, "--out", "out"]);
    assert_eq!((status, error.as_str()), (0, ""), "{out}");
    assert_eq!(out, "out/instance-dev.yaml\nout/instance-prod.yaml\nout/pipeline.yaml\n");
    let (status, _, error) =
        said(&folder, &["render", &bundle, "--outputs", "none.yaml", "--out", "out"]);
    assert!(status == 1 && error.contains("error[undefined-name]"), "{status} {error}");
}

/// Two instances whose names would be one file name get a file each.
#[test]
fn instances_do_not_share_a_file() {
    let folder = folder("collision");
    let manifest = "infrastructure:\n  templates:\n    - {file: t.yaml, rendering_engine: jinja, \
                    template_language: cloudformation}\n";
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Input\n  types:\n    \
                  Input: {type: object, properties: {a: {type: string}}}\n";
    let spec = "proton: ServiceSpec\ninstances:\n  - {name: a/b, environment: e, spec: {}}\n  \
                - {name: a-b, environment: e, spec: {}}\n";
    for (path, text) in [
        ("schema/schema.yaml", schema),
        ("instance_infrastructure/manifest.yaml", manifest),
        ("instance_infrastructure/t.yaml", "Name: \"{{ service_instance.name }}\"\n"),
        ("spec/spec.yaml", spec),
    ] {
        let path = folder.join("queue").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (_, out, error) = said(&folder, &["render", "queue", "--out", "out"]);
    assert_eq!(out, "out/instance-a-b-2.yaml\nout/instance-a-b.yaml\n", "{error}");
    let text = |file: &str| fs::read_to_string(folder.join("out").join(file)).unwrap();
    assert_eq!(text("instance-a-b-2.yaml"), "Name: \"a/b\"");
    assert_eq!(text("instance-a-b.yaml"), "Name: \"a-b\"");
}

/// A file of an earlier run would pass for that of this one.
#[test]
fn a_failed_rendering_leaves_no_old_file() {
    let folder = folder("outdated");
    let files = |folder: &std::path::Path| {
        let mut names: Vec<_> =
            crate::common::files(folder).into_iter().map(|(name, _)| name).collect();
        names.sort();
        names
    };
    let out = folder.join("out");
    let lenient = ["render", "broken", "--undefined", "lenient", "--out", "out"];
    assert_eq!(said(&folder, &lenient).0, 0);
    fs::write(out.join("mine.yaml"), "").unwrap();
    assert_eq!(files(&out), ["environment.yaml", "mine.yaml"]);
    assert_eq!(said(&folder, &["render", "broken", "--out", "out"]).0, 1);
    assert_eq!(files(&out), ["mine.yaml"]);

    // A template that cannot be read is not an empty one.
    #[cfg(unix)]
    {
        assert_eq!(said(&folder, &lenient).0, 0);
        let template = folder.join("broken/infrastructure/cloudformation.yaml");
        fs::remove_file(&template).unwrap();
        std::os::unix::fs::symlink("nowhere", &template).unwrap();
        let (status, printed, error) = said(&folder, &lenient);
        assert!(status == 1 && printed.is_empty(), "{status} {printed} {error}");
        assert!(error.to_lowercase().contains("cannot read"), "{error}");
        assert_eq!(files(&out), ["mine.yaml"]);
    }

    // With a spec that is not YAML, the names of the instances are unknown.
    let fixtures = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/bundles/");
    fs::write(folder.join("spec.yaml"), "- [").unwrap();
    for (bundle, name) in [
        (format!("{SAMPLES}/item-api-service"), "instance-dev.yaml"),
        (format!("{fixtures}terraform-service"), "instance-dev/main.tf"),
        (format!("{fixtures}terraform-environment"), "environment/proton.auto.tfvars.json"),
    ] {
        said(&folder, &["render", &bundle, "--out", "out"]);
        assert!(out.join(name).is_file(), "{name}");
        let broken = ["render", &bundle, "--spec", "spec.yaml", "--out", "out"];
        assert_eq!(said(&folder, &broken).0, 1);
        assert_eq!(files(&out), ["mine.yaml"], "{bundle}");
    }
}

/// The spec of an environment gives a service no values: all would be made up.
#[test]
fn a_spec_of_the_other_kind_renders_nothing() {
    let folder = folder("other-kind");
    let samples = Path::new(super::SAMPLES);
    for (bundle, spec) in [
        ("item-api-service", "proton: EnvironmentSpec\nspec: {}\n"),
        ("item-api-environment", "proton: ServiceSpec\ninstances: []\n"),
    ] {
        fs::write(folder.join("spec.yaml"), spec).unwrap();
        let bundle = samples.join(bundle);
        let render = ["render", super::text(&bundle), "--spec", "spec.yaml", "--out", "out"];
        let (status, out, error) = said(&folder, &render);
        assert_eq!((status, &*out), (1, ""), "{error}");
        assert_eq!(error.matches("error[").count(), 1, "{error}");
        assert!(
            error.contains("error[spec-kind]") && error.contains("so it is not rendered"),
            "{error}"
        );
        assert!(!folder.join("out").exists());
    }
}

/// Values that are made up are announced as such.
#[test]
fn made_up_inputs_are_announced() {
    let folder = folder("made-up");
    repair(&folder);
    let render = ["render", "broken", "--out", "out"];
    assert_eq!(said(&folder, &render), (0, "out/environment.yaml\n".into(), String::new()));
    fs::remove_file(folder.join("broken/spec/spec.yaml")).unwrap();
    let (status, _, error) = said(&folder, &render);
    assert_eq!(
        (status, &*error),
        (0, "There is no spec, so the inputs are made up. Name one with --spec FILE.\n")
    );
    for out in ["broken/schema/schema.yaml", "broken/schema/schema.yaml/below"] {
        let (status, _, error) = said(&folder, &["render", "broken", "--out", out]);
        assert!(status == 2 && error.contains("schema.yaml is a file, not a folder"), "{error}");
    }
}
