//! The files of the result.

use std::collections::{BTreeMap, HashSet};

use cyclotron_core::eject::{Ejection, Parameter, ResultFile};
use cyclotron_core::starters::ready_workspace;
use cyclotron_core::{Bundle, File, Value, Workspace, yaml};
use serde_json::Value as Json;

use super::hostile::hostile;
use crate::common::cases::{cases, open};
use crate::common::sample;

fn ejection(workspace: &Workspace) -> Ejection {
    let names: Vec<&str> = workspace.bundles.iter().map(|bundle| bundle.name.as_str()).collect();
    Ejection::of(workspace, &names)
}

fn text<'f>(files: &'f [ResultFile], path: &str) -> &'f str {
    let file = files.iter().find(|file| file.path == path);
    let file = file.unwrap_or_else(|| panic!("no {path}"));
    std::str::from_utf8(&file.bytes).expect("text")
}

/// The values of a file of parameters, and of a deployment file.
fn values(
    files: &[ResultFile],
    parameters: &str,
    deployment: &str,
) -> [BTreeMap<String, String>; 2] {
    let all: Vec<Json> = serde_json::from_str(text(files, parameters)).expect("JSON");
    let string = |value: &Json| value.as_str().expect("a string").to_owned();
    let of_cli =
        all.iter().map(|one| (string(&one["ParameterKey"]), string(&one["ParameterValue"])));
    let root = yaml::parse(text(files, deployment)).root.expect("a deployment file").value();
    let own = root.get("parameters").and_then(Value::as_map).expect("parameters");
    let of_sync = own
        .iter()
        .map(|(name, value)| (name.to_owned(), value.as_str().expect("a text").to_owned()));
    [of_cli.collect(), of_sync.collect()]
}

