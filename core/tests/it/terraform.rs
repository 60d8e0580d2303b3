//! The files of Terraform bundles, byte for byte as Proton wrote them in its last format (2022-12-28 to
//! 2024-08), apart from its comment at the top.

use std::fmt::Write;

use cyclotron_core::bundle::{SAMPLE_OUTPUTS, SPEC};
use cyclotron_core::{Bundle, File, Workspace, analyze};

const MANIFEST: &str = "\
infrastructure:
  templates:
    - file: \"*\"
      rendering_engine: hcl
      template_language: terraform
";

fn schema(input_types: &str, properties: &str) -> String {
    format!(
        "schema:\n  format: {{openapi: \"3.0.0\"}}\n{input_types}  types:\n    Input:\n      \
         type: object\n      properties: {properties}\n"
    )
}

fn bundle(name: &str, files: &[(&str, &str)]) -> Bundle {
    let files = files.iter().map(|(path, text)| File::new(*path, *text)).collect();
    let mut bundle = Bundle { name: name.to_owned(), files, ..Bundle::default() };
    bundle.sort();
    bundle
}

/// The name and text of every file that is generated, in order.
fn generated(bundle: Bundle) -> Vec<(String, String)> {
    let analysis = analyze(&Workspace { bundles: vec![bundle] });
    let [bundle] = &*analysis.bundles else { panic!("one bundle") };
    let texts = bundle.renderings.iter();
    texts.map(|one| (one.file_name.clone(), one.text.clone().unwrap())).collect()
}

fn text<'f>(files: &'f [(String, String)], name: &str) -> &'f str {
    let found = files.iter().find(|(file, _)| file == name);
    &found.unwrap_or_else(|| panic!("no {name} in {files:?}")).1
}

/// Inputs have the type `any` even where all are strings; defaults are filled in and come, like what the
/// spec gives, in the order of the schema.
#[test]
fn an_environment() {
    let schema = schema(
        "  environment_input_type: Input\n",
        "{cidr: {type: string, default: 10.0.0.0/16}, size: {type: integer, default: 2}, tag: {type: string}}",
    );
    let files = generated(bundle(
        "network",
        &[
            ("schema/schema.yaml", &schema),
            ("infrastructure/manifest.yaml", MANIFEST),
            ("infrastructure/main.tf", "# main\n"),
            (SPEC, "proton: EnvironmentSpec\nspec: {size: 3}\n"),
            (
                SAMPLE_OUTPUTS,
                "resources:\n  environment: {name: staging, account_id: \"012345678901\"}\n",
            ),
        ],
    ));
    let tfvars = r#"{
  "environment" : {
    "name" : "staging",
    "inputs" : {
      "cidr" : "10.0.0.0/16",
      "size" : 3
    }
  },
  "proton_tags" : {
    "proton:account" : "012345678901",
    "proton:template" : "arn:aws:proton:us-east-1:012345678901:environment-template/network",
    "proton:environment" : "arn:aws:proton:us-east-1:012345678901:environment/staging"
  },
  "//" : "arn:aws:proton:us-east-1:012345678901:environment/staging"
}"#;
    let variables = r#"variable "environment" {
  type = object({
    inputs = any
    name   = string
  })
  default = null
}

variable "proton_tags" {
  type    = map(string)
  default = null
}
"#;
    assert_eq!(text(&files, "environment/proton.auto.tfvars.json"), tfvars);
    assert_eq!(text(&files, "environment/proton.environment.variables.tf"), variables);
}

/// A component that is not attached has its own tag, and nothing of a service.
#[test]
fn a_component() {
    let files = generated(bundle(
        "bucket",
        &[
            ("manifest.yaml", MANIFEST),
            ("main.tf", "# main\n"),
            (SPEC, "proton: EnvironmentSpec\nspec: {}\n"),
            (
                SAMPLE_OUTPUTS,
                "resources:\n  component: {name: my-bucket}\n  environment: {name: staging, account_id: \"012345678901\"}\n",
            ),
        ],
    ));
    let tfvars = r#"{
  "component" : {
    "name" : "my-bucket"
  },
  "environment" : {
    "account_id" : "012345678901",
    "name" : "staging",
    "outputs" : { }
  },
  "proton_tags" : {
    "proton:account" : "012345678901",
    "proton:component" : "arn:aws:proton:us-east-1:012345678901:component/my-bucket",
    "proton:environment" : "arn:aws:proton:us-east-1:012345678901:environment/staging"
  },
  "//" : "arn:aws:proton:us-east-1:012345678901:component/my-bucket"
}"#;
    assert_eq!(text(&files, "component/proton.auto.tfvars.json"), tfvars);
}

fn service(with_pipeline: bool, outputs: &str) -> Bundle {
    let types = if with_pipeline {
        "  service_input_type: Input\n  pipeline_input_type: Input\n"
    } else {
        "  service_input_type: Input\n"
    };
    let schema = schema(types, "{b: {type: boolean, default: true}, a: {type: string}}");
    let mut spec = String::from("proton: ServiceSpec\n");
    if with_pipeline {
        spec += "pipeline: {a: x}\n";
    }
    spec += "instances:\n  - {name: dev, environment: staging, spec: {a: y, b: false}}\n";
    let mut files = vec![
        ("schema/schema.yaml", &*schema),
        ("instance_infrastructure/manifest.yaml", MANIFEST),
        ("instance_infrastructure/main.tf", "# main\n"),
        (SPEC, &spec),
        (SAMPLE_OUTPUTS, outputs),
    ];
    if with_pipeline {
        files.push(("pipeline_infrastructure/manifest.yaml", MANIFEST));
        files.push(("pipeline_infrastructure/main.tf", "# main\n"));
    }
    bundle("queue", &files)
}