/// Checks the invariants of every result.
fn check(workspace: &Workspace) {
    let ejection = ejection(workspace);
    let files = ejection.files();
    assert_eq!(files, self::ejection(workspace).files(), "equal bytes");
    let mut seen = HashSet::new();
    for file in &files {
        assert!(seen.insert(file.path.to_lowercase()), "{}", file.path);
        let is_safe = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
        let is_original = file.path.starts_with("proton/");
        assert!(is_original || file.path.chars().all(is_safe), "{}", file.path);
        assert!(file.path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{}", file.path);
    }
    for planned in &ejection.stacks {
        let stack = &ejection.bundles[planned.bundle].stacks[planned.stack];
        let [parameters, deployment] = values(&files, &planned.parameters, &planned.deployment);
        let is_owned = |name: &String| stack.owned.contains(name);
        let kept: BTreeMap<_, _> =
            parameters.clone().into_iter().filter(|(name, _)| !is_owned(name)).collect();
        assert_eq!(kept, deployment, "{}", planned.id);
        let root = yaml::parse(text(&files, &planned.template)).root.expect("a template");
        let defined = root.get("Parameters").map(yaml::Node::entries).unwrap_or_default();
        for parameter in &stack.parameters {
            assert!(defined.iter().any(|entry| entry.name() == parameter.name));
            // The files contain the values of the spec.
            match parameters.get(&parameter.name) {
                Some(value) => assert_eq!(*value, parameter.value),
                None => assert!(
                    parameter.is_secret || parameter.is_made_up,
                    "{} of {}",
                    parameter.name,
                    planned.id
                ),
            }
            obeys(parameter);
        }
        assert_eq!(
            planned.rendering.as_deref().map(|path| text(&files, path)),
            stack.rendering.as_deref()
        );
    }
}

/// A value obeys the definition of its own parameter.
fn obeys(parameter: &Parameter) {
    let Parameter { name, value, definition, is_secret, .. } = parameter;
    if *is_secret {
        assert_eq!(value, "");
        return;
    }
    let get = |key: &str| definition.get(key);
    if let Some(allowed) = get("AllowedValues").and_then(Value::as_list) {
        assert!(allowed.contains(&Value::from(value.as_str())), "{name}: {value}");
    }
    let length = i64::try_from(value.chars().count()).unwrap();
    if let Some(Value::Int(least)) = get("MinLength") {
        assert!(length >= *least, "{name}: {value}");
    }
    if let Some(Value::Int(most)) = get("MaxLength") {
        assert!(length <= *most, "{name}: {value}");
    }
    let number = value.parse::<f64>();
    if get("Type") == Some(&"Number".into()) {
        let number = number.expect("a number");
        let bound = |key: &str| match get(key) {
            Some(Value::Int(bound)) => Some(bound.to_string().parse::<f64>().unwrap()),
            Some(Value::Float(bound)) => Some(*bound),
            _ => None,
        };
        assert!(bound("MinValue").is_none_or(|bound| number >= bound), "{name}: {value}");
        assert!(bound("MaxValue").is_none_or(|bound| number <= bound), "{name}: {value}");
    }
    assert!(value.len() <= 4096);
}

#[test]
fn every_result_keeps_its_invariants() {
    check(&ready_workspace());
    check(&hostile().0);
    for case in sample("files of ejected bundles", cases(), 12) {
        check(&Workspace { bundles: vec![open(&case, true)] });
    }
}

#[test]
fn files_of_the_ready_workspace() {
    let files = ejection(&ready_workspace()).files();
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    insta::assert_snapshot!("tree", paths.join("\n"));
    for path in [
        "README.md",
        "stacks.env",
        "stacks.json",
        "wiring/item-api-service.json",
        "deployments/item-api-service/instance-prod.yaml",
    ] {
        insta::assert_snapshot!(path.replace('/', "-"), text(&files, path));
    }
}

const MANIFEST: &str = "infrastructure:\n  templates:\n    - file: cloudformation.yaml\n      rendering_engine: jinja\n      template_language: cloudformation\n";

fn environment(name: &str, template: &str, schema: &str, spec: &str) -> Bundle {
    let files = [
        ("infrastructure/manifest.yaml", MANIFEST),
        ("infrastructure/cloudformation.yaml", template),
        ("schema/schema.yaml", schema),
        ("spec/spec.yaml", spec),
    ];
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    Bundle { name: name.into(), files, ..Bundle::default() }
}

/// Secrets of a spec, of other samples and of the schema, and their copies in other files.
#[test]
fn no_file_contains_a_secret() {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input:\n      type: object\n      properties:\n        own: {type: string, format: password, default: hunter1-default, enum: [hunter1-default, hunter2-own]}\n        deep: {allOf: [{$ref: \"#/Deep\"}]}\n        list: {type: array, items: {type: object, properties: {key: {type: string, format: password}}}}\n    Deep: {type: object, properties: {key: {type: string, format: password}}}\n";
    let spec = "proton: EnvironmentSpec\nspec:\n  own: hunter2-own # the password\n  deep: {key: \"hunter3-deep\"}\n  list: [{key: hunter4-list}]\n";
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      A: '{{ environment.inputs.own }}'\n      B: '{{ environment.inputs.deep.key }}'\n      C: {{ environment.inputs.list | length }}\n";
    // A condition would contain the values of the schema.
    let condition = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      A: {% if environment.inputs.own | length > 11 %}1{% else %}2{% endif %}\n";
    let bundle = environment("env", condition, schema, spec);
    let refused = ejection(&Workspace { bundles: vec![bundle] });
    let reason = refused.bundles[0].stacks[0].template.as_ref().expect_err("a refusal");
    assert!(
        reason.starts_with("The template would hold the secret `environment.inputs.own`"),
        "{reason}"
    );
    let mut bundle = environment("env", template, schema, spec);
    let more = [
        ("spec/other.yaml", "proton: EnvironmentSpec\nspec: {own: &name hunter5-anchor}\n"),
        ("spec/third.yaml", "proton: EnvironmentSpec\nspec: {own: 'hunter6-third'}\n"),
        ("notes.txt", "The password is hunter2-own."),
        ("README.md", "No password."),
    ];
    bundle.files.extend(more.map(|(path, text)| File::new(path, text)));
    let ejection = ejection(&Workspace { bundles: vec![bundle] });
    assert_eq!(ejection.stacks[0].secrets, ["Own", "DeepKey"], "{}", ejection.report());
    let files = ejection.files();
    for file in &files {
        let text = String::from_utf8_lossy(&file.bytes);
        assert!(!text.contains("hunter"), "{}: {text}", file.path);
    }
    assert!(!ejection.report().contains("hunter"));
    assert!(!ejection.report_json().to_string().contains("hunter"));
    let kept: Vec<&str> =
        files.iter().filter_map(|file| file.path.strip_prefix("proton/env/")).collect();
    assert_eq!(
        kept,
        [
            "README.md",
            "infrastructure/cloudformation.yaml",
            "infrastructure/manifest.yaml",
            "schema/schema.yaml",
            "spec/spec.yaml",
            "spec/third.yaml"
        ]
    );
    assert!(text(&files, "proton/env/spec/spec.yaml").contains("own: '(secret)' # the password\n"));
    let template = text(&files, "templates/env/template.yaml");
    assert_eq!(template.matches("NoEcho: true").count(), 2, "{template}");
    let readme = text(&files, "README.md");
    assert!(
        readme.contains("- `proton/env/notes.txt`")
            && readme.contains("- `proton/env/spec/other.yaml`"),
        "{readme}"
    );
}

/// A value that no sample sets is not in the files, and a template that depends on one is refused.
#[test]
fn made_up_values_are_no_values() {
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  service_input_type: Input\n  types:\n    Input: {type: object, properties: {a: {type: string}}}\n";
    let service = |template: &str| {
        let files = [
            ("instance_infrastructure/manifest.yaml", MANIFEST),
            ("instance_infrastructure/cloudformation.yaml", template),
            ("schema/schema.yaml", schema),
            (
                "spec/spec.yaml",
                "proton: ServiceSpec\ninstances: [{name: dev, environment: net, spec: {a: x}}]\n",
            ),
        ];
        let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
        let bundle = Bundle { name: "svc".into(), files, ..Bundle::default() };
        ejection(&Workspace { bundles: vec![bundle] })
    };
    let resource = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n";
    let done = service(&format!(
        "{resource}      A: '{{{{ service.name }}}}'\n      B: '{{{{ environment.outputs.VpcId }}}}'\n      C: '{{{{ service_instance.inputs.a }}}}'\n      D: '{{{{ environment.outputs.Role | upper }}}}'\n"
    ));
    assert_eq!(done.stacks[0].missing, ["ServiceName", "RoleUpper"]);
    assert_eq!(done.stacks[0].wires.len(), 1);
    assert_eq!(done.others[0].id, "environments/net");
    let files = done.files();
    let [parameters, _] =
        values(&files, "parameters/svc/instance-dev.json", "deployments/svc/instance-dev.yaml");
    assert_eq!(parameters.into_iter().collect::<Vec<_>>(), [("AInput".to_owned(), "x".to_owned())]);
    assert!(done.report().contains("add a value for ServiceName"), "{}", done.report());
    let refused = service(&format!(
        "{resource}      A: {{% if environment.outputs.VpcId %}}1{{% endif %}}\n"
    ));
    let reason = refused.bundles[0].stacks[0].template.as_ref().expect_err("a refusal");
    assert!(reason.contains("made-up value for `environment.outputs.VpcId`: line 5"), "{reason}");
    assert!(!refused.is_complete());
}

/// Environments are found by the name that their sample gives, then by the name of the bundle.
#[test]
fn services_are_wired_to_the_environment_that_they_name() {
    let schema = |key: &str| {
        format!(
            "schema:\n  format: {{openapi: \"3.0.0\"}}\n  {key}: Input\n  types:\n    Input: {{type: object, properties: {{a: {{type: string, default: b}}}}}}\n"
        )
    };
    let net = |bundle: &str, name: Option<&str>| {
        let template = "Resources:\n  A: {Type: AWS::SNS::Topic, Properties: {A: '{{ environment.inputs.a }}'}}\nOutputs:\n  Vpc: {Value: !Ref A}\n";
        let mut bundle = environment(
            bundle,
            template,
            &schema("environment_input_type"),
            "proton: EnvironmentSpec\nspec: {a: c}\n",
        );
        if let Some(name) = name {
            let text = format!("resources: {{environment: {{name: {name}}}}}\n");
            bundle.files.push(File::new("spec/sample-outputs.yaml", text));
        }
        bundle
    };
    let service = |environment: &str| {
        let files = [
            ("instance_infrastructure/manifest.yaml", MANIFEST.to_owned()),
            ("instance_infrastructure/cloudformation.yaml", "Resources:\n  A: {Type: AWS::SNS::Topic, Properties: {A: '{{ environment.outputs.Vpc }}'}}\n".to_owned()),
            ("schema/schema.yaml", schema("service_input_type")),
            ("spec/spec.yaml", format!("proton: ServiceSpec\ninstances: [{{name: dev, environment: {environment}, spec: {{}}}}]\n")),
        ];
        let files = files.into_iter().map(|(path, text)| File::new(path, text)).collect();
        Bundle { name: "svc".into(), files, ..Bundle::default() }
    };
    for (named, expected) in [
        ("staging", "one/environment"),
        ("two", "two/environment"),
        // The sample of this bundle gives another name.
        ("one", "environments/one"),
        ("other", "environments/other"),
    ] {
        let bundles = vec![service(named), net("one", Some("staging")), net("two", None)];
        let ejection = ejection(&Workspace { bundles });
        let last = ejection.stacks.last().expect("a stack");
        assert_eq!(last.id, "svc/instance-dev", "environments come first");
        assert_eq!(last.wires[0].stack, expected);
    }
    let same = vec![service("staging"), net("one", Some("staging")), net("two", Some("staging"))];
    let ejection = ejection(&Workspace { bundles: same });
    assert_eq!(
        ejection.stacks[2].wires[0].stack, "environments/staging",
        "two candidates are none"
    );
}

#[test]
fn names_of_stacks_are_checked() {
    let mut ejection = ejection(&ready_workspace());
    let id = "item-api-service/instance-dev";
    assert_eq!(ejection.name_stack(id, "AWSProton-items--cloudformation--ABC"), Ok(()));
    assert_eq!(ejection.name_stack("environments/item-api-prod", "prod"), Ok(()));
    let files = ejection.files();
    let env = text(&files, "stacks.env");
    assert!(
        env.contains("\nitem-api-service/instance-dev=AWSProton-items--cloudformation--ABC\n"),
        "{env}"
    );
    assert!(env.contains("\nenvironments/item-api-prod=prod\n"), "{env}");
    for name in ["", "--execute", "a b", "$(x)", "a\nb=c", "1a"] {
        assert!(ejection.name_stack(id, name).is_err(), "{name}");
    }
    assert!(ejection.name_stack("unknown", "a").is_err());
}

#[test]
fn uses_of_proton_that_are_left_are_reported() {
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      A: aws proton get-service --name {{ environment.inputs.a }}\n";
    let schema = "schema:\n  format: {openapi: \"3.0.0\"}\n  environment_input_type: Input\n  types:\n    Input: {type: object, properties: {a: {type: string}}}\n";
    let bundle = environment("env", template, schema, "proton: EnvironmentSpec\nspec: {a: c}\n");
    let ejection = ejection(&Workspace { bundles: vec![bundle] });
    let report = ejection.report();
    assert!(
        report.contains("still uses Proton: A: !Sub 'aws proton get-service --name ${AInput}'"),
        "{report}"
    );
    assert!(text(&ejection.files(), "README.md").contains("## Uses of Proton that are left\n"));
}

/// The archive has the files with their modes, and equal results give equal bytes.
#[test]
fn the_result_is_packed_with_its_scripts_as_executables() {
    let ejection = ejection(&ready_workspace());
    let archive = ejection.pack("ejected");
    assert_eq!(archive, self::ejection(&ready_workspace()).pack("ejected"));
    let mut packed = tar::Archive::new(flate2::read::GzDecoder::new(archive.as_slice()));
    let mut found = vec![];
    for entry in packed.entries().unwrap() {
        let mut entry = entry.unwrap();
        if entry.header().entry_type().is_file() {
            let path = entry.path().unwrap().to_str().unwrap().to_owned();
            let is_executable = entry.header().mode().unwrap() & 0o111 != 0;
            let mut bytes = vec![];
            std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
            found.push(ResultFile {
                path: path.strip_prefix("ejected/").unwrap().to_owned(),
                bytes,
                is_executable,
            });
        }
    }
    assert_eq!(found, ejection.files());
    assert!(found.iter().any(|file| file.path == "bin/deploy" && file.is_executable));
    assert!(found.iter().any(|file| file.path == "bin/common.sh" && !file.is_executable));
}