/// A service without a pipeline is not linked to a repository, unless the sample names one.
#[test]
fn a_service_without_a_repository() {
    let files = generated(service(false, "resources: {service: {name: jobs}}\n"));
    let tfvars = r#"{
  "environment" : {
    "account_id" : "123456789012",
    "name" : "staging",
    "outputs" : { }
  },
  "service" : {
    "name" : "jobs"
  },
  "service_instance" : {
    "name" : "dev",
    "inputs" : {
      "b" : false,
      "a" : "y"
    },
    "components" : { }
  },
  "proton_tags" : {
    "proton:account" : "123456789012",
    "proton:template" : "arn:aws:proton:us-east-1:123456789012:service-template/queue",
    "proton:service" : "arn:aws:proton:us-east-1:123456789012:service/jobs",
    "proton:environment" : "arn:aws:proton:us-east-1:123456789012:environment/staging",
    "proton:service-instance" : "arn:aws:proton:us-east-1:123456789012:service/jobs/service-instance/dev"
  },
  "//" : "arn:aws:proton:us-east-1:123456789012:service/jobs/service-instance/dev"
}"#;
    assert_eq!(text(&files, "instance-dev/proton.auto.tfvars.json"), tfvars);
    let variables = text(&files, "instance-dev/proton.service_instance.variables.tf");
    assert!(
        variables.contains("variable \"service\" {\n  type = object({\n    name = string\n  })\n}"),
        "{variables}"
    );

    let files = generated(service(
        false,
        "resources: {service: {name: jobs, repository_id: example-org/jobs, branch_name: trunk}}\n",
    ));
    let tfvars = text(&files, "instance-dev/proton.auto.tfvars.json");
    assert!(
        tfvars
            .contains("\"repository_id\" : \"example-org/jobs\",\n    \"branch_name\" : \"trunk\""),
        "{tfvars}"
    );
}

/// A service's pipeline: the order of keys, and the environment of each instance.
#[test]
fn a_pipeline() {
    let files = generated(service(true, "service: {Url: u}\n"));
    let arn = "arn:aws:codestar-connections:us-east-1:123456789012:connection/a1b2c3d4-5678-90ab-cdef-EXAMPLE11111";
    let tfvars = format!(
        r#"{{
  "pipeline" : {{
    "inputs" : {{
      "b" : true,
      "a" : "x"
    }}
  }},
  "service" : {{
    "name" : "sample-service",
    "repository_connection_arn" : "{arn}",
    "repository_id" : "example-org/sample-app",
    "branch_name" : "main"
  }},
  "service_instances" : [ {{
    "name" : "dev",
    "inputs" : {{
      "b" : false,
      "a" : "y"
    }},
    "outputs" : {{
      "Url" : "u"
    }},
    "environment" : {{
      "account_id" : "123456789012",
      "name" : "staging",
      "outputs" : {{ }}
    }}
  }} ],
  "proton_tags" : {{
    "proton:account" : "123456789012",
    "proton:template" : "arn:aws:proton:us-east-1:123456789012:service-template/queue",
    "proton:service" : "arn:aws:proton:us-east-1:123456789012:service/sample-service"
  }},
  "//" : "arn:aws:proton:us-east-1:123456789012:service/sample-service/pipeline"
}}"#
    );
    assert_eq!(text(&files, "pipeline/proton.auto.tfvars.json"), tfvars);
    let variables = text(&files, "pipeline/proton.pipeline.variables.tf");
    assert!(
        variables.contains("      inputs  = any\n      outputs = map(string)\n"),
        "{variables}"
    );
    assert!(variables.contains("variable \"pipeline\" {\n  type = object({\n    inputs = any\n"));
}

/// `"*"` names every file directly in the folder but the manifest and dot-files.
#[test]
fn a_star_names_files_of_every_ending() {
    let schema = schema("  environment_input_type: Input\n", "{a: {type: string}}");
    let files = generated(bundle(
        "network",
        &[
            ("schema/schema.yaml", &schema),
            ("infrastructure/manifest.yaml", MANIFEST),
            ("infrastructure/main.tf", "# main\n"),
            ("infrastructure/user-data.sh.tpl", "echo\n"),
            ("infrastructure/README.md", "read\n"),
            ("infrastructure/.terraform.lock.hcl", "# lock\n"),
            ("infrastructure/network/main.tf", "# module\n"),
        ],
    ));
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "environment/proton.auto.tfvars.json",
            "environment/proton.environment.variables.tf",
            "environment/README.md",
            "environment/main.tf",
            "environment/user-data.sh.tpl",
        ]
    );
}

/// A public load test had 40 instances: all render, and the quota of 20 is a warning.
#[test]
fn forty_instances_render() {
    let mut bundle = service(false, "");
    let mut spec = String::from("proton: ServiceSpec\ninstances:\n");
    for at in 0..40 {
        writeln!(spec, "  - {{name: i{at}, environment: staging, spec: {{a: y}}}}").unwrap();
    }
    bundle.files.retain(|file| file.path != SPEC);
    bundle.files.push(File::new(SPEC, spec));
    bundle.sort();
    let analysis = analyze(&Workspace { bundles: vec![bundle] });
    let found: Vec<_> =
        analysis.diagnostics.iter().map(|one| (&*one.code.0, one.severity)).collect();
    assert!(
        found.contains(&("too-many-instances", cyclotron_core::Severity::Warning)),
        "{found:?}"
    );
    let main = analysis.bundles[0].renderings.iter().filter(|one| one.file() == "main.tf");
    assert_eq!(main.count(), 40);
}
